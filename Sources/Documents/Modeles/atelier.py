"""The documents workshop: reads requests on standard input, answers on standard output, ends when its input ends.

A request is a line of JSON {"op", "date", "tailles": [n…], …} followed by the parts, raw, of those sizes. The answer is a
line of JSON, {"taille": n} followed by n bytes or {"erreur": "…"}. A request that fails never ends the worker.
"""

import functools
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


PAGES_SANS_MARQUE = "pages sans marque"  # what trousse.typ says when it has more pages than QR codes


def midi(demande):
    return datetime.combine(date.fromisoformat(demande["date"]), time(12), timezone.utc)


def pdf(demande, donnees, jointe):
    """donnees: what the template prints, as text; jointe: the machine-readable file attached to the document."""
    entrees = {"donnees": donnees.decode(), "jointe": jointe.decode(), "joint": demande["joint"]}
    if not demande.get("marque"):
        return compiler(demande, entrees)
    pages = 4
    while True:
        try:
            return compiler(demande, entrees | {"marques": json.dumps([marque(demande["marque"], page) for page in range(1, pages + 1)])})
        except typst.TypstError as erreur:
            if PAGES_SANS_MARQUE not in str(erreur) or pages > 500:
                raise
            pages *= 4


def compiler(demande, entrees):
    return ATELIER.compile(
        os.path.join(ICI, os.path.basename(demande["modele"]) + ".typ"),
        format="pdf",
        pdf_standards=["a-3a", "ua-1"],
        timestamp=midi(demande),
        sys_inputs=entrees,
    )


@functools.lru_cache(maxsize=64)
def marque(prefixe, page):
    """The QR code of one page, as SVG. Four modules of white around it, as readers ask."""
    import segno

    sortie = io.BytesIO()
    segno.make(f"{prefixe}/{page}", error="h", mode="alphanumeric", micro=False).save(sortie, kind="svg", xmldecl=False, border=4)
    return sortie.getvalue().decode()


def assembler(demande, *pdfs):
    """The pages of all, in order, in one file to print."""
    from pypdf import PdfWriter

    ensemble = PdfWriter()
    for octets in pdfs:
        ensemble.append(io.BytesIO(octets), import_outline=False)
    ensemble.compress_identical_objects()
    instant = midi(demande).strftime("D:%Y%m%d%H%M%SZ")
    ensemble.add_metadata({"/Title": demande["titre"], "/CreationDate": instant, "/ModDate": instant})
    sortie = io.BytesIO()
    ensemble.write(sortie)
    return sortie.getvalue()


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


def odt(demande, feuille):
    """The délibération for a word processor: the same words and figures, to be reworked by the mairie."""
    from odfdo import Cell, Document, Header, List, ListItem, Paragraph, Row, Style, Table, create_table_cell_style

    donnees = json.loads(feuille)
    entete, corps = donnees["entete"], donnees["corps"]
    document = Document("text")
    texte = document.body
    texte.clear()
    document.meta.title = f"{entete['titre']} : {corps['objet']}"
    document.meta.creator = entete["emetteur"]
    document.meta.language = "fr-FR"
    instant = midi(demande).replace(tzinfo=None)
    document.meta.creation_date = document.meta.date = instant
    for style in (
        Style("paragraph", name="Corps", parent_style="Standard", area="paragraph", **{"fo:margin-bottom": "0.25cm", "fo:line-height": "120%"}),
        Style("paragraph", name="Objet", parent_style="Standard", area="text", bold=True),
        Style("paragraph", name="Montant", parent_style="Standard", area="paragraph", **{"fo:text-align": "end"}),
    ):
        document.insert_style(style)
    filet = document.insert_style(create_table_cell_style(border_bottom="0.5pt solid #8b8677", padding="0.1cm"), automatic=True)
    # The default template numbers its headings; an act numbers its articles itself.
    for niveau in document.styles.get_elements("//text:outline-level-style"):
        niveau.set_attribute("style:num-format", "")
        for suite in niveau.attributes.keys() & {"style:num-suffix", "style:num-list-format", "loext:num-list-format"}:
            niveau.del_attribute(suite)

    def ligne(contenu, style="Corps"):
        texte.append(Paragraph(contenu, style=style))

    def cellules(contenus):
        rangee = Row()
        for rang, contenu in enumerate(contenus):
            cellule = Cell(style=filet)
            cellule.append(Paragraph(contenu, style="Montant" if rang else "Standard"))
            rangee.append(cellule)
        return rangee

    def tableau(nom, donnees):
        table = Table(nom)
        table.append(cellules(["Qui paie", "Sur, HT (€)", "Taux", "Montant HT (€)"]))
        for part in donnees["lignes"]:
            table.append(cellules([f"{part['nom']}, {part['statut']}", part["base"], part["taux"], part["montant"]]))
        table.append(cellules(["Coût total de l’opération", "", "", donnees["total"]]))
        texte.append(table)

    ligne(entete["emetteur"], "Objet")
    texte.append(Header(1, entete["titre"]))
    ligne(f"Extrait du registre des délibérations du {corps['organe']}")
    ligne(corps["objet"], "Objet")
    seance = corps.get("seance") or "……………………"
    ligne(f"Délibération n° ……………… Séance du {seance}. Convocation du ………………")
    ligne("Membres en exercice ……, présents ……, représentés ……, votants ……")
    for titre, paragraphes in (("Exposé", corps["expose"]), ("Visas et considérants", corps["visas"] + corps["considerants"])):
        texte.append(Header(2, titre))
        for paragraphe in paragraphes:
            ligne(paragraphe)
    texte.append(Header(2, "Décision"))
    ligne(f"Après en avoir délibéré, le {corps['organe']} décide :")
    for rang, article in enumerate(corps["articles"], 1):
        texte.append(Header(3, "Article 1er" if rang == 1 else f"Article {rang}"))
        ligne(article["texte"])
        if article.get("tableau"):
            tableau(f"Financement{rang}", article["tableau"])
        if article["liste"]:
            liste = List()
            for element in article["liste"]:
                liste.append(ListItem(element))
            texte.append(liste)
    texte.append(Header(2, "Vote"))
    ligne("Pour …… Contre …… Abstentions ……")
    ligne("Fait à ………………………, le ………………")
    ligne(f"{corps['signataire']},")
    ligne("Le secrétaire de séance,")
    ligne("Transmise au représentant de l’État le ………………, publiée le ………………")
    ligne("Cette délibération peut être contestée devant le tribunal administratif dans les deux mois qui suivent sa publication.")
    sortie = io.BytesIO()
    document.save(sortie)
    return sortie.getvalue()


def lire(demande, pdf_):
    """The QR code of some pages of a scan. Rendered at 150 dpi, then finer when nothing was seen."""
    import pypdfium2
    import zxingcpp

    document = pypdfium2.PdfDocument(pdf_)
    (debut, fin), total = demande["pages"][0], len(document)
    pages = []
    for rang in range(debut, min(fin, total)):
        code = None
        for points in (150, 250):
            image = document[rang].render(scale=points / 72, grayscale=True).to_pil()
            lus = [lu.text for lu in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]
            code = next((texte for texte in lus if texte.startswith("TR")), None)
            if code:
                break
        pages.append({"page": rang + 1, "code": code})
    return json.dumps({"total": total, "pages": pages}).encode()


def extraire(demande, pdf_):
    """Several files out of one: a line of JSON with their sizes, then the files."""
    from pypdf import PdfReader, PdfWriter

    source = PdfReader(io.BytesIO(pdf_))
    sorties = []
    for groupe in demande["pages"]:
        ecrit = PdfWriter()
        for page in groupe:
            ecrit.add_page(source.pages[page - 1])
        ecrit.add_metadata({"/CreationDate": midi(demande).strftime("D:%Y%m%d%H%M%SZ")})
        sortie = io.BytesIO()
        ecrit.write(sortie)
        sorties.append(sortie.getvalue())
    return json.dumps([len(octets) for octets in sorties]).encode() + b"\n" + b"".join(sorties)


OPERATIONS = {"odt": odt, "pdf": pdf, "assembler": assembler, "zip": zip_, "lire": lire, "extraire": extraire}


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
