"""A headless Chromium that looks at every page it opens: axe, console, overflow, at two widths, and keeps a picture."""

import base64
import json
import os
import re
import shutil
import urllib.request
from pathlib import Path

import axe_playwright_python
from selenium import webdriver
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

WIDE, NARROW = (1280, 900), (390, 844)
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# WCAG 2.2 A and AA, which the RGAA follows, and the good practices that axe knows.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What the browser says of a page that answers a mistake of the form: not a fault.
EXPECTED = re.compile(r"the server responded with a status of (403|404|422)")


def plain(text):
    return re.sub(r"[\s\u00a0\u202f]+", " ", text or "").strip()


class Browser:
    def __init__(self, server, pictures, name):
        self.server, self.pictures, self.name = server, pictures, name
        self.pages = self.audits = 0
        self.audited = set()
        options = Options()
        options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
        for argument in ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--force-color-profile=srgb",
                         f"--window-size={WIDE[0]},{WIDE[1]}"]:
            options.add_argument(argument)
        if os.geteuid() == 0:
            options.add_argument("--no-sandbox")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver"), env={**os.environ, "LANGUAGE": "fr"}))
        self.driver.set_page_load_timeout(30)
        self._width(WIDE)

    def close(self):
        self.driver.quit()

    # Going somewhere

    def open(self, path):
        self.driver.get(self.server.url + path)
        self.look()

    def click(self, words, tag="a"):
        """A link or a button by what it reads."""
        element = self.find(tag, words)
        self.leave(element.click)

    def press(self, words):
        self.click(words, "button")

    def leave(self, act):
        """Does what leads to another page, waits for it, then looks at it."""
        page = self.driver.find_element(By.TAG_NAME, "html")
        act()
        WebDriverWait(self.driver, 30).until(lambda driver: self._is_gone(page))
        WebDriverWait(self.driver, 30).until(lambda driver: driver.execute_script("return document.readyState") == "complete")
        self.look()

    @staticmethod
    def _is_gone(element):
        try:
            element.is_enabled()
            return False
        except Exception:  # noqa: BLE001 - any answer but «still there» means that the page changed
            return True

    # Finding and filling, as somebody who reads

    def find(self, tag, words):
        wanted = plain(words)
        found = self.driver.find_elements(By.CSS_SELECTOR, tag)
        exact = [element for element in found if plain(element.get_attribute("textContent")) == wanted]
        near = [element for element in found if wanted in plain(element.get_attribute("textContent"))]
        for element in exact + near:
            if element.is_displayed():
                return element
        readable = " | ".join(plain(element.get_attribute("textContent")) for element in found if element.is_displayed())
        raise AssertionError(f"pas de {tag} « {words} » sur {self.path} ; il y a : {readable[:800]}")

    def has(self, tag, words):
        try:
            return bool(self.find(tag, words))
        except AssertionError:
            return False

    def field(self, label):
        target = self.find("label", label).get_attribute("for")
        return self.driver.find_element(By.ID, target)

    def fill(self, label, text):
        field = self.field(label)
        if field.get_attribute("type") == "date":
            # Keys depend on the browser's language; the value does not.
            self.driver.execute_script("arguments[0].value = arguments[1]", field, text)
        else:
            # As one types over a value: clearing it first would be a change of its own, which a live form answers.
            field.send_keys(Keys.CONTROL, "a")
            field.send_keys(text or Keys.DELETE)

    def choose(self, label, line):
        select = Select(self.field(label))
        for option in select.options:
            if plain(line) in plain(option.text):
                return select.select_by_value(option.get_attribute("value"))
        raise AssertionError(f"pas de ligne « {line} » dans « {label} » : {[option.text for option in select.options]}")

    def tick(self, label):
        self.find("label", label).click()

    # Reading

    @property
    def path(self):
        return self.driver.current_url.removeprefix(self.server.url)

    @property
    def text(self):
        return plain(self.driver.find_element(By.TAG_NAME, "body").text)

    def says(self, *sentences):
        text = self.text.lower()
        for sentence in sentences:
            assert plain(sentence).lower() in text, f"« {sentence} » n’est pas sur {self.path} : {text[:1500]}"

    def hides(self, sentence):
        assert plain(sentence) not in self.text, f"« {sentence} » est sur {self.path}"

    def fetch(self, path):
        """A file that the page links to, asked with the same cookies: its bytes and headers."""
        cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in self.driver.get_cookies())
        request = urllib.request.Request(self.server.url + path, headers={"Cookie": cookies})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read(), answer.headers

    # Looking

    def look(self):
        """Each page once for each set of components that it shows, at both widths."""
        self.pages += 1
        self._console()
        kinds = self.driver.execute_script(
            "return [...new Set([...document.querySelectorAll('body *')].map(e => e.tagName + '.' + e.className))].sort().join()")
        key = (re.sub(r"\d+", "n", self.path.split("?")[0]), kinds)
        if key in self.audited:
            return
        self.audited.add(key)
        number = len(self.audited)
        faults = []
        for size in (NARROW, WIDE):
            self._width(size)
            faults += self._overflow(size) + self._axe(size)
            slug = re.sub(r"[^a-z0-9]+", "-", self.path.split("?")[0].lower()).strip("-") or "accueil"
            self._picture(f"{self.name}-{number:02d}-{slug}-{size[0]}.png")
        assert not faults, f"{self.path} : " + " ; ".join(faults)

    def _console(self):
        said = [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
        wrong = [message for message in said if not EXPECTED.search(message)]
        assert not wrong, f"console de {self.path} : {wrong}"

    def _overflow(self, size):
        wide = self.driver.execute_script("return document.documentElement.scrollWidth")
        if wide <= size[0]:
            return []
        culprits = self.driver.execute_script(
            "return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
            ".slice(0, 4).map(e => e.tagName.toLowerCase() + '.' + e.className)")
        return [f"{wide} px de large pour un écran de {size[0]} : {culprits}"]

    def _axe(self, size):
        self.audits += 1
        if not self.driver.execute_script("return typeof axe === 'object'"):
            self.driver.execute_script(AXE)
        result = self.driver.execute_async_script(
            "const done = arguments[1]; axe.run(document, {runOnly: arguments[0], resultTypes: ['violations']})"
            ".then(r => done(JSON.stringify(r.violations)), e => done(JSON.stringify([{id: String(e), nodes: []}])))", RULES)
        return [f"axe à {size[0]} px, {fault['id']} : {[node['html'][:160] for node in fault['nodes'][:3]]}" for fault in json.loads(result)]

    def _width(self, size):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == NARROW})

    def _picture(self, name):
        height = min(self.driver.execute_script("return document.documentElement.scrollHeight"), 6000)
        width = self.driver.execute_script("return innerWidth")
        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "captureBeyondViewport": True, "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}})
        (self.pictures / name).write_bytes(base64.b64decode(shot["data"]))

    def keep(self, name):
        """A picture of what is there when something went wrong."""
        self.driver.save_screenshot(str(self.pictures / f"{self.name}-{name}.png"))
