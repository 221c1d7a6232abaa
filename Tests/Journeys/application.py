import re
import tempfile
from pathlib import Path

from selenium.webdriver.common.keys import Keys

from browser import plain
from group import Keyboard
from people import PASSWORD, sign_out
from secretary import PDF


class Application(Keyboard):
    """One dossier seen from both sides, with the keyboard only: from the operation to the deposit, then to the decision that she reads."""

    title = "Un dossier, des deux côtés, au clavier seul"
    # DESIGN: from an operation to a deposited dossier.
    MOST_SCREENS = 12

    def steps(self):
        yield "Aigueperse ouvre un projet avec un kit", self.take_kit
        yield "d’une opération à un dossier déposé, en douze écrans au plus", self.deposit
        yield "la préfecture trouve le dossier complet", self.complete
        yield "elle le prend en instruction", self.instruct
        yield "elle accorde", self.grant
        yield "elle notifie", self.notify
        yield "la mairie suit chaque étape et dit qu’elle a lu la décision", self.read
        yield "la préfecture voit que la décision est lue", self.receipt

    def arrive(self, address):
        self.browser.open("/connexion")
        self.type("Adresse électronique", address)
        self.type("Mot de passe", PASSWORD)
        self.browser.leave(lambda: self.active.send_keys(Keys.ENTER))

    def follow_first(self, *starts):
        """The first button or link of the content that begins so, by its whole words."""
        for element in self.browser.driver.find_elements("css selector", "main button, main a"):
            words = plain(element.get_attribute("textContent"))
            if element.is_displayed() and words.startswith(starts):
                return self.follow(words)
        raise AssertionError(f"rien ne commence par {starts} sur {self.browser.path}")

    def take_kit(self):
        self.arrive("secretariat@aigueperse.demo")
        self.browser.open("/catalogue/kits/K02")
        if self.browser.has("label", "Projet"):
            self.type("Projet", "Un nouveau projet")
        self.follow("Ajouter au projet")
        self.browser.says("Le kit est dans votre projet")

    def deposit(self):
        browser, screens = self.browser, 1  # the operation, where she is

        def then(act, *arguments):
            nonlocal screens
            act(*arguments)
            screens += 1

        then(self.follow, "Voir qui paie")
        then(self.follow_first, "Préparer")
        then(self.follow, "Écrire les pièces")
        with tempfile.TemporaryDirectory() as folder:
            quotation = Path(folder) / "devis-menuiserie.pdf"
            quotation.write_bytes(PDF)
            self.type("Pièce", self.quotation_line())
            self.reach_field("Fichier").send_keys(str(quotation))
            then(self.follow, "Joindre la pièce")
        then(self.follow, "Répondre aux questions")
        for undertaking in ("Rien n’est commandé", "La commune dira", "Le plan de financement sera", "Ce qui est écrit"):
            self.reach_field(undertaking).send_keys(Keys.SPACE)
        then(self.follow, "Enregistrer et revenir au dossier")
        then(self.follow, "Déposer le dossier")
        browser.says("Le dossier est déposé", "Accusé d’enregistrement", "lire l’accusé (PDF)")
        print(f"    {screens} écrans")
        assert screens <= self.MOST_SCREENS, screens
        self.world["aigueperse"] = re.match(r"/operations/\d+/dossiers/\d+", browser.path).group()
        sign_out(browser)

    def quotation_line(self):
        lines = self.browser.driver.find_elements("css selector", "select option")
        return next(plain(line.text) for line in lines if "Devis" in line.text)

    @property
    def instruction(self):
        return "/prefecture/dossiers/" + self.world["aigueperse"].rsplit("/", 1)[1]

    def complete(self):
        self.arrive("prefecture@puy-de-dome.demo")
        self.browser.open(self.instruction)
        self.follow("Constater la complétude")
        self.browser.says("Le dossier est complet")

    def instruct(self):
        self.open_summary("Passer en instruction")
        self._tab(
            lambda one: one.tag_name == "button" and plain(one.text) == "Passer en instruction", "le bouton « Passer en instruction »")
        self.browser.leave(lambda: self.active.send_keys(Keys.ENTER))
        self.browser.says("En instruction")

    def grant(self):
        browser = self.browser
        self.follow("Accorder")
        if browser.has("label", "J’ai lu ces avertissements"):
            self.reach_field("J’ai lu ces avertissements").send_keys(Keys.SPACE)
            self.follow("Accorder")
        browser.says("La décision est enregistrée")

    def notify(self):
        self.follow("Notifier")
        self.browser.says("Notifié")
        sign_out(self.browser)

    def read(self):
        browser = self.browser
        self.arrive("secretariat@aigueperse.demo")
        browser.open(self.world["aigueperse"])
        browser.says("Dossier complet", "Décision", "Notification", "pas encore lue", "La décision vous est notifiée")
        self.open_summary("Historique")
        browser.says("Le dossier passe en instruction", "L’aide est accordée", "La décision est notifiée")
        body, headers = browser.fetch(browser.find("a", "lire la décision (PDF)").get_attribute("href").removeprefix(browser.server.url))
        assert headers["Content-Type"] == "application/pdf" and body.startswith(b"%PDF")
        self.follow("J’ai lu la décision")
        browser.says("La préfecture sait que vous avez lu la décision")
        browser.hides("pas encore lue")
        sign_out(browser)

    def receipt(self):
        self.arrive("prefecture@puy-de-dome.demo")
        self.browser.open(self.instruction)
        self.browser.says("lue par")
        sign_out(self.browser)
