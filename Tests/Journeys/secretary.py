import base64
import re
import tempfile
from pathlib import Path

from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from browser import plain
from people import PASSWORD, path_of, sign_out

# One empty page: the server opens what it is given.
PDF = (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n"
       b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n")


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
        yield "elle choisit une autre façon de payer, puis revient au plan conseillé", self.another_way
        yield "elle essaie une aide déjà obtenue du département, la garde, puis y renonce", self.obtained_grant
        yield "son plan tient sur une page à imprimer pour le maire", self.print_plan
        yield "commander maintenant lui est refusé, avec la raison", self.too_early
        yield "elle prépare ses dossiers et Trousse écrit les pièces", self.write_pieces
        yield "elle joint son devis", self.attach_quotation
        yield "elle répond aux seules questions qui restent : quatre cases, gardées à mesure", self.answer
        yield "elle dépose", self.deposit
        yield "déposé, donc enregistré : le droit de commander est ouvert", self.may_order
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

    def another_way(self):
        browser = self.browser
        browser.press("Choisir")
        browser.says("Vos choix sont gardés", "Le plan selon vos choix")
        browser.press("Revenir au plan conseillé")
        browser.says("celui que Trousse conseille", "au moindre coût")

    def obtained_grant(self):
        """The page recomputes by itself while she fills it; nothing is kept before her button."""
        browser, driver = self.browser, self.browser.driver
        self.open_choices()
        browser.choose("Département : ce que vous faites", "Déjà obtenue")
        browser.fill("Département : montant obtenu", "800")
        browser.field("Département : montant obtenu").send_keys(Keys.TAB)
        WebDriverWait(driver, 10).until(lambda _: "800,00 €" in browser.text and "Vous essayez d’autres choix" in browser.text)
        assert "jeton" not in browser.path
        browser.press("Garder ces choix")
        browser.says("Vos choix sont gardés", "Déjà obtenu", "800,00 €")
        self.open_choices()
        browser.choose("Département : ce que vous faites", "Pas demandée")
        browser.fill("Département : montant obtenu", "")
        browser.press("Recalculer")
        browser.says("Vous essayez d’autres choix")
        browser.press("Garder ces choix")
        browser.hides("Déjà obtenu.")

    def open_choices(self):
        self.browser.driver.execute_script("for (const d of document.querySelectorAll('main .ecran details, main details.ecran')) d.open = true")

    def print_plan(self):
        self.browser.open(self.world["plan"])
        sheet = self.browser.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "paperWidth": 8.27, "paperHeight": 11.69})
        pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", base64.b64decode(sheet["data"])))
        assert pages == 1, f"le plan s’imprime sur {pages} pages"

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
        paths = {path_of(link) for link in links} | {browser.path}
        self.world["dossiers"] = sorted(path for path in paths if re.fullmatch(re.escape(self.world["projet"]) + r"/dossiers/\d+", path))
        assert len(self.world["dossiers"]) == 2, self.world["dossiers"]
        for path in self.world["dossiers"]:
            browser.open(path)
            browser.press("Écrire les pièces")
            browser.says("Les pièces sont écrites")
        pieces = [link.get_attribute("href") for link in browser.driver.find_elements("css selector", "main a[href*='/pieces/']")]
        assert len(pieces) >= 3, pieces
        body, headers = browser.fetch(path_of(pieces[0]))
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

    def answer(self):
        """Everything is known but the undertakings; the script keeps each box as it is ticked, and the other dossier asks nothing more."""
        browser = self.browser
        path = next(path for path in self.world["dossiers"] if self.is_dossier(path, "DETR"))
        browser.open(path)
        browser.says("Il manque 4 réponses")
        browser.click("Répondre aux questions")
        for words in ("Rien n’est commandé", "La commune dira", "Le plan de financement sera", "Ce qui est écrit"):
            browser.tick(words)
        WebDriverWait(browser.driver, 10).until(lambda _: "Enregistré." in browser.text)
        browser.press("Enregistrer et revenir au dossier")
        browser.says("Vos réponses sont enregistrées", "Relire la demande")
        browser.open(path + "/demarche")
        browser.says("Les réponses, champ par champ")

    def is_dossier(self, path, name):
        self.browser.open(path)
        return name in self.browser.driver.find_element("tag name", "h1").text

    def deposit(self):
        for path in self.world["dossiers"]:
            self.browser.open(path)
            self.browser.press("Déposer le dossier")
            self.browser.says("Le dossier est déposé")
        body, headers = self.browser.fetch(self.world["dossiers"][0] + "/zip")
        assert headers["Content-Type"] == "application/zip" and body.startswith(b"PK")
        self.browser.open("/operations")

    def may_order(self):
        self.browser.open(self.world["projet"] + "/commandes")
        assert self.browser.has("button", "Passer la commande")
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
