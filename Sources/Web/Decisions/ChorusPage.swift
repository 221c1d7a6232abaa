import HTML
import Model
import Parcours
import Store

/// What is to be typed in Chorus, and what comes back from it.
struct ChorusPage {
    private static let montres = 40

    let dossiers: [DossierDecide]
    let bilan: RapprochementChorus?
    let saisie: Saisie
    let erreurs: FormErrors
    let jeton: String

    private var sansNumero: [DossierDecide] { dossiers.filter { $0.numeroEj == nil } }

    var html: HTML {
        group {
            PageHeader(titre: "Chorus", chapeau: "Ce qui est à saisir dans Chorus, prêt à copier, et le rapprochement avec un extrait.")
                .html
            if let bilan { rapprochement(bilan) }
            Panneau("Rapprocher un extrait") {
                Formulaire(vers: CheminDecisions.chorus.link, jeton: jeton, fichiers: true) {
                    Field(
                        "extrait", "Extrait des engagements, en CSV", .file(accept: ".csv,text/csv"), erreurs: erreurs,
                        aide:
                            "Colonnes «\u{A0}N° EJ\u{A0}», «\u{A0}Dossier\u{A0}», «\u{A0}Montant\u{A0}» et, si vous l’avez, «\u{A0}Date EJ\u{A0}». Séparateur point-virgule, virgule ou tabulation."
                    ).html
                    Bouton.groupe { Bouton.envoyer("Rapprocher") }
                }.html
            }.html
            aSaisir
        }
    }

    private func rapprochement(_ bilan: RapprochementChorus) -> HTML {
        Panneau("Rapprochement") {
            Notice(
                bilan.ecarts.isEmpty ? .succes : .attention,
                "\(bilan.inscrits) numéros inscrits, \(bilan.identiques) identiques, \(bilan.ecarts.count) écarts"
            ) {
                p { "Ce qui diffère n’est pas modifié\u{A0}: corrigez dans Chorus ou dans Trousse, puis rapprochez de nouveau." }
            }.html
            if !bilan.ecarts.isEmpty {
                DataTable(
                    legende: "Écarts", legendeVisible: false,
                    colonnes: [.init("Dossier", .nom), .init("Ligne", .nombre), .init("N° EJ"), .init("Écart")],
                    lignes: bilan.ecarts.prefix(200).map {
                        [text($0.dossier), text("\($0.ligne)"), text($0.numeroEj), text($0.explication)]
                    }
                ).html
            }
            if !bilan.absents.isEmpty {
                details {
                    summary { text("\(bilan.absents.count) décisions absentes de l’extrait") }
                    p { text(bilan.absents.prefix(200).joined(separator: ", ")) }
                }
            }
        }.html
    }

    private var aSaisir: HTML {
        Panneau(sansNumero.isEmpty ? "Tout est engagé" : "\(sansNumero.count) décisions à engager") {
            if sansNumero.isEmpty { p { "Chaque décision a son numéro d’engagement juridique." } }
            for un in sansNumero.prefix(Self.montres) {
                details(.open(erreurs["numero-\(un.dossierId)"] != nil || erreurs["date-\(un.dossierId)"] != nil)) {
                    summary { text("\(un.numero), \(un.porteur), \(un.montantAccordeCentimes?.french ?? "")") }
                    pre(.tabindex(0), .ariaLabel("À copier dans Chorus, dossier \(un.numero)")) { text(Self.bloc(un)) }
                    Formulaire(vers: CheminDecisions.engagement(un.dossierId).link, jeton: jeton) {
                        Field(
                            "numero-\(un.dossierId)", "Numéro d’engagement juridique", .text, valeur: saisie["numero-\(un.dossierId)"],
                            erreurs: erreurs, longueur: 40
                        ).html
                        Field(
                            "date-\(un.dossierId)", "Date de l’engagement", .date, valeur: saisie["date-\(un.dossierId)"], erreurs: erreurs,
                            requis: false
                        ).html
                        Bouton.groupe { Bouton.envoyer("Inscrire ce numéro", .second) }
                    }.html
                }
            }
            if sansNumero.count > Self.montres { p { text("Les \(Self.montres) premières sont montrées.") } }
        }.html
    }

    /// One field a line, as the entry screens ask them; amounts without spaces, so that they paste.
    private static func bloc(_ un: DossierDecide) -> String {
        [
            "Référence : \(un.numero)", "Bénéficiaire : \(un.porteur)", "Objet : \(un.dispositifNomCourt) \(un.exercice) - \(un.intitule)",
            "Programme : \(["DETR", "DSIL", "DPV", "DSID"].contains(un.dispositif) ? "0119" : "")",
            "Montant : \((un.montantAccordeCentimes ?? .zero).decimal.replacing(".", with: ","))",
            "Dépense subventionnable : \((un.depenseRetenueCentimes ?? .zero).decimal.replacing(".", with: ","))",
            "Date de la décision : \(un.decideLe.french)",
        ].joined(separator: "\n")
    }
}
