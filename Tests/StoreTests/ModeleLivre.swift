import TestSupport

/// The posting rules, written again without the database: what an envelope and the dossiers that draw on it become, gesture by gesture.
struct ModeleLivre: Sendable {
    struct Position: Sendable { var reserve: Int64 = 0, engage: Int64 = 0, liquide: Int64 = 0, paye: Int64 = 0 }

    /// One thing that somebody tries; amounts in centimes, dossiers by rank.
    enum Geste: Sendable {
        case reserver(Int, Int64), engager(Int, Int64), degager(Int, Int64, tard: Bool), liquider(Int, Int64), payer(Int, Int64)
        case reverser(Int, Int64)
        /// Undoes the movement of the nth gesture.
        case annuler(Int)
        case allouer(Int64), allouerCP(Int64), transferer(Int64)
    }

    var (alloue, retire, cp): (Int64, Int64, Int64) = (0, 0, 0)
    var positions: [Position]
    /// What each gesture that passed changed of certified and paid, to be undone once.
    private var variations: [Int: (dossier: Int, liquide: Int64, paye: Int64)] = [:]
    private var rang = 0

    init(dossiers: Int, alloue: Int64) {
        positions = Array(repeating: Position(), count: dossiers)
        self.alloue = alloue
    }

    var disponible: Int64 { alloue - retire - positions.map { $0.reserve + $0.engage }.reduce(0, +) }
    private var paye: Int64 { positions.map(\.paye).reduce(0, +) }

    /// - Returns: whether the books take it; nothing changes when they do not.
    mutating func tenter(_ geste: Geste) -> Bool {
        defer { rang += 1 }
        switch geste {
        case .allouer(let montant): alloue += montant
        case .allouerCP(let montant): cp += montant
        case .transferer(let montant):
            guard montant <= disponible else { return false }
            alloue -= montant
        case .reserver(let dossier, let montant):
            guard montant <= disponible else { return false }
            positions[dossier].reserve += montant
        case .engager(let dossier, let montant):
            guard montant <= disponible + positions[dossier].reserve else { return false }
            positions[dossier].reserve = 0
            positions[dossier].engage += montant
        case .degager(let dossier, let montant, let tard):
            let tenu = positions[dossier]
            guard montant <= tenu.reserve + tenu.engage - tenu.liquide else { return false }
            let surReserve = min(montant, tenu.reserve)
            positions[dossier].reserve -= surReserve
            positions[dossier].engage -= montant - surReserve
            if tard { retire += montant - surReserve }
        case .liquider(let dossier, let montant): return payer(dossier, liquide: montant, paye: 0)
        case .payer(let dossier, let montant): return payer(dossier, liquide: 0, paye: montant)
        case .reverser(let dossier, let montant): return payer(dossier, liquide: -montant, paye: -montant)
        case .annuler(let origine):
            guard let variation = variations[origine] else { return false }
            guard changer(variation.dossier, -variation.liquide, -variation.paye) else { return false }
            variations[origine] = nil
        }
        return true
    }

    private mutating func payer(_ dossier: Int, liquide: Int64, paye: Int64) -> Bool {
        guard changer(dossier, liquide, paye) else { return false }
        variations[rang] = (dossier, liquide, paye)
        return true
    }

    private mutating func changer(_ dossier: Int, _ liquide: Int64, _ paye: Int64) -> Bool {
        var apres = positions[dossier]
        apres.liquide += liquide
        apres.paye += paye
        guard 0 <= apres.paye, apres.paye <= apres.liquide, apres.liquide <= apres.engage, self.paye + paye <= cp else { return false }
        positions[dossier] = apres
        return true
    }

    static func tirer(_ rang: Int, dossiers: Int, _ hasard: inout Hasard) -> Geste {
        let dossier = Int.random(in: 0..<dossiers, using: &hasard)
        let montant = Int64.random(in: 1...40, using: &hasard)
        return switch Int.random(in: 0..<16, using: &hasard) {
        case 0, 1: .reserver(dossier, montant)
        case 2, 3, 4: .engager(dossier, montant)
        case 5: .degager(dossier, montant, tard: false)
        case 6: .degager(dossier, montant, tard: true)
        case 7, 8: .liquider(dossier, montant)
        case 9, 10: .payer(dossier, montant)
        case 11: .reverser(dossier, montant)
        case 12: .annuler(Int.random(in: 0...rang, using: &hasard))
        case 13: .allouer(montant)
        case 14: .allouerCP(montant)
        default: .transferer(montant)
        }
    }
}

extension ModeleLivre.Geste {
    /// `nature dossier montant` for the database's own player.
    var texte: String {
        switch self {
        case .reserver(let dossier, let montant): "reserver \(dossier) \(montant)"
        case .engager(let dossier, let montant): "engager \(dossier) \(montant)"
        case .degager(let dossier, let montant, let tard): "\(tard ? "degager_tard" : "degager") \(dossier) \(montant)"
        case .liquider(let dossier, let montant): "liquider \(dossier) \(montant)"
        case .payer(let dossier, let montant): "payer \(dossier) \(montant)"
        case .reverser(let dossier, let montant): "reverser \(dossier) \(montant)"
        case .annuler(let rang): "annuler \(rang) 0"
        case .allouer(let montant): "allouer 0 \(montant)"
        case .allouerCP(let montant): "allouer_cp 0 \(montant)"
        case .transferer(let montant): "transferer 0 \(montant)"
        }
    }
}
