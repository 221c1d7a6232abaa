import HTML

/// The picture of a kit, made of its own parts: its five most telling articles on a stage of 320 × 150, furniture on the floor,
/// devices on the furniture, signs above what is low.
struct KitPicture {
    struct Ligne {
        let code: String
        let libelle: String
        let quantite: Int
    }

    /// The stage takes the tint of the family that says most of the kit, so that a page of kits is not one grey row.
    let famille: String
    let html: HTML

    init(lignes: [Ligne]) {
        let choisis = Self.parlants(lignes)
        famille = choisis.first?.dessin.famille.lowercased() ?? "mob"
        html = svg(.class("scene"), .init("viewBox", "0 0 320 150"), .role("img")) {
            svgTitle { text(Self.titre(choisis.map(\.libelle))) }
            Scene(objets: choisis.map { ($0.dessin, $0.copies) }).html
        }
    }

    private struct Objet {
        let dessin: Dessin
        let libelle: String
        var quantite: Int

        /// A few copies say «several»; the number itself is in the list of lines. What says little is drawn once.
        var copies: Int { dessin.poids < 5 ? 1 : quantite >= 6 ? 3 : min(quantite, 2) }
    }

    /// At most five, one a drawing, the most telling first; of equals, the first of the kit.
    private static func parlants(_ lignes: [Ligne]) -> [Objet] {
        var objets: [Objet] = []
        for ligne in lignes {
            guard let dessin = Dessin.de(code: ligne.code, libelle: ligne.libelle) else { continue }
            if let rang = objets.firstIndex(where: { $0.dessin.nom == dessin.nom }) {
                objets[rang].quantite += ligne.quantite
            } else {
                objets.append(Objet(dessin: dessin, libelle: ligne.libelle, quantite: ligne.quantite))
            }
        }
        var meubles = 0
        let ordre = objets.enumerated().sorted { a, b in
            (b.element.dessin.poids, a.offset) < (a.element.dessin.poids, b.offset)
        }
        // Two tables are enough to put everything on; a third would push out what makes the kit different.
        let choisis = ordre.map(\.element).filter { objet in
            meubles += objet.dessin.dessus.isEmpty ? 0 : 1
            return objet.dessin.dessus.isEmpty || meubles <= 2
        }
        return Array(choisis.prefix(5))
    }

    /// «Bureau, écran et chaise»: labels up to their first comma, bracket or figure, where they turn technical.
    private static func titre(_ libelles: [String]) -> String {
        let courts = libelles.map { libelle in
            // By bytes: what stops a label is ASCII, and reading characters would take most of the time of a page of kits.
            let debut = libelle.utf8.prefix { !",(:/".utf8.contains($0) }
            return debut.split(separator: UInt8(ascii: " ")).prefix { !$0.contains { (0x30...0x39).contains($0) } }
                .map { String(Substring($0)) }.joined(separator: " ")
        }
        guard let dernier = courts.last, courts.count > 1 else { return courts.first ?? "Kit" }
        return courts.dropLast().joined(separator: ", ") + " et " + dernier
    }
}
