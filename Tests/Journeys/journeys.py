#!/usr/bin/env python3
"""The main job as three people do it, in a real browser. Each step is a sentence; a failed one ends its journey."""

import os
import re
import sys
import tempfile
import time
import traceback
from pathlib import Path

from selenium.webdriver.common.keys import Keys

from browser import Browser, plain
from server import Server

PASSWORD = "trousse-demo"
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


class Secretary:
    """Bourbon-l'Archambault equips its reception, from the catalogue to the deposit."""

    title = "La secrétaire"

    def __init__(self, browser, world):
        self.browser, self.world = browser, world

    def steps(self):
        yield "l’accueil et le catalogue se lisent sans compte", self.visit
        yield "elle choisit sa commune et voit les prix après aides", self.choose_commune
        yield "une recherche sans réponse le dit", self.search_nothing
        yield "elle se connecte au clavier seul", self.sign_in_by_keyboard
        yield "elle met un kit dans un projet", self.take_kit
        yield "une quantité impossible garde la page et dit l’erreur", self.wrong_quantity
        yield "elle voit qui paie", self.who_pays
        yield "commander maintenant lui est refusé, avec la raison", self.too_early
        yield "elle prépare ses dossiers et Trousse écrit les pièces", self.write_pieces
        yield "elle joint son devis", self.attach_quotation
        yield "elle dépose", self.deposit
        yield "déposé n’est pas reçu : elle ne peut toujours pas commander", self.still_too_early
        yield "pour sa deuxième commune, elle reprend les prix de son devis", self.second_commune
        yield "aucune aide n’est possible : elle continue sans, et commande tout de suite", self.without_aid

    def visit(self):
        self.browser.open("/")
        self.browser.open("/aide")
        self.browser.open("/accessibilite")
        self.browser.open("/catalogue")
        self.browser.open("/catalogue/articles/INF-003")

    def choose_commune(self):
        browser = self.browser
        browser.open("/commune?q=bourbon l'archambault")
        browser.press("Bourbon-l'Archambault")
        browser.says("Bourbon-l'Archambault")
        browser.open("/catalogue/kits/K02")
        browser.says("Pour votre commune, après aides", "6 132,00 €")

    def search_nothing(self):
        self.browser.open("/catalogue?q=zzzzqqq")
        self.browser.open("/commune?q=zzzzqqq")
        self.browser.open("/nulle-part")
        self.browser.says("Page introuvable")

    def sign_in_by_keyboard(self):
        browser, driver = self.browser, self.browser.driver
        browser.open("/connexion")
        active = lambda: driver.switch_to.active_element  # noqa: E731
        tab = lambda: active().send_keys(Keys.TAB)  # noqa: E731
        tab()
        assert plain(active().text) == "Aller au contenu", "le lien d’évitement est le premier"
        active().send_keys(Keys.ENTER)
        for _ in range(20):
            tab()
            assert self.is_visible_focus(), f"le focus ne se voit pas sur {active().get_attribute('outerHTML')[:120]}"
            if active().get_attribute("name") == "courriel":
                break
        active().send_keys("secretariat@bourbon.demo")
        tab()
        assert active().get_attribute("type") == "password"
        active().send_keys(PASSWORD)
        browser.leave(lambda: active().send_keys(Keys.ENTER))
        browser.says("Vous êtes connecté")

    def is_visible_focus(self):
        return self.browser.driver.execute_script(
            "const s = getComputedStyle(document.activeElement);"
            "return document.activeElement.id === 'contenu' || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'")

    def take_kit(self):
        browser = self.browser
        browser.open("/organisation")
        browser.tick("Bourbon")
        browser.press("Continuer")
        browser.open("/catalogue/kits/K02")
        browser.press("Ajouter au projet")
        browser.says("Le kit est dans votre projet", "6 132,00 €")
        self.world["projet"] = browser.path

    def wrong_quantity(self):
        browser = self.browser
        browser.fill("Quantité", "zéro")
        browser.press("Changer")
        assert browser.driver.title.startswith("Erreur"), browser.driver.title
        assert browser.field("Quantité").get_attribute("value") == "zéro"
        browser.open(self.world["projet"])

    def who_pays(self):
        browser = self.browser
        browser.click("Voir qui paie")
        browser.says("DETR", "FCTVA", "Enveloppe « lieux »")
        self.world["plan"] = browser.path

    def too_early(self):
        browser = self.browser
        browser.open(self.world["projet"] + "/commandes")
        browser.says("R. 2334-24")
        assert not browser.has("button", "Passer la commande")

    def write_pieces(self):
        browser = self.browser
        browser.open(self.world["plan"])
        browser.press("Préparer")
        links = {link.get_attribute("href") for link in browser.driver.find_elements("css selector", "main a")}
        paths = {re.sub(r"^https?://[^/]+", "", link or "") for link in links} | {browser.path}
        self.world["dossiers"] = sorted(path for path in paths if re.fullmatch(re.escape(self.world["projet"]) + r"/dossiers/\d+", path))
        assert len(self.world["dossiers"]) == 2, self.world["dossiers"]
        for path in self.world["dossiers"]:
            browser.open(path)
            browser.press("Écrire les pièces")
            browser.says("Les pièces sont écrites")
        pieces = [link.get_attribute("href") for link in browser.driver.find_elements("css selector", "main a[href*='/pieces/']")]
        assert len(pieces) >= 3, pieces
        body, headers = browser.fetch(re.sub(r"^https?://[^/]+", "", pieces[0]))
        assert headers["Content-Type"] == "application/pdf" and body.startswith(b"%PDF"), headers

    def attach_quotation(self):
        browser = self.browser
        path = self.world["dossiers"][0]
        browser.open(path)
        with tempfile.TemporaryDirectory() as folder:
            wrong = Path(folder) / "devis.pdf"
            wrong.write_bytes(b"ceci n'est pas un PDF")
            browser.choose("Pièce", "Devis")
            browser.field("Fichier").send_keys(str(wrong))
            browser.press("Joindre la pièce")
            assert browser.driver.title.startswith("Erreur"), browser.driver.title
            right = Path(folder) / "devis-menuiserie.pdf"
            right.write_bytes(PDF)
            browser.choose("Pièce", "Devis")
            browser.field("Fichier").send_keys(str(right))
            browser.press("Joindre la pièce")
        browser.says("La pièce est enregistrée")

    def deposit(self):
        for path in self.world["dossiers"]:
            self.browser.open(path)
            self.browser.press("Déposer le dossier")
            self.browser.says("Le dossier est déposé")
        body, headers = self.browser.fetch(self.world["dossiers"][0] + "/zip")
        assert headers["Content-Type"] == "application/zip" and body.startswith(b"PK")
        self.browser.open("/operations")

    def still_too_early(self):
        self.browser.open(self.world["projet"] + "/commandes")
        assert not self.browser.has("button", "Passer la commande")
        self.browser.open("/")


    def second_commune(self):
        browser = self.browser
        browser.open("/organisation")
        browser.tick("Molles")
        browser.press("Continuer")
        browser.open("/catalogue/kits/K18")
        browser.press("Ajouter au projet")
        self.world["molles"] = browser.path
        assert browser.path != self.world["projet"]
        browser.open(browser.path + "/prix")
        prices = browser.driver.find_elements("css selector", "main input[name^='prix-']")
        prices[0].clear()
        prices[0].send_keys("cent")
        browser.press("Enregistrer les prix")
        assert browser.driver.title.startswith("Erreur"), browser.driver.title
        price = browser.driver.find_element("css selector", "main input[name^='prix-']")
        assert price.get_attribute("value") == "cent"
        price.clear()
        price.send_keys("100,00")
        browser.press("Enregistrer les prix")
        assert browser.path == self.world["molles"]

    def without_aid(self):
        browser = self.browser
        browser.open(self.world["molles"] + "/plan")
        browser.says("fonctionnement")
        browser.press("Continuer sans aide")
        browser.fill("Fournisseur", "Formation Bocage")
        browser.press("Passer la commande")
        browser.says("La commande est passée", "Formation Bocage")
        sign_out(browser)


class Prefecture:
    """The Allier receives, finds complete and decides; then the mairie may order."""

    title = "La préfecture"

    def __init__(self, browser, world):
        self.browser, self.world = browser, world

    def steps(self):
        yield "elle se connecte et trouve les dossiers déposés", self.sign_in
        yield "elle filtre sa liste", self.filter
        yield "elle enregistre les réceptions", self.receive
        yield "elle demande une correction, la mairie répond", self.correct
        yield "elle constate la complétude", self.complete
        yield "accorder trop est refusé, et rien de ce qui est tapé n’est perdu", self.too_much
        yield "elle accorde", self.grant
        yield "la mairie commande, et ouvre son bon de commande", self.order

    def sign_in(self):
        sign_in(self.browser, "prefecture@allier.demo")
        self.browser.says("Station d’accueil démarches")

    def filter(self):
        self.browser.open("/prefecture/dossiers?q=bourbon")
        self.browser.says("Bourbon-l'Archambault")
        self.browser.open("/prefecture/dossiers?q=zzzzqqq")
        self.browser.open("/prefecture/dossiers?etat=depose&dispositif=DETR")

    def paths(self):
        return ["/prefecture/dossiers/" + path.rsplit("/", 1)[1] for path in self.world["dossiers"]]

    def each(self, button, sentence):
        for path in self.paths():
            self.browser.open(path)
            self.browser.press(button)
            self.browser.says(sentence)

    def receive(self):
        self.each("Enregistrer la réception", "La réception est enregistrée")

    def correct(self):
        browser, path = self.browser, self.paths()[0]
        browser.open(path)
        for summary in browser.driver.find_elements("css selector", "main details:not([open]) > summary"):
            if "correction" in plain(summary.text).lower():
                summary.click()
        browser.fill("Motif", "Le devis joint n’est pas daté.")
        browser.press("Demander")
        browser.says("La correction est demandée")
        sign_out(browser)
        sign_in(browser, "secretariat@bourbon.demo")
        browser.open(self.world["dossiers"][0])
        browser.says("Le devis joint n’est pas daté.")
        browser.press("Renvoyer")
        sign_out(browser)
        sign_in(browser, "prefecture@allier.demo")

    def complete(self):
        self.each("Constater la complétude", "Le dossier est complet")

    def too_much(self):
        browser = self.browser
        browser.open(self.paths()[0])
        browser.fill("Montant accordé", "999 999,99")
        browser.press("Accorder")
        assert browser.driver.title.startswith("Erreur"), browser.driver.title
        assert browser.field("Montant accordé").get_attribute("value") == "999 999,99"

    def grant(self):
        browser = self.browser
        for path in self.paths():
            browser.open(path)
            browser.press("Accorder")
            if browser.has("label", "J’ai lu ces avertissements"):
                browser.tick("J’ai lu ces avertissements")
                browser.press("Accorder")
            browser.says("La décision est enregistrée")
        sign_out(browser)

    def order(self):
        browser = self.browser
        sign_in(browser, "secretariat@bourbon.demo")
        browser.open(self.world["projet"] + "/commandes")
        browser.press("Passer la commande")
        assert browser.driver.title.startswith("Erreur"), "le fournisseur manque"
        browser.fill("Fournisseur", "Menuiserie des Communs")
        browser.press("Passer la commande")
        browser.says("La commande est passée", "Menuiserie des Communs", "6 132,00 €")
        bon = browser.find("a", "Ouvrir le bon de commande").get_attribute("href")
        body, headers = browser.fetch(re.sub(r"^https?://[^/]+", "", bon))
        assert headers["Content-Type"] == "application/pdf" and body.startswith(b"%PDF")
        browser.open(self.world["projet"])
        browser.open("/operations")
        sign_out(browser)


class Programme:
    """The programme manager follows the money: envelopes, reports, files."""

    title = "La responsable de programme"

    def __init__(self, browser, world):
        self.browser, self.world = browser, world

    def steps(self):
        yield "elle se connecte et voit l’arbre des enveloppes", self.envelopes
        yield "l’enveloppe de l’Allier porte l’engagement", self.allier
        yield "chaque rapport s’ouvre", self.reports
        yield "le CSV dit la même somme que la page", self.csv
        yield "l’instruction lui est fermée : ce n’est pas son rôle", self.closed

    def envelopes(self):
        sign_in(self.browser, "programme@trousse.demo")
        self.browser.says("40 000 000")

    def allier(self):
        browser = self.browser
        links = [link.get_attribute("href") for link in browser.driver.find_elements("css selector", "main a[href*='/enveloppes/']")]
        wanted = [link for link in links if re.search(r"LIEUX-03-\d{4}$", link or "")]
        if not wanted:
            parent = next(link for link in links if re.search(r"LIEUX-R84-\d{4}$|LIEUX-\d{4}$", link or ""))
            browser.open(re.sub(r"^https?://[^/]+", "", parent))
            links = [link.get_attribute("href") for link in browser.driver.find_elements("css selector", "main a[href*='/enveloppes/']")]
            wanted = [link for link in links if re.search(r"LIEUX-03-\d{4}$", link or "")]
        browser.open(re.sub(r"^https?://[^/]+", "", wanted[0]))
        browser.says("Bourbon-l'Archambault", "Engagement")

    def reports(self):
        browser = self.browser
        browser.open("/rapports")
        links = {link.get_attribute("href") for link in browser.driver.find_elements("css selector", "main a[href*='/rapports/']")}
        names = {re.sub(r"^https?://[^/]+|\?.*$", "", link) for link in links}
        assert len(names) == 6, names
        for name in sorted(names):
            browser.open(name)

    def csv(self):
        browser = self.browser
        browser.open("/rapports/consommation_par_commune?commune=03036")
        text = browser.text
        body, headers = browser.fetch("/rapports/consommation_par_commune?commune=03036&format=csv")
        assert headers["Content-Type"] == "text/csv; charset=utf-8" and "attachment" in headers["Content-Disposition"]
        lines = body.decode("utf-8-sig").strip().split("\r\n")
        assert len(lines) == 2, lines
        row = dict(zip(lines[0].split(";"), lines[1].split(";")))
        paid = row["Engagé (€)"]
        assert float(paid.replace(",", ".")) > 0, row
        grouped = f"{int(paid.split(',')[0]):,}".replace(",", " ") + "," + paid.split(",")[1]
        assert grouped in text, f"{grouped} n’est pas sur la page"

    def closed(self):
        self.browser.open("/prefecture/dossiers")
        self.browser.says("Cette page n’est pas pour vous")


def sign_in(browser, address):
    browser.open("/connexion")
    browser.fill("Adresse électronique", address)
    browser.fill("Mot de passe", PASSWORD)
    browser.press("Se connecter")


def sign_out(browser):
    browser.driver.find_element("css selector", "header details.compte > summary").click()
    browser.press("Se déconnecter")


def main():
    pictures = Path(os.environ["TROUSSE_PARCOURS"])
    pictures.mkdir(parents=True, exist_ok=True)
    passed = failed = 0
    world = {}
    server = Server(pictures / "serveur.log")
    for journey in (Secretary, Prefecture, Programme):
        name = journey.__name__.lower()
        browser = Browser(server, pictures, name)
        print(journey.title)
        for sentence, step in journey(browser, world).steps():
            since = time.monotonic()
            try:
                step()
                passed += 1
                print(f"  ✔ {sentence} ({time.monotonic() - since:.1f} s)", flush=True)
            except Exception as error:  # noqa: BLE001 - whatever it is, the step failed
                failed += 1
                browser.keep("echec")
                print(f"  ✘ {sentence} : {error}", flush=True)
                if not isinstance(error, AssertionError):
                    traceback.print_exc()
                break
        print(f"  {browser.pages} pages ouvertes, {browser.audits} examens par axe")
        browser.close()
    code = server.stop()
    if code == 0:
        passed += 1
        print("  ✔ le serveur s’arrête proprement sur SIGTERM")
    else:
        failed += 1
        print(f"  ✘ le serveur s’arrête sur SIGTERM avec le code {code} : {server.process.args}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
