from browser import plain
from people import path_of, sign_in, sign_out


class Prefecture:
    """The Allier finds complete and decides; then the mairie orders."""

    title = "La préfecture"

    def __init__(self, browser, world):
        self.browser, self.world = browser, world

    def steps(self):
        yield "elle se connecte et trouve les dossiers déposés", self.sign_in
        yield "elle filtre sa liste", self.filter
        yield "elle demande une correction, la mairie répond", self.correct
        yield "elle constate la complétude", self.complete
        yield "accorder trop est refusé, et rien de ce qui est tapé n’est perdu", self.too_much
        yield "au-delà de la loi, la page dit le montant permis le plus proche", self.nearest
        yield "elle accorde", self.grant
        yield "la mairie commande, et ouvre son bon de commande", self.order

    def sign_in(self):
        sign_in(self.browser, "prefecture@allier.demo")
        self.browser.says("Station d’accueil démarches")

    def filter(self):
        self.browser.open("/prefecture/dossiers?q=bourbon")
        self.browser.says("Bourbon-l'Archambault")
        self.browser.open("/prefecture/dossiers?q=zzzzqqq")
        self.browser.open("/prefecture/dossiers?etat=recu&dispositif=DETR")

    def paths(self):
        return ["/prefecture/dossiers/" + path.rsplit("/", 1)[1] for path in self.world["dossiers"]]

    def each(self, button, sentence):
        for path in self.paths():
            self.browser.open(path)
            self.browser.press(button)
            self.browser.says(sentence)

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

    def nearest(self):
        """Over the law: the page says the most that it allows, and one link takes it."""
        browser = self.browser
        browser.open(self.paths()[0])
        asked = browser.field("Montant accordé").get_attribute("value")
        browser.fill("Taux", "95")
        browser.press("Recalculer")
        granted = browser.field("Montant accordé").get_attribute("value")
        browser.fill("Montant accordé", browser.field("Dépense retenue").get_attribute("value"))
        browser.press("Recalculer")
        browser.says("Le maximum permis est")
        link = browser.find("a", "Prendre").text
        browser.click("Prendre")
        assert plain(granted) in plain(link) and plain(browser.field("Montant accordé").get_attribute("value")) == plain(granted), link
        browser.hides("Le maximum permis est")
        browser.open(self.paths()[0])
        assert browser.field("Montant accordé").get_attribute("value") == asked, "un essai n’enregistre rien"

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
        body, headers = browser.fetch(path_of(bon))
        assert headers["Content-Type"] == "application/pdf" and body.startswith(b"%PDF")
        browser.open(self.world["projet"])
        browser.open("/operations")
        sign_out(browser)
