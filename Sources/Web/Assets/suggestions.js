"use strict";
// Comfort only: while words are typed in a search that has a list of suggestions, asks for the names that begin so. Without this file, the
// search answers the same.
for (const champ of document.querySelectorAll("input[data-suggestions]")) {
  let attente, tour = 0;
  champ.addEventListener("input", () => {
    clearTimeout(attente);
    const mien = ++tour, texte = champ.value.trim();
    if (texte.length < 2) return;
    attente = setTimeout(async () => {
      const reponse = await fetch(champ.dataset.suggestions + "?q=" + encodeURIComponent(texte)).catch(() => null);
      if (!reponse?.ok || mien !== tour) return;
      const noms = await reponse.json();
      if (mien !== tour) return;
      champ.list.replaceChildren(...noms.map((nom) => Object.assign(document.createElement("option"), { value: nom })));
    }, 150);
  });
}
