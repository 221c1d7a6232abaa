import re

from people import path_of, sign_in


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
            browser.open(path_of(parent))
            links = [link.get_attribute("href") for link in browser.driver.find_elements("css selector", "main a[href*='/enveloppes/']")]
            wanted = [link for link in links if re.search(r"LIEUX-03-\d{4}$", link or "")]
        browser.open(path_of(wanted[0]))
        browser.says("Bourbon-l'Archambault", "Engagement")

    def reports(self):
        browser = self.browser
        browser.open("/rapports")
        links = {link.get_attribute("href") for link in browser.driver.find_elements("css selector", "main a[href*='/rapports/']")}
        names = {path_of(link).split("?")[0] for link in links}
        assert len(names) == 7, names
        for name in sorted(names):
            browser.open(name)

    def csv(self):
        browser = self.browser
        browser.open("/rapports/consommation_par_commune?commune=03036")
        text = browser.text
        body, headers = browser.fetch("/rapports/consommation_par_commune?commune=03036&format=csv")
        assert headers["Content-Type"] == "text/csv; charset=utf-8" and "attachment" in headers["Content-Disposition"]
        lines = body.decode("utf-8-sig").strip().split("\r\n")
        # One line for the envelope of the programme, one for the préfet's.
        assert len(lines) == 3, lines
        for line in lines[1:]:
            row = dict(zip(lines[0].split(";"), line.split(";")))
            paid = row["Engagé (€)"]
            assert float(paid.replace(",", ".")) > 0, row
            grouped = f"{int(paid.split(',')[0]):,}".replace(",", " ") + "," + paid.split(",")[1]
            assert grouped in text, f"{grouped} n’est pas sur la page"

    def closed(self):
        self.browser.open("/prefecture/dossiers")
        self.browser.says("Cette page n’est pas pour vous")
