import HTML
import Model
import Store

/// The préfecture's list: what is left in the envelope, the views that agents keep, the filters, then the dossiers.
struct ListeDossiersPage {
    let liste: ListePrefecture
    let jeton: String

    private var query: ListeQuery { liste.query }

    var html: HTML {
        group {
            PageHeader(surtitre: liste.prefecture, titre: "Dossiers à instruire").html
            for enveloppe in liste.enveloppes { resume(enveloppe) }
            if liste.groupes.isEmpty { rienDepose } else { dossiers }
        }
    }

    private var rienDepose: HTML {
        EmptyState(
            titre: "Aucun dossier déposé",
            texte: "Les dossiers arrivent ici dès qu’une commune du département dépose le sien. Vous n’avez rien à ressaisir."
        ).html
    }

    /// What is available is what she came for; each figure leads to the movements.
    private func resume(_ enveloppe: EnveloppeDepartement) -> HTML {
        let enCours = liste.groupes.filter {
            $0.dispositif == enveloppe.dispositif && $0.exercice == enveloppe.exercice && !$0.etat.estDecide
        }
        return section(.class("pile"), .ariaLabelledby("enveloppe-\(enveloppe.enveloppe)")) {
            h2(.id("enveloppe-\(enveloppe.enveloppe)")) {
                a(.href(Chemin.enveloppe(enveloppe.enveloppe))) { text("Enveloppe \(enveloppe.nom), \(enveloppe.exercice)") }
            }
            Figures(chiffres: [
                .init("Disponible", enveloppe.disponible.frenchEuros, fort: true),
                .init("Enveloppe", enveloppe.alloueCentimes.frenchEuros),
                .init("Demandé", enCours.demande.frenchEuros, precision: enCours.enCours),
                .init("dont réservé", enveloppe.reserveCentimes.frenchEuros),
                .init("Engagé", enveloppe.engageCentimes.frenchEuros, precision: "dont payé \(enveloppe.payeCentimes.frenchEuros)"),
            ]).html
        }
    }

    private var dossiers: HTML {
        section(.class("pile", "instruits"), .ariaLabelledby("tous")) {
            h2(.id("tous")) { "Tous les dossiers" }
            VuesPanneau(liste: liste, jeton: jeton).html
            SearchBar(
                action: Chemin.prefecture().link, libelle: "Chercher un dossier", valeur: query.filtre.texte,
                exemple: "Commune, projet ou numéro",
                garde: query.with { $0.filtre.texte = nil }.parametres.compactMap { name, value in value.map { (name, $0) } }
            ).html
            FiltresDossiers(liste: liste).html
            if liste.page.lignes.isEmpty { aucun } else { trouves }
        }
    }

    private var aucun: HTML {
        EmptyState(
            titre: query.filtre.texte.map { "Rien ne répond à «\u{A0}\($0)\u{A0}»" } ?? "Aucun dossier avec ces filtres",
            texte: "Cherchez par le nom de la commune, un mot du projet ou le numéro du dossier, ou retirez un filtre.",
            action: Bouton.lien("Voir tous les dossiers", vers: Chemin.prefecture().link, .second)
        ).html
    }

    private var trouves: HTML {
        group {
            div(.class("resume")) {
                p { totaux }
                p(.class("ecran")) {
                    "Exporter\u{A0}: "
                    for (rang, format) in FormatListe.allCases.enumerated() {
                        if rang > 0 { ", " }
                        a(.href(CheminBureau.export(query, format).link), .download()) {
                            span(.class("invisible")) { "Exporter cette liste en " }
                            text(format.nom)
                        }
                    }
                }
            }
            p(.class("ecran")) {
                a(.href(CheminBureau.colonnesDe(query).link)) {
                    text("Colonnes (\(liste.colonnes.count) sur \(ColonneDossiers.allCases.count))")
                }
            }
            form(.class("pile"), .method(.post), .action(CheminBureau.selection.link)) {
                Jeton.champ(jeton)
                input(.type("hidden"), .name("requete"), .value(query.requete))
                input(.type("hidden"), .name("vus"), .value(liste.page.lignes.map { "\($0.dossier.dossierId)" }.joined(separator: " ")))
                if let place = liste.page.suivante { input(.type("hidden"), .name("apres"), .value(place.texte)) }
                if let place = query.borne.apres { input(.type("hidden"), .name("ici_apres"), .value(place.texte)) }
                if let place = query.borne.avant { input(.type("hidden"), .name("ici_avant"), .value(place.texte)) }
                TableauDossiers(liste: liste).html
                DossiersChoisis(liste: liste).html
            }
            Pagination(
                precedent: liste.page.precedente.map { place in Chemin.prefecture(query.with { $0.borne = .avant(place) }).link },
                suivant: liste.page.suivante.map { place in Chemin.prefecture(query.with { $0.borne = .apres(place) }).link },
                resume: "\(liste.page.lignes.count) dossiers sur \(liste.selection.nombre.french)\(ordre)"
            ).html
        }
    }

    private var ordre: String {
        switch (query.tri.cle, query.tri.decroissant) {
        case (.depot, true): ", du plus récent au plus ancien"
        case (.depot, false): ", du plus ancien au plus récent"
        default: ", triés par \(query.tri.libelle.prefix(1).lowercased() + query.tri.libelle.dropFirst())"
        }
    }

    /// Of the whole selection, not of the page.
    private var totaux: HTML {
        let selection = liste.selection
        return group {
            strong { text(selection.enDossiers) }
            text("\u{A0}: coût total \(selection.cout.frenchEuros) HT, sollicité ")
            strong { text(selection.demande.frenchEuros) }
            text(", accordé ")
            strong { text(selection.accorde.frenchEuros) }
        }
    }
}
