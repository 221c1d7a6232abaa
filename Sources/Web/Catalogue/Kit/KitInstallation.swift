import HTML
import Model

/// What to know before it arrives: room, sockets, weight, access for all, delays and guarantees.
struct KitInstallation {
    let kit: KitChiffre

    private var lignes: [LigneKit] { kit.base }

    var html: HTML {
        section(.class("pile"), .id("installation")) {
            h2 { "Avant qu’il arrive" }
            DescriptionList(faits: faits).html
            if !pieces.isEmpty {
                details {
                    summary { "Les dimensions de chaque article" }
                    DataTable(
                        legende: "Dimensions, puissance et poids", legendeVisible: false,
                        colonnes: [
                            .init("Article", .nom), .init("Dimensions, puissance"), .init("Poids", .nombre), .init("Accessibilité"),
                        ],
                        lignes: pieces.map { ligne in
                            [
                                text(ligne.libelle), text(ligne.dimensions ?? "–"), text(ligne.poidsG?.kilogrammes ?? "–"),
                                text(ligne.accessibilite ?? "–"),
                            ]
                        }
                    ).html
                }
            }
        }
    }

    private var pieces: [LigneKit] { lignes.filter { $0.dimensions != nil || $0.accessibilite != nil } }

    private var faits: [(terme: String, valeur: HTML)] {
        var faits: [(terme: String, valeur: HTML)] = []
        if let delai { faits.append(("Livraison", text(delai))) }
        if let courant { faits.append(("Électricité", text(courant))) }
        for valise in valises { faits.append(("Poids à porter", text(valise))) }
        if !acces.isEmpty { faits.append(("Accessibilité", ul { for phrase in acces { li { text(phrase) } } })) }
        if let garantie { faits.append(("Garantie", text(garantie))) }
        if let reemploi { faits.append(("Réemploi", text(reemploi))) }
        return faits
    }

    private var delai: String? {
        guard let jours = kit.delaiJoursOuvres, let plusLong = lignes.filter({ $0.delaiJoursOuvres == jours }).first else { return nil }
        return
            "\(jours) jours ouvrés, environ \((jours + 4) / 5) semaines\u{A0}: le temps de l’article le plus long, \(plusLong.libelle.debutMinuscule)."
    }

    private var courant: String? {
        let branches = lignes.filter { $0.puissanceW != nil }
        guard !branches.isEmpty else { return nil }
        let watts = branches.map { ($0.puissanceW ?? 0) * $0.quantite }.reduce(0, +)
        let prises = branches.map(\.quantite).reduce(0, +)
        return "\(watts.french) W au plus si tout marche à la fois, \(prises) appareil\(prises > 1 ? "s" : "") à brancher."
    }

    /// A case with what goes inside, and whether one person may carry it.
    private var valises: [String] {
        lignes.compactMap { ligne in
            guard let contenant = ligne.contenant, let vide = ligne.poidsG, let max = contenant.poidsMaxG else { return nil }
            let dedans = lignes.filter { contenant.fonctions.contains($0.fonction) }
            let nombre = dedans.map(\.quantite).reduce(0, +)
            let charge = vide * ligne.quantite + dedans.map { ($0.poidsG ?? 0) * $0.quantite }.reduce(0, +)
            let plein = charge / ligne.quantite
            let verdict =
                nombre > contenant.places * ligne.quantite
                ? "il y a plus d’appareils que de places (\(contenant.places * ligne.quantite))"
                : plein > max ? "c’est plus que les \(max.kilogrammes) qu’une personne peut porter" : "sous la limite de \(max.kilogrammes)"
            return "\(ligne.libelle), \(nombre) appareil\(nombre > 1 ? "s" : "") dedans\u{A0}: \(plein.kilogrammes), \(verdict)."
        }
    }

    private var acces: [String] {
        lignes.filter { $0.pmr }.compactMap { ligne in ligne.accessibilite.map { "\(ligne.libelle)\u{A0}: \($0)." } }
    }

    /// New and reconditioned machines are not guaranteed alike.
    private var garantie: String? {
        func duree(_ lignes: [LigneKit]) -> String? {
            let mois = lignes.compactMap(\.garantieMois)
            guard let court = mois.min(), let long = mois.max() else { return nil }
            return court == long ? "\(court) mois" : "de \(court) à \(long) mois selon l’article"
        }
        guard let tous = duree(lignes) else { return nil }
        let reconditionne = duree(lignes.filter(\.estReemploi))
        let neuf = duree(lignes.filter { !$0.estReemploi })
        let dit =
            if let reconditionne, let neuf { "Neuf, \(neuf)\u{A0}; reconditionné, \(reconditionne)" } else {
                tous.prefix(1).uppercased() + tous.dropFirst()
            }
        return "\(dit), par le fournisseur. La garantie des vices cachés s’ajoute (Code civil, art. 1641)."
    }

    private var reemploi: String? {
        guard let part = kit.totaux.partReemploi, part > .zero else { return nil }
        return
            "\(part.unePlace) de l’informatique de ce kit est reconditionné\u{A0}: il compte dans la part de réemploi que la loi AGEC demande sur l’année."
    }
}

extension Rate {
    /// `90,5 %`: one place, for a share that is read, not computed with.
    var unePlace: String { (Rate(decimal(places: 3)) ?? self).french }
}
