"use strict";
// Comfort only: keeps the answers of a form with data-garde at each change, one request after the other. Without this file its button does.
for (const formulaire of document.querySelectorAll("form[data-garde]")) {
  const etat = formulaire.querySelector("[data-etat]");
  let suite = Promise.resolve();
  formulaire.addEventListener("change", () => {
    suite = suite.then(async () => {
      const corps = new URLSearchParams(new FormData(formulaire));
      corps.set("auto", "oui");
      const reponse = await fetch(formulaire.action, { method: "POST", body: corps }).catch(() => null);
      const dit = reponse && reponse.headers.get("Content-Type")?.includes("json") ? await reponse.json() : null;
      if (dit?.vu) formulaire.elements.vu.value = dit.vu;
      etat.textContent = dit ? dit.texte : "Pas encore enregistré : utilisez le bouton.";
    });
  });
}
