#!/usr/bin/env python3
"""The main job as three people do it, then a project for two communes, in a real browser. Each step is a sentence; a failed one ends its journey."""

import os
import sys
import time
import traceback
from pathlib import Path

from application import Application
from browser import Browser
from group import Group
from prefecture import Prefecture
from programme import Programme
from secretary import Secretary
from server import Server


def main():
    pictures = Path(os.environ["TROUSSE_PARCOURS"])
    pictures.mkdir(parents=True, exist_ok=True)
    passed = failed = 0
    world = {}
    server = Server(pictures / "serveur.log")
    for journey in (Secretary, Prefecture, Programme, Group, Application):
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
