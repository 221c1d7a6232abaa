import tempfile
from pathlib import Path

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from browser import plain
from people import PASSWORD
from secretary import PDF


class Keyboard:
    """A journey that nobody makes with a mouse: Tab to what reads these words, then Enter or Space; the focus shows at each stop."""

    def __init__(self, browser, world):
        self.browser, self.world = browser, world

    @property
    def active(self):
        return self.browser.driver.switch_to.active_element

    def reach(self, words, tag=("A", "BUTTON", "SUMMARY")):
        """Tabs from the top of the page to what reads these words; the focus shows at each stop."""
        wanted = plain(words)
        return self._tab(
            lambda element: element.tag_name.upper() in tag and wanted == plain(element.get_attribute("textContent")), f"« {words} »")

    def reach_field(self, label):
        """Tabs to the field of this label."""
        target = self.browser.find("label", label).get_attribute("for")
        element = self.browser.driver.find_element("id", target)
        # Arrows move inside a group of radios: the keyboard stops once on it.
        if element.get_attribute("type") == "radio":
            name = element.get_attribute("name")
            self._tab(lambda one: one.get_attribute("name") == name, f"le groupe de « {label} »")
            for _ in range(20):
                if self.active.get_attribute("id") == target:
                    self.active.send_keys(Keys.SPACE)
                    return element
                self.active.send_keys(Keys.ARROW_DOWN)
            raise AssertionError(f"les flèches ne mènent pas à « {label} »")
        return self._tab(lambda one: one.get_attribute("id") == target, f"le champ « {label} »")

    def _tab(self, found, what):
        driver = self.browser.driver
        driver.execute_script("document.activeElement.blur(); window.getSelection().removeAllRanges(); window.scrollTo(0, 0)")
        # A sequence that starts over at the first thing of the page.
        driver.execute_script("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
        for _ in range(250):
            ActionChains(driver).send_keys(Keys.TAB).perform()
            if found(self.active):
                shown = driver.execute_script(
                    "const s = getComputedStyle(document.activeElement);"
                    "return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'")
                assert shown, f"le focus ne se voit pas sur {what}"
                return self.active
        raise AssertionError(f"{what} ne s’atteint pas au clavier sur {self.browser.path}")

    def type(self, label, text):
        field = self.reach_field(label)
        if field.tag_name == "select":
            # As a list box answers typing: the first line that begins so.
            field.send_keys(text)
            assert plain(Select(field).first_selected_option.text).startswith(text), Select(field).first_selected_option.text
            return
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(text or Keys.DELETE)

    def follow(self, words):
        self.reach(words)
        self.browser.leave(lambda: self.active.send_keys(Keys.ENTER))

    def open_summary(self, words):
        self.reach(words)
        self.active.send_keys(Keys.ENTER)


class Group(Keyboard):
    """From nothing to a frozen operation for two communes, with the keyboard only: no click, no mouse."""

    title = "Deux communes, au clavier seul"

    def steps(self):
        yield "elle se connecte et choisit Bourbon", self.arrive
        yield "elle cherche un kit et l’ouvre", self.search
        yield "elle met le kit dans un nouveau projet", self.take_kit
        yield "elle ajoute un article, au-delà de sa borne puis en dessous", self.take_article
        yield "elle remplace un article du kit, avec son motif", self.substitute
        yield "elle écrit une ligne libre et joint son devis", self.free_line
        yield "elle invite une seconde commune, et figer attend sa réponse", self.invite
        yield "la seconde commune voit sa part et accepte", self.accept
        yield "elle partage une ligne, fige les prix, et le plan se calcule", self.freeze

    # The journey

    def arrive(self):
        browser = self.browser
        browser.open("/connexion")
        self.type("Adresse électronique", "secretariat@bourbon.demo")
        self.type("Mot de passe", PASSWORD)
        browser.leave(lambda: self.active.send_keys(Keys.ENTER))
        self.work_for("Bourbon")

    def work_for(self, commune):
        self.browser.open("/organisation")
        label = next(one for one in self.browser.driver.find_elements("css selector", "main label") if commune in one.text)
        self.reach_field(label.text)
        self.follow("Continuer")

    def search(self):
        browser = self.browser
        browser.open("/catalogue")
        field = self._tab(lambda one: one.get_attribute("name") == "q", "la recherche")
        field.send_keys("atelier collectif")
        browser.leave(lambda: field.send_keys(Keys.ENTER))
        self.follow("Atelier collectif 8 places")
        assert browser.path.startswith("/catalogue/kits/K03"), browser.path

    def take_kit(self):
        if self.browser.has("label", "Projet"):
            self.type("Projet", "Un nouveau projet")
        self.follow("Ajouter au projet")
        self.browser.says("Le kit est dans votre projet")
        self.world["groupe"] = self.browser.path

    def take_article(self):
        browser = self.browser
        browser.open("/catalogue/articles/IMP-001/projet")
        self.type("Quantité", "9")
        self.follow("Ajouter au projet")
        browser.says("Choisissez de 1 à 3")
        assert browser.driver.title.startswith("Erreur"), browser.driver.title
        self.type("Quantité", "1")
        self.follow("Ajouter au projet")
        assert browser.path == self.world["groupe"], browser.path
        browser.says("Articles à l’unité", "Multifonction laser monochrome")

    def substitute(self):
        browser = self.browser
        self.open_summary("Voir les articles et leur prix")
        self.follow("Remplacer ou retirer « Ordinateur portable 14-15 pouces, 8 Go, SSD 256 Go, reconditionné grade A »")
        browser.says("reste à payer par la commune")
        self.reach_field("Ordinateur portable bureautique 15 pouces")
        self.type("Motif du remplacement", "Les ateliers de montage vidéo demandent plus de mémoire")
        self.follow("Remplacer l’article")
        browser.says("L’article est remplacé")

    def free_line(self):
        browser = self.browser
        self.follow("Ajouter une ligne libre, sur devis")
        self.type("Désignation", "Câblage de la salle communale")
        self.type("Prix unitaire HT", "1200,50")
        self.type("TVA", "10,0")
        self.reach_field("Investissement")
        self.type("Compte M57", "2135")
        with tempfile.TemporaryDirectory() as folder:
            quotation = Path(folder) / "devis-cablage.pdf"
            quotation.write_bytes(PDF)
            # The system's own window chooses the file: what it gives back is written in the field.
            self.reach_field("Devis").send_keys(str(quotation))
            self.follow("Enregistrer la ligne")
        browser.says("La ligne est enregistrée", "Câblage de la salle communale", "1 200,50 €")
        browser.hides("Devis à joindre")

    def invite(self):
        browser = self.browser
        self.follow("Inviter d’autres communes")
        self.type("Commune", "Saint")
        self.follow("Inviter la commune")
        browser.says("Plusieurs communes répondent")
        self.type("Commune", "molles")
        self.follow("Inviter la commune")
        browser.says("La commune est invitée", "Molles", "sans réponse")
        self.follow("Revenir au projet")
        self.follow("Figer les prix")
        browser.says("Des communes n’ont pas répondu à l’invitation", "Molles")

    def accept(self):
        browser = self.browser
        self.work_for("Molles")
        browser.open("/operations")
        browser.says("Menés par d’autres, avec votre commune", "Réponse attendue")
        self.follow("Atelier collectif 8 places")
        browser.says("Votre part", "Pour toutes, au poids")
        self.type("Message", "Accord du conseil municipal du 12 novembre")
        self.follow("Accepter")
        browser.says("Vous participez au projet", "Acceptée le")

    def freeze(self):
        browser = self.browser
        self.work_for("Bourbon")
        browser.open(self.world["groupe"] + "/communes")
        browser.says("A accepté le", "Accord du conseil municipal")
        self.type("Pour qui, Câblage de la salle communale", "Molles")
        self.follow("Enregistrer le partage")
        browser.says("Les parts sont recalculées")
        browser.open(self.world["groupe"])
        self.follow("Figer les prix")
        browser.says("Les lignes et les prix sont figés à ce jour", "Figés le")
        assert not browser.has("a", "Remplacer ou retirer")
        browser.open(self.world["groupe"] + "/communes")
        browser.says("Les parts sont figées avec les prix")
        self.browser.open(self.world["groupe"] + "/plan")
        browser.says("Qui paie quoi", "DETR")
