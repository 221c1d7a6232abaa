import Foundation
import HTML
import Model
import Store

/// One report: its question, its parameters, its rows, how to read them and how to run them again.
struct RapportPage {
    /// Beyond, the page would be heavy: the files hold everything.
    static let lignesMontrees = 50

    let rapport: Rapport
    let query: RapportQuery
    /// nil when a parameter cannot be read.
    let resultat: ResultatRapport?
    var erreurs = FormErrors()

    var html: HTML {
        group {
            PageHeader(surtitre: rapport.titre, titre: rapport.question).html
            formulaire
            if let resultat { lignes(resultat) }
            rejouer
        }
    }

    private var formulaire: HTML {
        form(.class("parametres"), .method(.get), .action(Chemin.rapport(rapport.nom)), .novalidate()) {
            for parametre in rapport.parametres { champ(parametre) }
            Bouton.envoyer("Afficher")
            p(.class("petit", "doux")) { "Un champ vide ne filtre rien." }
        }
    }

    private func champ(_ parametre: Rapport.Parametre) -> HTML {
        let (libelle, aide) = parametre.libelleEtAide
        let kind: Field.Kind =
            switch (parametre.genre, parametre.nom) {
            case (.integer, _): .number
            case (.text, "etat"):
                .select([.init("", "Tous")] + EtatDossier.allCases.filter { $0 != .brouillon }.map { .init($0.rawValue, $0.libelle) })
            case (.text, "niveau"): .select([.init("", "Tous")] + SituationEnveloppe.Niveau.allCases.map { .init($0.rawValue, $0.libelle) })
            case (.text, _): .text
            case (.date, _): .date
            }
        let choix = if case .select = kind { true } else { false }
        return Field(
            parametre.nom, libelle, kind, valeur: query.dictionnaire[parametre.nom], erreurs: erreurs, aide: choix ? nil : aide,
            requis: false
        ).html
    }

    private func lignes(_ resultat: ResultatRapport) -> HTML {
        group {
            if resultat.lignes.isEmpty {
                EmptyState(
                    titre: "Aucune ligne",
                    texte: "Rien ne répond à ces paramètres parmi ce que vous pouvez voir. Videz un champ pour élargir."
                ).html
            } else {
                section(.class("pile", "lignes-rapport"), .ariaLabelledby("lignes")) {
                    div(.class("resume")) {
                        h2(.id("lignes")) { text(resultat.lignes.count == 1 ? "1 ligne" : "\(resultat.lignes.count.french) lignes") }
                        telechargements
                    }
                    Notice(.conseil, "À savoir avant de citer ces chiffres") {
                        p { text("\(rapport.grain.premiereMajuscule). \(rapport.lecture)") }
                    }.html
                    tableau(resultat)
                    if resultat.lignes.count > Self.lignesMontrees {
                        p {
                            text(
                                "Les \(Self.lignesMontrees) premières lignes sont affichées\u{A0}: téléchargez le fichier pour les avoir toutes."
                            )
                        }
                    }
                }
            }
        }
    }

    private var telechargements: HTML {
        p {
            "Télécharger\u{A0}: "
            for format in RapportQuery.Format.allCases {
                a(.href(Chemin.rapport(rapport.nom, .init(valeurs: query.valeurs, format: format))), .download()) {
                    text(format == .xlsx ? "XLSX (tableur)" : format.rawValue.uppercased())
                }
                " "
            }
        }
    }

    private func tableau(_ resultat: ResultatRapport) -> HTML {
        // On a phone one amount stands beside the name without its label: only when there is no other to take it for.
        let sommes = rapport.colonnes.indices.filter { rapport.colonnes[$0].contenu == .montant }
        let titre = rapport.colonnes.firstIndex { ["nom", "commune", "porteur"].contains($0.nom) } ?? 0
        return DataTable(
            legende: rapport.titre, legendeVisible: false,
            colonnes: rapport.colonnes.enumerated().map { rang, colonne in
                .init(colonne.libelle, rang == titre ? .nom : sommes == [rang] ? .somme : colonne.contenu.genre)
            },
            lignes: resultat.lignes.prefix(Self.lignesMontrees).map { ligne in
                zip(ligne, rapport.colonnes).map { cellule, colonne in colonne.cellule(cellule) }
            }
        ).html
    }

    private var rejouer: HTML {
        section(.class("pile")) {
            h2 { "Refaire ce rapport sans cette page" }
            p { "La commande et la requête donnent les mêmes lignes\u{A0}; un auditeur peut les relancer." }
            pre { code { text(commande) } }
            details {
                summary { "Voir la requête SQL" }
                pre { code { text(requete) } }
            }
        }
    }

    private var commande: String {
        let parametres = query.valeurs.filter { !$0.valeur.isEmpty }.map { " --param \($0.nom)=\($0.valeur)" }.joined()
        return "trousse report \(rapport.nom)\(parametres)\npsql \"$(trousse database url --role trousse_rapport)\" -c \"table \(vue)\""
    }

    /// The statement with the values of the form, as psql takes it.
    private var requete: String {
        let valeurs = zip(rapport.parametres, query.valeurs).map { parametre, donnee in
            let valeur = donnee.valeur
            if valeur.isEmpty { return "null" }
            return parametre.genre == .integer ? valeur : "'\(valeur.replacing("'", with: "''"))'"
        }
        let sql = rapport.sql.trimmingCharacters(in: .whitespacesAndNewlines)
        return "prepare rapport as\n\(sql);\n\nexecute rapport (\(valeurs.joined(separator: ", ")));"
    }

    /// The view that the statement reads.
    private var vue: String {
        rapport.sql.firstMatch(of: /rapport\.([a-z_]+)/).map { String($0.1) } ?? "situation_enveloppe"
    }
}

extension Rapport.Parametre {
    /// «Dispositif : DETR, DSIL, LIEUX» is a label and the values that it takes.
    fileprivate var libelleEtAide: (String, String?) {
        let parts = libelle.split(separator: ":", maxSplits: 1).map { $0.trimmed }
        return parts.count == 2 ? (parts[0], parts[1]) : (libelle, nil)
    }
}

extension Rapport.Colonne {
    /// A code, a number, a short name is never cut at a hyphen; a sentence wraps.
    fileprivate func cellule(_ valeur: ResultatRapport.Cellule) -> HTML {
        let lisible = lisible(valeur)
        return lisible.count > 28 ? text(lisible) : span(.class("montant")) { text(lisible) }
    }

    /// The codes of the ledger in the words of the other pages.
    fileprivate func lisible(_ cellule: ResultatRapport.Cellule) -> String {
        guard case .texte(let code) = cellule else { return cellule.enFrancais(contenu) }
        switch nom {
        case "niveau": return SituationEnveloppe.Niveau(rawValue: code)?.libelle ?? code
        case "nature": return Mouvement.Nature(rawValue: code)?.libelle ?? code
        default: return cellule.enFrancais(contenu)
        }
    }
}

extension Rapport.Contenu {
    fileprivate var genre: DataTable.Genre {
        switch self {
        case .texte: .texte
        case .entier, .annee, .taux: .nombre
        case .montant: .montant
        case .date: .date
        case .etat: .etat
        }
    }
}

extension String {
    fileprivate var premiereMajuscule: String { prefix(1).uppercased() + dropFirst() }
}

extension Substring {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
