import HTML
import Model

/// When money goes out and comes back: what the commune has advanced, month after month, until it is whole.
struct Tresorerie {
    let echeances: [Plan.Echeance]
    /// TTC, what is left once everything came in.
    let reste: Money
    /// Who advances: «la commune».
    let qui: String

    private struct Palier {
        let debut: LocalDate
        let jours: Int
        /// What the commune has paid and not yet received back.
        let avance: Money
    }

    var html: HTML {
        section(.class("pile")) {
            h2 { "Quand l’argent sort et rentre" }
            p(.class("chapeau")) { text(resume) }
            if maximum > .zero { dessin }
            DataTable(
                legende: "Prévision de trésorerie", legendeVisible: false,
                colonnes: [
                    .init("Mouvement", .nom), .init("Vers", .date), .init("Montant TTC", .somme), .init("Reste avancé", .montant),
                ],
                lignes: zip(echeances, soldes).map { echeance, solde in
                    [
                        text(echeance.libelle), text(echeance.date.moisFrancais), text(echeance.montant.frenchSigne),
                        text(max(.zero, -solde).french),
                    ]
                }
            ).html
            details(.class("ecran")) {
                summary { "Mois par mois" }
                moisParMois
            }
            p(.class("petit", "doux")) {
                "Une prévision simple\u{A0}: décision au jour habituel de chaque financeur, commande ensuite, livraison et paiement trois mois plus tard."
            }
        }
    }

    private var moisParMois: HTML {
        DataTable(
            legende: "Trésorerie mois par mois", legendeVisible: false,
            colonnes: [.init("Mois", .nom), .init("Entrées", .montant), .init("Sorties", .montant), .init("Depuis le début", .somme)],
            lignes: echeances.parMois.map { mois in
                [
                    text(mois.mois.moisFrancais), text(mois.entrees == .zero ? "" : mois.entrees.french),
                    text(mois.sorties == .zero ? "" : mois.sorties.french), text(mois.solde.frenchSigne),
                ]
            }
        ).html
    }

    private var soldes: [Money] {
        var solde = Money.zero
        return echeances.map { echeance in
            solde += echeance.montant
            return solde
        }
    }

    private var maximum: Money { soldes.map { -$0 }.max() ?? .zero }

    private var resume: String {
        guard let bas = echeances.pointBas, bas.solde < .zero, let fin = echeances.last?.date else { return "Il n’y a rien à avancer." }
        return
            "\(qui.prefix(1).uppercased() + qui.dropFirst()) avance au plus \((-bas.solde).french), en \(bas.date.moisFrancais). Tout est rentré en \(fin.moisFrancais)\u{A0}: il reste \(reste.french) à sa charge."
    }

    /// One block a period, as wide as it lasts; the last one shows six months of what is left for good.
    private var paliers: [Palier] {
        let fins = echeances.dropFirst().map(\.date) + [echeances.last?.date.adding(months: 6)].compactMap(\.self)
        return zip(zip(echeances, soldes), fins).map { courant, fin in
            Palier(debut: courant.0.date, jours: courant.0.date.days(to: fin), avance: max(.zero, -courant.1))
        }.filter { $0.jours > 0 }
    }

    private var dessin: HTML {
        let total = max(1, paliers.map(\.jours).reduce(0, +))
        var debut = 0
        var blocs: [HTML] = []
        for palier in paliers {
            let largeur = palier.jours * 1000 / total
            blocs.append(bloc(palier, debut: debut, largeur: largeur))
            debut += largeur
        }
        return svg(.class("tresorerie"), .init("width", "100%"), .init("height", "180"), .ariaHidden()) {
            for bloc in blocs { bloc }
            line(.class("sol"), .init("x2", "100%"), .init("y1", "150"), .init("y2", "150"))
        }
    }

    private func bloc(_ palier: Palier, debut: Int, largeur: Int) -> HTML {
        let hauteur = Int(palier.avance.cents * 118 / max(1, maximum.cents))
        // Written where it fits: on every screen, on a wide one only, or nowhere (the table has it).
        let classe = largeur < 260 ? "large" : nil
        return svg(.init("x", Self.pourcent(debut)), .init("width", Self.pourcent(largeur)), .init("height", "180")) {
            rect(
                .class(palier.avance == reste ? "reste" : "avance"), .init("y", "\(150 - hauteur)"), .init("width", "100%"),
                .init("height", "\(hauteur)"))
            if largeur >= 75, palier.avance > .zero {
                svgText(.class("valeur", classe), .init("x", "4"), .init("y", "\(150 - hauteur - 8)")) {
                    text((palier.avance == reste ? "Reste\u{A0}: " : "") + palier.avance.frenchEuros)
                }
                // A month takes more room than an amount.
                if largeur >= 105 {
                    svgText(.class("mois", classe), .init("x", "4"), .init("y", "170")) { text(palier.debut.moisFrancais) }
                }
            }
        }
    }

    private static func pourcent(_ milliemes: Int) -> String { "\(milliemes / 10).\(milliemes % 10)%" }
}

extension LocalDate {
    /// `septembre 2027`: as precise as a forecast is.
    var moisFrancais: String { longFrench.split(separator: " ").dropFirst().joined(separator: " ") }
}

extension Money {
    /// `+672,64 €`, `−10 512,00 €`: what comes in, what goes out.
    var frenchSigne: String { cents > 0 ? "+\(french)" : french }
}
