"use strict";
// Comfort only: while a form with data-vivant changes, asks for its page again and refreshes the regions and the other fields. Nothing is
// kept, and without this file the form's first button does the same.
for (const formulaire of document.querySelectorAll("form[data-vivant]")) {
  let tour = 0;
  formulaire.addEventListener("change", async () => {
    const mien = ++tour;
    const adresse = new URL(formulaire.getAttribute("action"), location.href);
    adresse.search = new URLSearchParams(new FormData(formulaire));
    const reponse = await fetch(adresse).catch(() => null);
    if (!reponse || reponse.redirected || reponse.status >= 500) return;
    const page = new DOMParser().parseFromString(await reponse.text(), "text/html");
    if (mien !== tour) return;
    for (const region of document.querySelectorAll("[data-region]")) {
      const neuve = page.getElementById(region.id);
      if (neuve) region.replaceChildren(...neuve.childNodes);
    }
    for (const champ of formulaire.querySelectorAll("input[id]")) {
      const neuf = page.getElementById(champ.id);
      if (neuf && champ !== document.activeElement && champ.type !== "radio" && champ.type !== "checkbox") champ.value = neuf.value;
    }
    for (const cache of formulaire.querySelectorAll("input[type=hidden]")) {
      const neuf = page.querySelector(`form[data-vivant] input[type=hidden][name="${cache.name}"]`);
      if (neuf) cache.value = neuf.value;
    }
  });
}
