import HTML
import Model

/// Who takes what of a département's envelope.
extension EnveloppePage {
    var parCommune: HTML {
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
}

extension ConsommationCommune {
    /// A reservation is of a dossier still asked: counted once.
    fileprivate var demandeNonReserve: Money { max(.zero, demandeCentimes - reserveCentimes) }
}
