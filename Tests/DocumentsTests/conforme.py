"""Says what a PDF lacks of the structure of PDF/A-3a and PDF/UA-1: one fault a line, nothing when it lacks nothing.

No checker of these standards is packaged where the tests run; this one reads the file's objects with a library that did not write them.
"""

import sys
import xml.etree.ElementTree as xml

import pypdf

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
A, UA = "{http://www.aiim.org/pdfa/ns/id/}", "{http://www.aiim.org/pdfua/ns/id/}"


def fautes(chemin):
    lecteur = pypdf.PdfReader(chemin)
    racine = lecteur.trailer["/Root"]
    if racine.get("/MarkInfo", {}).get("/Marked") != True:  # noqa: E712, a pypdf boolean
        yield "le contenu n’est pas déclaré balisé"
    if not str(racine.get("/Lang", "")).startswith("fr"):
        yield "pas de langue"
    if not racine.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "le titre ne s’affiche pas"
    if "/Encrypt" in lecteur.trailer or "/ID" not in lecteur.trailer:
        yield "chiffré, ou sans identifiant"
    if not any(intention["/S"] == "/GTS_PDFA1" and "/DestOutputProfile" in intention for intention in racine.get("/OutputIntents", [])):
        yield "pas de profil de couleur"
    yield from metadonnees(racine)
    yield from joints(racine)
    if "/StructTreeRoot" not in racine:
        yield "pas d’arbre de structure"
        return
    roles = set()
    yield from structure(racine["/StructTreeRoot"]["/K"], racine["/StructTreeRoot"].get("/RoleMap", {}), roles)
    if not {"/Document", "/P"} <= roles:
        yield "aucun texte dans l’arbre"
    for page in lecteur.pages:
        if page.get("/Tabs") != "/S":
            yield "l’ordre de tabulation n’est pas celui de la structure"
        if "/StructParents" not in page:
            yield "une page est hors de la structure"
        for police in page["/Resources"].get("/Font", {}).values():
            yield from embarquee(police.get_object())


def metadonnees(racine):
    arbre = xml.fromstring(racine["/Metadata"].get_data())
    lues = {element.tag: (element.text or "").strip() for element in arbre.iter()}
    for description in arbre.iter(RDF + "Description"):
        lues |= description.attrib
    attendues = {A + "part": "3", A + "conformance": "A", UA + "part": "1"}
    for cle, valeur in attendues.items():
        if lues.get(cle) != valeur:
            yield f"{cle} vaut {lues.get(cle)}"
    if "{http://purl.org/dc/elements/1.1/}title" not in lues:
        yield "pas de titre dans les métadonnées"


def joints(racine):
    fichiers = [fichier.get_object() for fichier in racine.get("/AF", [])]
    if not fichiers:
        yield "aucune donnée jointe"
    for fichier in fichiers:
        contenu = fichier["/EF"]["/F"]
        if fichier.get("/AFRelationship") != "/Data" or not fichier.get("/UF") or not fichier.get("/Desc"):
            yield "un fichier joint ne dit pas ce qu’il est"
        if contenu.get("/Subtype") != "/application/json" or "/ModDate" not in contenu.get("/Params", {}):
            yield "un fichier joint n’a ni type ni date"


def structure(noeud, roles, vus):
    noeud = noeud.get_object() if hasattr(noeud, "get_object") else noeud
    if isinstance(noeud, list):
        for enfant in noeud:
            yield from structure(enfant, roles, vus)
        return
    if not isinstance(noeud, dict) or "/S" not in noeud:
        return
    role = roles.get(noeud["/S"], noeud["/S"])
    vus.add(role)
    if role in ("/Figure", "/Formula") and not noeud.get("/Alt"):
        yield "une figure n’a pas de texte"
    if role == "/TH" and "/A" not in noeud:
        yield "un en-tête de tableau ne dit pas sa portée"
    yield from structure(noeud.get("/K", []), roles, vus)


def embarquee(police):
    for enfant in police.get("/DescendantFonts", [police]):
        description = enfant.get_object().get("/FontDescriptor", {}).get_object()
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(description):
            yield f"police absente du fichier : {police.get('/BaseFont')}"
    if "/ToUnicode" not in police:
        yield f"police sans texte : {police.get('/BaseFont')}"


for chemin in sys.argv[1:]:
    for faute in sorted(set(fautes(chemin))):
        print(faute)
