"""A real SMTP server on loopback for the tests of mail (aiosmtpd). What it accepts is one line of JSON in the file it is given.

Usage: serveur_smtp.py FILE [--port N] [--starttls CERT KEY NAME SECRET]. Prints its port, ends with its standard input.

What it does with a mail is said by its recipient:
  refus-550@…       never accepts it            plus-tard-N@…    answers 451 the first N times
  raccroche-N@…     accepts it N times, and hangs up without saying so
  lent-N@…          accepts it after N tenths of a second
"""

import argparse
import asyncio
import collections
import json
import os
import ssl
import sys
from email import message_from_bytes
from email.policy import default

from aiosmtpd.smtp import SMTP, AuthResult


class Boite:
    def __init__(self, fichier):
        self.fichier = fichier
        self.fois = collections.Counter()

    async def handle_RCPT(self, server, session, envelope, adresse, options):
        if adresse.startswith("refus-550@"):
            return "550 5.1.1 Boite inconnue"
        if adresse.startswith("plus-tard-"):
            self.fois[adresse] += 1
            if self.fois[adresse] <= int(adresse.split("@")[0].rsplit("-", 1)[1]):
                return "451 4.7.1 Revenez plus tard"
        envelope.rcpt_tos.append(adresse)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        adresse = envelope.rcpt_tos[0]
        genre, _, nombre = adresse.split("@")[0].rpartition("-")
        if genre == "lent":
            await asyncio.sleep(int(nombre) / 10)
        message = message_from_bytes(envelope.content, policy=default)
        garde = {
            "a": adresse, "de": envelope.mail_from, "identifiant": message["Message-ID"], "objet": message["Subject"],
            "auto": message["Auto-Submitted"], "chiffre": session.ssl is not None,
            "texte": message.get_body(("plain",)).get_content(), "html": message.get_body(("html",)).get_content(),
            "jointes": [[p.get_filename(), p.get_content_type(), len(p.get_payload(decode=True))] for p in message.iter_attachments()],
        }
        with open(self.fichier, "a") as sortie:
            sortie.write(json.dumps(garde) + "\n")
            sortie.flush()
            os.fsync(sortie.fileno())
        if genre == "raccroche":
            self.fois[adresse] += 1
            if self.fois[adresse] <= int(nombre):
                server.transport.close()
        return "250 2.0.0 Pris"


async def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("fichier")
    arguments.add_argument("--port", type=int, default=0)
    arguments.add_argument("--starttls", nargs=4)
    choix = arguments.parse_args()
    boite, reglages = Boite(choix.fichier), {}
    if choix.starttls:
        cert, cle, nom, secret = choix.starttls
        contexte = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        contexte.load_cert_chain(cert, cle)

        def connu(server, session, envelope, mecanisme, donnees):
            return AuthResult(success=(donnees.login, donnees.password) == (nom.encode(), secret.encode()), handled=False)

        reglages = {"tls_context": contexte, "require_starttls": True, "authenticator": connu, "auth_required": True}
    serveur = await asyncio.get_running_loop().create_server(lambda: SMTP(boite, hostname="essai", **reglages), "127.0.0.1", choix.port)
    print(serveur.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
