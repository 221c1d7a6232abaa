import Foundation
import HTML
import Model

/// One envelope: its figures, where they go down to, its communes and its movements.
struct EnveloppePage: Sendable {
    static let taille = 50
    /// Beyond, the page would be heavy: the report holds them all.
    static let communesMontrees = 40

    let situation: SituationEnveloppe
    let arbre: ArbreEnveloppes
    let communes: [ConsommationCommune]
    /// One more than a page holds when there are others before.
    let mouvements: [Mouvement]
    let query: MouvementsQuery
    let agent: Agent

    private var filles: [SituationEnveloppe] { arbre.filles(of: situation.enveloppe) }
    private var montres: ArraySlice<Mouvement> { mouvements.prefix(Self.taille) }

    var fil: [Breadcrumb.Etape] {
        [.init(libelle: "Enveloppes \(situation.exercice)", lien: Chemin.enveloppesDe(exercice: situation.exercice).link)]
            + arbre.ascendance(of: situation).map { .init(libelle: $0.nomCourt, lien: Chemin.enveloppe($0.enveloppe).link) }
            + [.init(libelle: situation.nomCourt)]
    }

    var html: HTML {
        group {
            PageHeader(
                surtitre: "\(situation.niveau.libelle), exercice \(situation.exercice), \(situation.enveloppe)", titre: situation.nom
            ).html
            situation.chiffres(delegue: filles.isEmpty ? nil : arbre.delegue(par: situation.enveloppe)).html
            if !filles.isEmpty { descendance }
            if filles.isEmpty { parCommune }
            grandLivre
        }
    }

    private var descendance: HTML {
        section(.class("pile")) {
            h2 { text("Ce qu’elle délègue") }
            TableauEnveloppes(legende: "\(filles.count) \(filles[0].niveau.pluriel)", situations: filles).html
        }
    }

    // MARK: Communes

    private var parCommune: HTML {
        section(.class("pile")) {
            h2 { "Par commune" }
            if communes.isEmpty {
                p { text(videCommunes) }
            } else {
                ChartBars(
                    legende: "Les communes qui en reçoivent ou en demandent le plus",
                    series: [
                        .init(libelle: "Engagé", teinte: .engage), .init(libelle: "Réservé", teinte: .reserve),
                        .init(libelle: "Demandé, pas encore réservé", teinte: .demande),
                    ],
                    barres: communes.prefix(8).map { commune in
                        .init(
                            libelle: commune.commune,
                            montants: [commune.engageCentimes, commune.reserveCentimes, commune.demandeNonReserve])
                    }, avecTableau: false
                ).html
                tableauCommunes
                partIndicative
                p { a(.href(rapportCommunes)) { text(suiteCommunes) } }
            }
        }
    }

    private var videCommunes: String {
        agent.role == .responsable || agent.organisation.departementCode == situation.territoire
            ? "Aucune commune n’a encore déposé de dossier sur cette enveloppe."
            : "Les dossiers des communes sont visibles de leur préfecture et du responsable du programme."
    }

    private var tableauCommunes: HTML {
        DataTable(
            legende: "Consommation par commune", legendeVisible: false,
            colonnes: [
                .init("Commune", .nom), .init("Demandé", .montant), .init("Réservé", .montant), .init("Engagé", .somme),
                .init("dont payé", .montant, secondaire: true), .init("Part indicative", .montant, secondaire: true),
            ],
            lignes: communes.prefix(Self.communesMontrees).map { commune in
                [
                    a(.href(Chemin.enveloppe(situation.enveloppe, .init(commune: commune.codeInsee)))) { text(commune.commune) },
                    Montant.discret(commune.demandeCentimes), Montant.discret(commune.reserveCentimes),
                    Montant.discret(commune.engageCentimes),
                    Montant.discret(commune.payeCentimes), Montant.discret(commune.alloueCentimes),
                ]
            }
        ).html
    }

    /// DESIGN §5: a commune has no entitlement, and the screen says so.
    private var partIndicative: HTML {
        p(.class("petit", "doux")) {
            "La part indicative est la part de l’enveloppe au prorata des habitants\u{A0}: un repère, pas un droit. Une commune peut recevoir plus, ou rien."
        }
    }

    private var suiteCommunes: String {
        communes.count > Self.communesMontrees
            ? "Voir les \(communes.count.french) communes dans le rapport" : "Télécharger ces chiffres, ou les refaire en SQL"
    }

    private var rapportCommunes: Chemin {
        .rapport(
            "consommation_par_commune",
            RapportQuery(valeurs: [
                ("exercice", "\(situation.exercice)"), ("departement", situation.territoire ?? ""), ("commune", query.commune ?? ""),
            ]))
    }

    // MARK: Movements

    private var grandLivre: HTML {
        section(.class("pile"), .id("mouvements")) {
            h2 { text(titreMouvements) }
            if query.commune != nil {
                p { a(.href(Chemin.enveloppe(situation.enveloppe))) { "Voir les mouvements de toutes les communes" } }
            }
            if mouvements.isEmpty {
                p {
                    text(
                        filles.isEmpty
                            ? "Aucun mouvement que vous puissiez voir." : "Ses mouvements sont ceux des enveloppes qu’elle délègue.")
                }
            } else {
                tableauMouvements
                Pagination(suivant: suivant).html
            }
        }
    }

    private var titreMouvements: String {
        guard let code = query.commune else { return "Mouvements" }
        let nom = communes.first { $0.codeInsee == code }?.commune ?? mouvements.first?.commune ?? code
        return "Mouvements, \(nom)"
    }

    private var suivant: Link? {
        guard mouvements.count > Self.taille, let dernier = montres.last else { return nil }
        return Chemin.enveloppe(situation.enveloppe, .init(commune: query.commune, avant: dernier.mouvementId)).link
    }

    private var tableauMouvements: HTML {
        DataTable(
            legende: "Mouvements, du plus récent au plus ancien", legendeVisible: false,
            colonnes: [
                .init("Survenu le", .date), .init("Mouvement", .nom), .init("Commune"), .init("Montant", .somme),
                .init("Enregistré le", .date),
                .init("Clé", .texte, secondaire: true),
            ],
            lignes: montres.map { mouvement in
                [
                    text(mouvement.survenuLe.french), nature(mouvement), text(mouvement.commune ?? ""),
                    text(mouvement.montantCentimes.french),
                    text(LocalDate(mouvement.enregistreLe).french), code(.class("cle")) { text(mouvement.cle) },
                ]
            }
        ).html
    }

    private func nature(_ mouvement: Mouvement) -> HTML {
        group {
            text(mouvement.nature.libelle)
            if let numero = mouvement.dossier {
                span(.class("motif")) {
                    if let id = mouvement.dossierId, agent.role == .instructeur {
                        a(.href(Chemin.instruction(id))) { text(numero) }
                    } else {
                        text(numero)
                    }
                }
            }
        }
    }
}

extension ConsommationCommune {
    /// A reservation is of a dossier still asked: counted once.
    fileprivate var demandeNonReserve: Money { max(.zero, demandeCentimes - reserveCentimes) }
}
