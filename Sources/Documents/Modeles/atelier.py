"""The documents workshop: reads requests on standard input, answers on standard output, ends when its input ends.

A request is a line of JSON {"op", "date", "tailles": [n…], …} followed by the parts, raw, of those sizes. The answer is a
line of JSON, {"taille": n} followed by n bytes or {"erreur": "…"}. A request that fails never ends the worker.
"""

import hashlib
import io
import json
import os
import signal
import sys
import zipfile
from datetime import date, datetime, time, timezone

import typst

ICI = os.path.dirname(os.path.abspath(__file__))
# Only the fonts inside the wheel: the same page on every machine.
ATELIER = typst.Compiler(root=ICI, ignore_system_fonts=True)


def pdf(demande, donnees, jointe):
    """donnees: what the template prints, as text; jointe: the machine-readable file attached to the document."""
    midi = datetime.combine(date.fromisoformat(demande["date"]), time(12), timezone.utc)
    return ATELIER.compile(
        os.path.join(ICI, os.path.basename(demande["modele"]) + ".typ"),
        format="pdf",
        pdf_standards=["a-3a", "ua-1"],
        timestamp=midi,
        sys_inputs={"donnees": donnees.decode(), "jointe": jointe.decode(), "joint": demande["joint"]},
    )


def zip_(demande, *contenus):
    jour = date.fromisoformat(demande["date"])
    manifeste = "".join(
        f"{hashlib.sha256(octets).hexdigest()}  {nom}\n" for nom, octets in zip(demande["noms"], contenus, strict=True)
    )
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, octets in [*zip(demande["noms"], contenus), ("MANIFESTE.txt", manifeste.encode())]:
            entree = zipfile.ZipInfo(nom, (jour.year, jour.month, jour.day, 12, 0, 0))
            entree.compress_type = zipfile.ZIP_DEFLATED
            entree.external_attr = 0o644 << 16
            archive.writestr(entree, octets)
    return sortie.getvalue()


OPERATIONS = {"pdf": pdf, "zip": zip_}


def main():
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends us by closing our input
    entree, sortie = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but answers may reach the pipe
    while ligne := entree.readline():
        demande = json.loads(ligne)
        parties = [entree.read(taille) for taille in demande["tailles"]]
        try:
            resultat = OPERATIONS[demande["op"]](demande, *parties)
            sortie.write(json.dumps({"taille": len(resultat)}).encode() + b"\n")
            sortie.write(resultat)
        except Exception as erreur:  # said to the caller, who decides
            sortie.write(json.dumps({"erreur": f"{type(erreur).__name__} : {erreur}"}).encode() + b"\n")
        sortie.flush()


if __name__ == "__main__":
    main()
