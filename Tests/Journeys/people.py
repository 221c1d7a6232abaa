"""What the three people have in common: an account of the demonstration, and links to read."""

import re

PASSWORD = "trousse-demo"


def sign_in(browser, address):
    browser.open("/connexion")
    browser.fill("Adresse électronique", address)
    browser.fill("Mot de passe", PASSWORD)
    browser.press("Se connecter")


def sign_out(browser):
    browser.driver.find_element("css selector", "header details.compte > summary").click()
    browser.press("Se déconnecter")


def path_of(url):
    """The address of a link without the server."""
    return re.sub(r"^https?://[^/]+", "", url or "")
