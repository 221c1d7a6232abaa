import Foundation
import HTML
import Model
import Store

/// One proposition, for each of those who may see it: the designer writes it, the reviewer scores it, the programme decides, the public reads.
struct PropositionPage: Sendable {
    let proposition: KitPropose
    let consultation: Consultation
    let criteres: [CritereJury]
    let lignes: [LigneProposition]
    let pieces: [PieceProposition]
    let passages: [PassageProposition]
    let suites: [PassageProposition.Suite]
    /// For the programme.
    let classement: ClassementProposition?
    let role: Role?
    let estSienne: Bool
    let besoins: [String]
    let saisie: SaisieProposition
    let erreurs: FormErrors
    let aujourdhui: LocalDate
    let jeton: String

    var html: HTML {
        group {
            PageHeader(surtitre: "Proposé par \(proposition.atelier)", titre: proposition.titre, chapeau: proposition.phrase).html
            Etiquette.groupe([proposition.etat.etiquette] + (proposition.estLaureate ? [Etiquette("Lauréate", .rare)] : []))
            if passages.isEmpty, suites.isEmpty { corps } else { enDeuxColonnes }
        }
    }

    private var enDeuxColonnes: HTML {
        div(.class("cote")) {
            corps
            aside(.class("pile"), .ariaLabel("Suites et histoire")) {
                SuitesProposition(page: self).html
                if !passages.isEmpty { histoire }
            }
        }
    }

    private var corps: HTML {
        div(.class("pile")) {
            fiche
            contenu
            if let classement { avis(classement) }
            if estModifiable { RedactionProposition(page: self).html }
            if peutJuger { revue }
        }
    }

    /// What the jury will have before it: for the programme alone.
    private func avis(_ classement: ClassementProposition) -> HTML {
        Panneau("Ce qu’en disent les relecteurs") {
            p {
                text(
                    classement.moyenne.map {
                        "\(Rate($0 / 100).moyenneFrancaise) sur 20 en moyenne pondérée, \(classement.relecteurs == 1 ? "un relecteur" : "\(classement.relecteurs) relecteurs")."
                    } ?? "Personne ne l’a encore notée.")
            }
            if !classement.avis.isEmpty { ul { for avis in classement.avis { li { text(avis) } } } }
        }.html
    }

    var estModifiable: Bool { estSienne && proposition.etat == .brouillon }
    private var peutJuger: Bool {
        !estSienne && (role == .instructeur || role == .responsable) && [.enRevue, .jury].contains(proposition.etat)
    }

    private var contenu: HTML {
        Panneau("Contenu du kit") {
            if lignes.isEmpty {
                p { "Aucun article pour l’instant." }
            } else {
                DataTable(
                    legende: "Articles de la proposition, prix HT indicatifs du \(aujourdhui.longFrench)",
                    colonnes: [
                        .init("Article", .nom), .init("Quantité", .nombre), .init("Prix unitaire HT", .montant), .init("Total HT", .somme),
                    ],
                    lignes: lignes.map(rangee), pied: [[text("Total de la base"), text(""), text(""), Montant.exact(total)]]
                ).html
                if lignes.contains(where: { $0.refCentimes == nil && !$0.estOption }) {
                    p(.class("petit")) { "Total partiel\u{A0}: un article n’a pas de prix publié." }
                }
            }
            if !pieces.isEmpty {
                h3 { "Plans et pièces" }
                ul { for piece in pieces { li { rangee(piece) } } }
            }
        }.html
    }

    private var total: Money {
        lignes.filter { !$0.estOption }.compactMap { ligne in ligne.refCentimes.map { Money(cents: $0.cents * Int64(ligne.quantite)) } }
            .sum()
    }

    private func rangee(_ ligne: LigneProposition) -> [HTML] {
        [
            group {
                a(.href(Chemin.article(ligne.articleCode).link)) { text(ligne.libelle) }
                if ligne.estOption { span(.class("petit", "doux")) { " en option" } }
            }, text("\(ligne.quantite)"), text(ligne.refCentimes?.french ?? "sur devis"),
            text(ligne.refCentimes.map { Money(cents: $0.cents * Int64(ligne.quantite)).french } ?? "–"),
        ]
    }

    private func rangee(_ piece: PieceProposition) -> HTML {
        group {
            a(.href(CheminConcours.piece(proposition.propositionId, piece.pieceId).link)) { text(piece.nomFichier) }
            span(.class("petit", "doux")) { text(" \((piece.taille + 1_023) / 1_024)\u{A0}Ko") }
            if estModifiable {
                " "
                Bouton.acte(
                    "Retirer", vers: CheminConcours.retraitPiece(proposition.propositionId, piece.pieceId).link, jeton: jeton, .discret)
            }
        }
    }

    private var fiche: HTML {
        var faits: [(terme: String, valeur: HTML)] = [
            ("Consultation", a(.href(CheminConcours.consultation(consultation.consultationId).link)) { text(consultation.titre) }),
            ("Besoin", text(proposition.besoin)), ("Pour", text(proposition.destinataire)),
        ]
        if let licence = proposition.licencePlans { faits.append(("Plans", text(licence))) }
        if let fabrication = proposition.fabrication { faits.append(("Fabrication", text(fabrication))) }
        if let kit = proposition.kitCode, proposition.etat == .publie {
            faits.append(("Au catalogue", a(.href(Chemin.kit(kit).link)) { text("Kit \(kit)") }))
        }
        return Panneau("En bref") { DescriptionList(faits: faits).html }.html
    }

    private var revue: HTML {
        Panneau("Votre avis de relecteur") {
            p { "Les autres relecteurs ne voient pas vos notes\u{A0}; le programme les pèse. Vous pouvez les changer jusqu’à la décision." }
            Formulaire(vers: CheminConcours.revue(proposition.propositionId).link, jeton: jeton) {
                for critere in criteres {
                    Field(
                        RevueForm.champ(critere), critere.nom, .number, valeur: saisie.revue.notes[critere.rang], erreurs: erreurs,
                        aide: "De 0 à 20, poids \(critere.poids)."
                    ).html
                }
                Field("avis", "Avis", .textarea(lignes: 4), valeur: saisie.revue.avis, erreurs: erreurs, requis: false).html
                Bouton.groupe { Bouton.envoyer("Garder mon avis") }
            }.html
        }.html
    }

    private var histoire: HTML {
        Panneau("Histoire") {
            ul {
                for passage in passages {
                    li {
                        text("\(passage.survenuLe.longFrench)\u{A0}: \(passage.vers.libelle.lowercased())")
                        if !passage.motif.isEmpty { text(". «\u{A0}\(passage.motif)\u{A0}»") }
                    }
                }
            }
        }.html
    }
}

/// What comes back with an error, as it was typed.
struct SaisieProposition: Sendable {
    var fiche: PropositionForm
    var ligne: LigneForm
    var revue: RevueForm
    var motif: String?
}
