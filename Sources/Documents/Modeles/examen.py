"""Looks into the files that people bring. Same protocol as atelier.py; each file is opened in a child of its own, which has little
memory, little time and may write nothing: what a hostile file can break is that child.

The answer is JSON: {"type", "pages", "largeur", "hauteur", "defaut", "avertissements", "vignette"} for `examiner` (the picture of the first
page, JPEG in base64), the list of what the QR codes of each page say for `marques`, {"verdict", "nom"} for `antivirus`.
"""

import base64
import io
import json
import os
import re
import resource
import select
import signal
import socket
import struct
import sys
import time
import zlib

import PIL.Image
import PIL.ImageOps
import pypdf
import pypdfium2
import zxingcpp

MEMOIRE = 1 << 30
SECONDES = 8
PAGES = 500
COTE, PIXELS = 20_000, 80_000_000
OBJETS = 200_000
# What a PDF may do on its own when it is opened or touched.
ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"}
CLES = {"/JS", "/XFA", "/RichMediaContent"}
PROGRAMMES = (".exe", ".com", ".scr", ".bat", ".cmd", ".js", ".vbs", ".ps1", ".jar", ".msi", ".lnk", ".hta", ".dll", ".sh", ".apk")


class Defaut(Exception):
    """Why a file is not kept: a code, whose sentence Swift writes."""


def examiner(octets):
    if octets.startswith(b"%PDF-"):
        trouve = pdf(octets)
    elif octets.startswith(b"\x89PNG\r\n\x1a\n"):
        png(octets)
        trouve = image(octets, "PNG", "image/png")
    elif octets.startswith(b"\xff\xd8\xff"):
        trouve = image(octets, "JPEG", "image/jpeg")
    else:
        raise Defaut(autre(octets))
    # A file that another program would open as something else.
    if archive(octets):
        raise Defaut("polyglotte")
    return trouve


def autre(octets):
    """What it is, when it is not a PDF nor a picture."""
    if octets.startswith(b"PK\x03\x04"):
        debut = octets[:4096]
        return "bureautique" if b"mimetypeapplication/vnd.oasis" in debut or b"[Content_Types].xml" in debut or b"word/" in debut else "archive"
    if octets.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")):
        return "archive"
    if octets.startswith(b"\xd0\xcf\x11\xe0"):
        return "bureautique"
    if octets[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1") or octets.startswith((b"GIF8", b"II*\0", b"MM\0*")) or octets[8:12] == b"WEBP":
        return "image"
    return "inconnu"


def archive(octets):
    """Does it end as a zip does? Readers of zip look for that end, wherever the archive begins."""
    fin = octets[-65_557:]
    place = fin.rfind(b"PK\x05\x06")
    return place >= 0 and len(fin) >= place + 22 and place + 22 + struct.unpack("<H", fin[place + 20 : place + 22])[0] == len(fin)


def pdf(octets):
    if re.search(rb"<\s*(html|script|svg|\?php|!doctype|body|iframe)", octets[:2048], re.I):
        raise Defaut("polyglotte")
    fin = octets.rfind(b"%%EOF")
    if fin < 0:
        raise Defaut("tronque")
    if len(octets[fin + 5 :].strip(b"\r\n\t \0")) > 0:
        raise Defaut("polyglotte")
    try:
        document = pypdfium2.PdfDocument(octets)
    except pypdfium2.PdfiumError as erreur:
        raise Defaut("protege" if "password" in str(erreur).lower() else "illisible") from None
    if not 1 <= len(document) <= PAGES:
        raise Defaut("illisible" if len(document) < 1 else "trop_de_pages")
    avertissements = []
    if pypdfium2.raw.FPDFDoc_GetJavaScriptActionCount(document.raw) != 0:
        raise Defaut("actif")
    if chiffre(octets):
        avertissements.append("chiffre")
    else:
        try:
            actions(octets)
        except (pypdf.errors.PyPdfError, ValueError, KeyError, TypeError):
            # Damaged, and yet every viewer opens it, as they do the work of many scanners: what can be read of it is read as it is.
            if re.search(rb"/(JavaScript|JS|Launch|XFA|RichMedia|ImportData|SubmitForm)\b", octets):
                raise Defaut("actif") from None
    page = document[0]
    largeur, hauteur = page.get_size()
    if not (0 < largeur <= 14_400 and 0 < hauteur <= 14_400):
        raise Defaut("illisible")
    vue = page.render(scale=min(480 / largeur, 680 / hauteur)).to_pil()
    return {"type": "application/pdf", "pages": len(document), "avertissements": avertissements, "vignette": vignette(vue)}


def chiffre(octets):
    return re.search(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<", octets) is not None


def actions(octets):
    """Walks every object once: an action hides anywhere, also where no page leads."""
    lecteur = pypdf.PdfReader(io.BytesIO(octets), strict=False)
    numeros = {(numero, generation) for generation, table in lecteur.xref.items() for numero in table}
    numeros |= {(numero, 0) for numero in lecteur.xref_objStm}
    if len(numeros) > OBJETS:
        raise Defaut("illisible")
    for numero, generation in sorted(numeros):
        try:
            objet = lecteur.get_object(pypdf.generic.IndirectObject(numero, generation, lecteur))
        except (pypdf.errors.PyPdfError, ValueError, KeyError, TypeError, RecursionError):
            continue  # a freed or broken entry: viewers ignore it too
        feuilles = [objet]
        while feuilles:
            noeud = feuilles.pop()
            if isinstance(noeud, dict):
                if noeud.get("/S") in ACTIONS or CLES & noeud.keys():
                    raise Defaut("actif")
                for cle in ("/F", "/UF"):
                    nom = noeud.raw_get(cle) if cle in noeud else None
                    if isinstance(nom, str) and noeud.get("/Type") == "/Filespec" and nom.lower().endswith(PROGRAMMES):
                        raise Defaut("actif")
                feuilles += [valeur for valeur in noeud.values() if isinstance(valeur, (dict, list))]
            elif isinstance(noeud, list):
                feuilles += [valeur for valeur in noeud if isinstance(valeur, (dict, list))]


def png(octets):
    """Chunk after chunk to IEND, and nothing after it."""
    place = 8
    while place + 12 <= len(octets):
        (longueur,) = struct.unpack(">I", octets[place : place + 4])
        nom = octets[place + 4 : place + 8]
        fin = place + 12 + longueur
        if fin > len(octets) or zlib.crc32(octets[place + 4 : fin - 4]) != struct.unpack(">I", octets[fin - 4 : fin])[0]:
            raise Defaut("tronque")
        place = fin
        if nom == b"IEND":
            if place != len(octets):
                raise Defaut("polyglotte")
            return
    raise Defaut("tronque")


def image(octets, format_, type_):
    try:
        vue = PIL.Image.open(io.BytesIO(octets), formats=[format_])
        largeur, hauteur = vue.size
        if max(largeur, hauteur) > COTE or largeur * hauteur > PIXELS:
            raise Defaut("image_trop_grande")
        if format_ == "JPEG":
            vue.draft("RGB", (480, 680))
        vue.thumbnail((480, 680))
        vue = PIL.ImageOps.exif_transpose(vue)
    except Defaut:
        raise
    except Exception:
        raise Defaut("tronque") from None
    return {"type": type_, "pages": 1, "largeur": largeur, "hauteur": hauteur, "avertissements": [], "vignette": vignette(vue)}


def vignette(vue):
    fond = PIL.Image.new("RGB", vue.size, "white")
    vue = vue.convert("RGBA")
    fond.paste(vue, mask=vue.getchannel("A"))
    fond.thumbnail((240, 340))
    sortie = io.BytesIO()
    fond.save(sortie, "JPEG", quality=72, optimize=True)
    return base64.b64encode(sortie.getvalue()).decode()


def marques(octets):
    """What the QR codes of each page say, at the resolution of an office scanner."""
    document = pypdfium2.PdfDocument(octets)
    if len(document) > PAGES:
        raise Defaut("trop_de_pages")
    lues = []
    for page in document:
        largeur, hauteur = page.get_size()
        vue = page.render(scale=min(150 / 72, 3000 / max(largeur, hauteur)), grayscale=True).to_pil()
        lues.append([code.text for code in zxingcpp.read_barcodes(vue, formats=zxingcpp.BarcodeFormat.QRCode)])
    return lues


def isole(travail, octets, secondes):
    """Runs `travail` in a child without rights on the disk; its answer, or the defect that its end tells."""
    lire, ecrire = os.pipe()
    enfant = os.fork()
    if enfant == 0:
        os.close(lire)
        try:
            resource.setrlimit(resource.RLIMIT_AS, (MEMOIRE, MEMOIRE))
            resource.setrlimit(resource.RLIMIT_CPU, (secondes, secondes))
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
            reponse = travail(octets)
        except Defaut as defaut:
            reponse = {"defaut": str(defaut)}
        except MemoryError:
            reponse = {"defaut": "trop_lourd_a_lire"}
        except BaseException:
            reponse = {"defaut": "illisible"}
        try:
            with os.fdopen(ecrire, "wb") as sortie:
                sortie.write(json.dumps(reponse).encode())
        finally:
            os._exit(0)
    os.close(ecrire)
    terme, recu = time.monotonic() + secondes + 2, b""
    try:
        while (reste := terme - time.monotonic()) > 0 and select.select([lire], [], [], reste)[0]:
            morceau = os.read(lire, 1 << 16)
            if not morceau:
                break
            recu += morceau
    finally:
        os.close(lire)
        os.kill(enfant, signal.SIGKILL)
        os.waitpid(enfant, 0)
    try:
        return json.loads(recu)
    except ValueError:
        return {"defaut": "trop_lourd_a_lire"}


def antivirus(octets, adresse):
    """Asks clamd (INSTREAM). `en_attente` when it does not answer: the file is then kept from everybody until it does."""
    try:
        with ouvrir(adresse) as prise:
            prise.sendall(b"zINSTREAM\0")
            for debut in range(0, len(octets), 1 << 16):
                morceau = octets[debut : debut + (1 << 16)]
                prise.sendall(struct.pack(">I", len(morceau)) + morceau)
            prise.sendall(struct.pack(">I", 0))
            recu = b""
            while not recu.endswith(b"\0") and len(recu) < 4096 and (morceau := prise.recv(4096)):
                recu += morceau
    except OSError as erreur:
        return {"verdict": "en_attente", "nom": str(erreur)}
    reponse = recu.rstrip(b"\0\n").decode(errors="replace").removeprefix("stream: ")
    if reponse == "OK":
        return {"verdict": "sain"}
    if reponse.endswith(" FOUND"):
        return {"verdict": "infecte", "nom": reponse.removesuffix(" FOUND")}
    return {"verdict": "en_attente", "nom": reponse}


def ouvrir(adresse):
    """`unix:/run/clamav/clamd.ctl`, or `host:port`."""
    if adresse.startswith("unix:"):
        prise = socket.socket(socket.AF_UNIX)
        prise.settimeout(40)
        prise.connect(adresse.removeprefix("unix:"))
        return prise
    hote, _, port = adresse.rpartition(":")
    return socket.create_connection((hote.strip("[]"), int(port)), timeout=40)


def repondre(demande, octets):
    match demande["op"]:
        case "examiner":
            return isole(examiner, octets, SECONDES)
        case "marques":
            return isole(marques, octets, 60)
        case "antivirus":
            return antivirus(octets, demande["adresse"])


def main():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    PIL.Image.init()
    entree, sortie = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while ligne := entree.readline():
        demande = json.loads(ligne)
        octets = entree.read(demande["tailles"][0])
        resultat = json.dumps(repondre(demande, octets)).encode()
        sortie.write(json.dumps({"taille": len(resultat)}).encode() + b"\n" + resultat)
        sortie.flush()


if __name__ == "__main__":
    main()
