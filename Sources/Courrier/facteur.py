"""The postman: reads mails on standard input, gives them to the SMTP server, answers on standard output, ends when its input ends.

A mail is a line of JSON followed by its attachments, raw, of the sizes it says. The answer is a line of JSON: {"reponse": "250 …"} or
{"gravite": "injoignable|provisoire|definitif", "erreur": "…"}. The connection is kept from one mail to the next. A mail is never given
twice here: when the server hangs up after the data, only the caller may decide to try again.
"""

import json
import signal
import smtplib
import socket
import ssl
import sys
import time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, formatdate

# Seven bits: whatever the relays on the way can do.
REGLES = SMTP.clone(cte_type="7bit")
DELAI = 20  # seconds for one exchange with the server
REPOS = 30  # seconds after which a kept connection is looked at before it serves again


class Connexion:
    def __init__(self):
        self.serveur = None
        self.reglages = None
        self.vue = 0.0

    def ouvrir(self, reglages):
        if self.serveur is not None and (reglages != self.reglages or not self.repond()):
            self.fermer()
        if self.serveur is None:
            self.reglages, self.serveur = reglages, connecter(reglages)
        self.vue = time.monotonic()
        return self.serveur

    def repond(self):
        try:
            return time.monotonic() - self.vue < REPOS or self.serveur.noop()[0] == 250
        except (smtplib.SMTPException, OSError):
            return False

    def fermer(self):
        try:
            self.serveur.close()
        finally:
            self.serveur = None


def connecter(reglages):
    contexte = ssl.create_default_context(cafile=reglages.get("ca"))
    hote, port = reglages["hote"], reglages["port"]
    if reglages["tls"] == "direct":
        serveur = smtplib.SMTP_SSL(hote, port, timeout=DELAI, context=contexte)
    else:
        serveur = smtplib.SMTP(hote, port, timeout=DELAI)
    try:
        if reglages["tls"] == "starttls":
            serveur.starttls(context=contexte)
        if reglages.get("nom"):
            serveur.login(reglages["nom"], reglages.get("motDePasse") or "")
    except BaseException:
        serveur.close()
        raise
    return serveur


def composer(demande, jointes):
    message = EmailMessage(policy=REGLES)
    message["Subject"] = demande["objet"]
    message["From"] = formataddr(("Trousse", demande["de"]))
    message["To"] = formataddr((demande["nom"], demande["a"]))
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = demande["identifiant"]
    # No robot answers to a robot.
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "fr"
    message.set_content(demande["texte"])
    message.add_alternative(demande["html"], subtype="html")
    for piece, octets in zip(demande["jointes"], jointes, strict=True):
        genre, sous_genre = piece["type"].split("/")
        message.add_attachment(octets, maintype=genre, subtype=sous_genre, filename=piece["nom"])
    return message


def dire(code, texte):
    texte = texte.decode("utf-8", "replace") if isinstance(texte, bytes) else str(texte)
    return f"{code} {' '.join(texte.split())}"


def refus(code, texte, quoi):
    gravite = "definitif" if 500 <= code < 600 else "provisoire"
    return {"gravite": gravite, "erreur": f"{quoi} : {dire(code, texte)}"}


def donner(connexion, demande, jointes):
    message = composer(demande, jointes)
    try:
        serveur = connexion.ouvrir(demande["serveur"])
    except smtplib.SMTPAuthenticationError as erreur:
        return {"gravite": "injoignable", "erreur": f"Le serveur refuse notre nom ou notre mot de passe : {dire(erreur.smtp_code, erreur.smtp_error)}"}
    except (smtplib.SMTPException, OSError) as erreur:
        return {"gravite": "injoignable", "erreur": f"Le serveur {demande['serveur']['hote']}:{demande['serveur']['port']} n’a pas répondu : {erreur}"}
    try:
        # The commands themselves, rather than send_message: its answer to DATA is what proves that the mail left.
        serveur.ehlo_or_helo_if_needed()
        code, texte = serveur.mail(demande["de"])
        if code != 250:
            serveur.rset()
            # Our setting is wrong, not the mail: it waits for the operator.
            return {"gravite": "injoignable", "erreur": f"Le serveur refuse l’expéditeur {demande['de']} : {dire(code, texte)}"}
        code, texte = serveur.rcpt(demande["a"])
        if code not in (250, 251):
            serveur.rset()
            return refus(code, texte, "Le destinataire est refusé")
        code, texte = serveur.data(message.as_bytes(policy=REGLES))
        if code != 250:
            serveur.rset()
            return refus(code, texte, "Le message est refusé")
        return {"reponse": dire(code, texte)}
    except smtplib.SMTPDataError as erreur:
        connexion.fermer()
        return refus(erreur.smtp_code, erreur.smtp_error, "Le message est refusé")
    except (smtplib.SMTPException, OSError) as erreur:
        connexion.fermer()
        return {"gravite": "injoignable", "erreur": f"Le serveur a raccroché en route : {erreur}"}


def main():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    socket.setdefaulttimeout(DELAI)
    entree, sortie = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    connexion = Connexion()
    while ligne := entree.readline():
        demande = json.loads(ligne)
        jointes = [entree.read(piece["taille"]) for piece in demande["jointes"]]
        try:
            resultat = donner(connexion, demande, jointes)
        except Exception as erreur:  # a mail that cannot be composed is refused, it does not end the postman
            resultat = {"gravite": "definitif", "erreur": f"{type(erreur).__name__} : {erreur}"}
        sortie.write(json.dumps(resultat).encode() + b"\n")
        sortie.flush()
    if connexion.serveur is not None:
        try:
            connexion.serveur.quit()
        except (smtplib.SMTPException, OSError):
            pass


if __name__ == "__main__":
    main()
