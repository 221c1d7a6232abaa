import HTML

/// Puts drawings on a stage. Everything is measured from the middle of the floor, upwards; whole numbers, so that the same kit
/// always gives the same picture.
struct Scene {
    typealias Objet = (dessin: Dessin, copies: Int)

    /// What stands on the floor: one thing, or copies of it one behind the other, with what is put on it.
    private struct Colonne {
        let dessin: Dessin
        var copies = 1
        var x = 0
        var poses: [(dessin: Dessin, x: Int, y: Int)] = []
        /// Nothing can be hung below this.
        var sommet: Int

        init(_ dessin: Dessin, copies: Int = 1) { (self.dessin, self.copies, sommet) = (dessin, copies, dessin.hauteur) }

        /// From one copy to the next.
        var pas: Int { dessin.largeur * 6 / 10 }
        var largeur: Int { dessin.largeur + (copies - 1) * pas }
        var peutPasserDevant: Bool { dessin.hauteur <= 72 && dessin.largeur <= 76 && dessin.dessus.isEmpty }
    }

    private var fond: [Colonne] = []
    private var devant: [Colonne] = []
    private var pendus: [(dessin: Dessin, x: Int, y: Int)] = []
    private var largeur = 0

    private static let place = 296
    private static let plafond = 138
    /// How much higher the back row stands when there is a front one.
    private static let recul = 9

    init(objets: [Objet]) {
        fond = Self.meubles(objets)
        for reste in poser(objets.filter { $0.dessin.place == .plateau }) { fond.append(Colonne(reste.dessin, copies: reste.copies)) }
        abriter()
        avancer()
        ranger()
        for objet in objets where objet.dessin.place == .mur {
            for copie in 0..<min(objet.copies, 2) { pendre(objet.dessin, ajouter: copie == 0) }
        }
    }

    var html: HTML {
        let echelle = min(145, Self.place * 100 / max(largeur, 1), Self.plafond * 100 / max(hauteur, 1))
        let ombre = min(152, largeur * echelle / 200 + 14)
        return group {
            ellipse(
                .class("ombre"), .init("cx", "160"), .init("cy", "139"), .init("rx", "\(ombre)"), .init("ry", devant.isEmpty ? "6" : "9"))
            g(.init("transform", "translate(160 140)" + (echelle == 100 ? "" : " scale(\(Self.decimal(echelle)))"))) {
                for pendu in pendus { Self.dessin(pendu.dessin, x: pendu.x, y: pendu.y) }
                for colonne in fond.sorted(by: { $0.dessin.hauteur > $1.dessin.hauteur }) { dessin(colonne, sol: recul) }
                for colonne in devant { dessin(colonne, sol: 0) }
            }
        }
    }

    static func dessin(_ dessin: Dessin, x: Int, y: Int) -> HTML {
        use(.init("href", "\(Asset.dessins)#\(dessin.nom)"), .init("x", x == 0 ? nil : "\(x)"), .init("y", y == 0 ? nil : "\(-y)"))
    }

    private func dessin(_ colonne: Colonne, sol: Int) -> HTML {
        let debut = colonne.x - colonne.pas * (colonne.copies - 1) / 2
        return group {
            for rang in 0..<colonne.copies { Self.dessin(colonne.dessin, x: debut + rang * colonne.pas, y: sol) }
            for pose in colonne.poses { Self.dessin(pose.dessin, x: colonne.x + pose.x, y: pose.y + sol) }
        }
    }

    private var recul: Int { devant.isEmpty ? 0 : Self.recul }
    private var hauteur: Int { max(fond.map(\.sommet).max() ?? 0, pendus.map { $0.y + $0.dessin.hauteur }.max() ?? 0) + recul }
}

/// Who stands where.
extension Scene {
    /// Furniture; an estrade when devices have nothing to stand on. A wide piece is doubled when there is room.
    private static func meubles(_ objets: [Objet]) -> [Colonne] {
        let meubles = objets.filter { $0.dessin.place == .sol }
        var colonnes: [Colonne] = []
        for meuble in meubles {
            colonnes.append(Colonne(meuble.dessin, copies: meuble.dessin.largeur > 90 ? 1 : min(meuble.copies, 2)))
        }
        let reste = place - colonnes.map(\.largeur).reduce(0, +)
        if let double = meubles.first(where: { $0.copies > 1 && $0.dessin.largeur > 90 && $0.dessin.largeur <= reste }) {
            colonnes.append(Colonne(double.dessin))
        }
        let appareils = objets.count { $0.dessin.place == .plateau }
        if appareils > 1, !meubles.contains(where: { $0.dessin.largeur > 90 || !$0.dessin.dessus.isEmpty }) {
            colonnes.append(Colonne(.estrade))
        }
        return colonnes
    }

    /// Devices go on the top that has most room, one of each before any copy; those that find none are given back.
    private mutating func poser(_ objets: [Objet]) -> [Objet] {
        var tops = fond.indices.flatMap { rang in fond[rang].dessin.dessus.map { (rang: rang, dessus: $0, libre: $0.largeur) } }
        var groupes = [[Dessin]](repeating: [], count: tops.count)
        var restes: [Objet] = []
        let copies = objets.flatMap { Array(repeating: $0.dessin, count: max(0, $0.copies - 1)) }
        for (numero, dessin) in (objets.map(\.dessin) + copies).enumerated() {
            let choix = tops.indices.max { tops[$0].libre < tops[$1].libre }
            if let choix, tops[choix].libre >= dessin.largeur {
                tops[choix].libre -= dessin.largeur + 4
                groupes[choix].append(dessin)
            } else if numero < objets.count {
                restes.append(objets[numero])
            }
        }
        for (top, groupe) in zip(tops, groupes) { etaler(groupe, sur: top.dessus, de: top.rang) }
        return restes
    }

    private mutating func etaler(_ groupe: [Dessin], sur dessus: (x: Int, y: Int, largeur: Int), de rang: Int) {
        let pleine = groupe.map(\.largeur).reduce(0, +)
        let espace = max(1, min(12, (dessus.largeur - pleine) / max(1, groupe.count)))
        var x = dessus.x - (pleine + espace * (groupe.count - 1)) / 2
        for dessin in groupe {
            fond[rang].poses.append((dessin, x + dessin.largeur / 2, dessus.y))
            fond[rang].sommet = max(fond[rang].sommet, dessus.y + dessin.hauteur)
            x += dessin.largeur + espace
        }
    }

    /// A counter stands under the arch, as it would on the square.
    private mutating func abriter() {
        guard let arche = fond.firstIndex(where: \.dessin.abrite),
            let dessous = fond.indices.filter({ fond[$0].sommet <= 80 && fond[$0].largeur <= 120 && $0 != arche }).max(by: {
                fond[$0].largeur < fond[$1].largeur
            })
        else { return }
        let colonne = fond[dessous]
        fond[arche].poses = [(colonne.dessin, 0, 0)] + colonne.poses
        fond.remove(at: dessous)
    }

    /// When one row is too long, small things come forward, the least telling first, until the back row fits.
    private mutating func avancer() {
        while fond.map(\.largeur).reduce(0, +) > Self.place + 20, let rang = fond.lastIndex(where: \.peutPasserDevant) {
            devant.insert(fond.remove(at: rang), at: 0)
        }
    }

    /// The back row, the widest in the middle and the others alternately to its right and left; the front row before it.
    private mutating func ranger() {
        let tries = fond.enumerated().sorted { a, b in (b.element.largeur, a.offset) < (a.element.largeur, b.offset) }.map(\.element)
        var rangees: [Colonne] = []
        for (rang, colonne) in tries.enumerated() { rangees.insert(colonne, at: rang.isMultiple(of: 2) ? rangees.count : 0) }
        var x = 0
        for rang in rangees.indices {
            if rang > 0 { x += Self.ecart(rangees[rang - 1].dessin, rangees[rang].dessin) }
            rangees[rang].x = x + rangees[rang].largeur / 2
            x += rangees[rang].largeur
        }
        largeur = max(x, devant.map(\.largeur).reduce(0, +) + 10 * devant.count)
        for rang in rangees.indices { rangees[rang].x -= x / 2 }
        fond = rangees
        var bord = -(devant.map(\.largeur).reduce(0, +) + 10 * (devant.count - 1)) / 2
        for rang in devant.indices {
            devant[rang].x = bord + devant[rang].largeur / 2
            bord += devant[rang].largeur + 10
        }
    }

    /// What is tall stands partly behind what is low.
    private static func ecart(_ gauche: Dessin, _ droite: Dessin) -> Int {
        max(gauche.hauteur, droite.hauteur) > 80 && min(gauche.hauteur, droite.hauteur) < 76 ? -8 : 6
    }

    /// Above the lowest column that leaves enough room, or in a place of its own at the end; a copy only where there is room.
    private mutating func pendre(_ dessin: Dessin, ajouter: Bool) {
        let possibles = fond.indices.filter { fond[$0].sommet + recul + dessin.hauteur + 6 <= Self.plafond }
        if let choix = possibles.min(by: { fond[$0].sommet < fond[$1].sommet }) {
            pendus.append((dessin, fond[choix].x, max(Self.plafond - 14 - dessin.hauteur, fond[choix].sommet + recul + 6)))
            fond[choix].sommet = Self.plafond - recul
            return
        }
        guard ajouter else { return }
        let ajout = dessin.largeur + 6
        for rang in fond.indices { fond[rang].x -= ajout / 2 }
        for rang in devant.indices { devant[rang].x -= ajout / 2 }
        for rang in pendus.indices { pendus[rang].x -= ajout / 2 }
        pendus.append((dessin, largeur / 2 + 3, 56))
        largeur += ajout
    }

    private static func decimal(_ centiemes: Int) -> String {
        let reste = centiemes % 100
        return "\(centiemes / 100)." + (reste < 10 ? "0\(reste)" : "\(reste)")
    }
}
