"use strict";
// Comfort only: asks again for a page that shows how a job goes on, until it is finished. Without this file, «Actualiser» does the same.
(async () => {
  const region = document.getElementById("avancement");
  while (region && region.querySelector("progress") && region.textContent.includes("Actualiser")) {
    await new Promise((suite) => setTimeout(suite, 1500));
    if (document.hidden) continue;
    const reponse = await fetch(location.href).catch(() => null);
    if (!reponse?.ok) continue;
    const page = new DOMParser().parseFromString(await reponse.text(), "text/html");
    const neuve = page.getElementById("avancement");
    if (neuve) region.replaceChildren(...neuve.childNodes);
  }
})();
