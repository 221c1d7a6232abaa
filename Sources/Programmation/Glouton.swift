import Model

/// A first programme, good enough to decide most candidates by the bound, and the last touch of the final one.
struct Glouton {
    private let probleme: ProblemeProgrammation
    /// The free candidates that may be retained, the most worth first.
    private let ordre: [Int]

    init(_ probleme: ProblemeProgrammation, _ valeurs: [Int128?]) {
        self.probleme = probleme
        ordre = valeurs.indices.filter { valeurs[$0] != nil && probleme.candidats[$0].sort == .libre }
            .sorted { (valeurs[$0] ?? 0, $1) > (valeurs[$1] ?? 0, $0) }
    }

    /// nil when the greedy way misses a floor or communes; somebody else must search.
    func choisir() -> Set<Int>? {
        var retenus = Set(probleme.candidats.indices.filter { probleme.candidats[$0].sort == .force && probleme.candidats[$0].estPossible })
        var cout = retenus.reduce(Int64(0)) { $0 + probleme.candidats[$1].minimum.cents }
        func prendre(_ position: Int) {
            let prix = probleme.candidats[position].minimum.cents
            guard !retenus.contains(position), cout + prix <= probleme.budget.cents else { return }
            retenus.insert(position)
            cout += prix
        }
        remplir(prendre)
        if probleme.repartir(retenus) == nil || servies(retenus) < probleme.communesMin {
            // Again, the constrained ones first.
            retenus = Set(probleme.candidats.indices.filter { probleme.candidats[$0].sort == .force && probleme.candidats[$0].estPossible })
            cout = retenus.reduce(Int64(0)) { $0 + probleme.candidats[$1].minimum.cents }
            for (secteur, plancher) in probleme.planchers.sorted(by: { $0.key < $1.key }) {
                for position in ordre where probleme.candidats[position].secteur == secteur {
                    let atteint = retenus.filter { probleme.candidats[$0].secteur == secteur }.map { probleme.candidats[$0].minimum }.sum()
                    if atteint >= plancher { break }
                    prendre(position)
                }
            }
            for position in ordre where servies(retenus) < probleme.communesMin {
                if !retenus.contains(where: { probleme.candidats[$0].commune == probleme.candidats[position].commune }) {
                    prendre(position)
                }
            }
            remplir(prendre)
        }
        guard probleme.repartir(retenus) != nil, servies(retenus) >= probleme.communesMin else { return nil }
        return retenus
    }

    private func remplir(_ prendre: (Int) -> Void) { for position in ordre { prendre(position) } }

    private func servies(_ retenus: Set<Int>) -> Int { Set(retenus.map { probleme.candidats[$0].commune }).count }

    /// At equal points, exchanges one retained demand for one that was not when that spends more of the envelope. Never a point less; the
    /// same answer each time.
    func employer(_ retenus: Set<Int>) -> Set<Int> {
        guard probleme.candidats.allSatisfy({ $0.minimum == $0.maximum }) else { return retenus }
        var courants = retenus
        var reste = probleme.budget.cents - courants.reduce(Int64(0)) { $0 + probleme.candidats[$1].minimum.cents }
        let libres = Set(ordre)
        var passes = 0
        var change = true
        while change, reste > 0, passes < 50 {
            (change, passes) = (false, passes + 1)
            var meilleur: (sort: Int, entre: Int, gain: Int64)?
            let dehors = Dictionary(grouping: ordre.filter { !courants.contains($0) }) { probleme.candidats[$0].points }
            for sort in courants.sorted() where libres.contains(sort) {
                let sortant = probleme.candidats[sort]
                for entre in dehors[sortant.points] ?? [] {
                    let gain = probleme.candidats[entre].minimum.cents - sortant.minimum.cents
                    guard gain > 0, gain <= reste, gain > meilleur?.gain ?? 0 else { continue }
                    let essai = courants.subtracting([sort]).union([entre])
                    guard servies(essai) >= probleme.communesMin, probleme.repartir(essai) != nil else { continue }
                    meilleur = (sort, entre, gain)
                }
            }
            if let meilleur {
                courants.remove(meilleur.sort)
                courants.insert(meilleur.entre)
                reste -= meilleur.gain
                change = true
            }
        }
        return courants
    }
}
