import Foundation
public import Model

/// Avance, acomptes, solde, reversement of a DETR or DSIL grant: CGCT R2334-30 and R2334-31 (RULES 1.9). All amounts HT.
public struct Paiement: Sendable, Hashable {
    public var dateArrete: LocalDate?
    public var depensePrevue: Money?
    public var taux: Rate?
    public var subvention: Money?
    /// Payments justified so far.
    public var justifie: Money?
    public var dejaVerse: Money?
    /// Present: the balance is asked.
    public var depenseReelle: Money?

    public init() {}

    public struct Etat: Sendable, Hashable {
        public var avance: Money?
        public var plafondAvantSolde: Money?
        public var acompte: Money?
        public var subventionDefinitive: Money?
        public var solde: Money?
        public var reversement: Money?
        public var motifs: [Motif] = []
    }

    private static let article = "CGCT, art. R. 2334-30"

    /// What may be paid now, and at the balance; nil: the request does not say enough.
    public func etat(_ parametres: Parametres) -> Etat {
        var etat = Etat()
        guard let subvention = subvention ?? taux.flatMap({ taux in depensePrevue?.times(taux) }) else {
            etat.motifs.append(Motif("PAY-1", Self.article, "Le montant de la subvention n'est pas connu."))
            return etat
        }
        avances(subvention, parametres, &etat)
        pay3(subvention, &etat)
        pay1(subvention, &etat)
        return etat
    }

    /// PAY-2, PAY-3 — an advance of 30 % once the start is declared; 80 % at most before the balance.
    private func avances(_ subvention: Money, _ parametres: Parametres, _ etat: inout Etat) {
        func parametre(_ cle: String) -> Parametre? { dateArrete.map { parametres.en($0, cle) } ?? parametres.courante(cle) }
        if let dateArrete, parametres.en(dateArrete, "pay.avance") == nil {
            etat.motifs.append(.nonCharge("PAY-2", Self.article, "l'avance et les acomptes", dateArrete))
        }
        if let avance = parametre("pay.avance").flatMap({ Rate($0.valeur) }) {
            etat.avance = subvention.times(avance)
            etat.motifs.append(
                Motif(
                    "PAY-2", "\(Self.article), II", "Avance de \(avance.french) sur déclaration de commencement.", ["taux": avance.decimal])
            )
        }
        if let plafond = parametre("pay.acomptes_max").flatMap({ Rate($0.valeur) }) {
            etat.plafondAvantSolde = subvention.times(plafond, .down)
            etat.motifs.append(
                Motif(
                    "PAY-3", "\(Self.article), III",
                    "Avant le solde, \(plafond.french) au plus, avance comprise (lecture : l'article ne dit pas si l'avance y entre).",
                    ["taux": plafond.decimal]))
        }
    }

    /// The share of an expense: by the rate of the arrêté, else as the grant is to the planned expense, exactly; nil: neither is known.
    private func part(_ depense: Money, _ subvention: Money) -> Money? {
        if let taux { return depense.times(taux) }
        guard let depensePrevue, depensePrevue > .zero else { return nil }
        return Rounding.halfUp.cents(Decimal(depense.cents) * Decimal(subvention.cents) / Decimal(depensePrevue.cents))
    }

    /// PAY-3 — cumulative payments follow the justified expense, never under the advance, never over 80 % (RULES 11 n° 4, 5).
    private func pay3(_ subvention: Money, _ etat: inout Etat) {
        guard let justifie, let avance = etat.avance, let plafond = etat.plafondAvantSolde else { return }
        guard let part = part(justifie, subvention) else { return etat.motifs.append(sansTaux()) }
        let cumul = min(plafond, max(avance, part))
        let acompte = max(.zero, cumul - (dejaVerse ?? .zero))
        etat.acompte = acompte
        etat.motifs.append(
            Motif(
                "PAY-3", "\(Self.article), III",
                "Acompte de \(acompte.french) : \(cumul.french) dus à ce stade, moins \((dejaVerse ?? .zero).french) déjà versés.",
                ["cumul": cumul.decimal, "justifie": justifie.decimal]))
    }

    /// PAY-1, PAY-4 — the rate of the arrêté on the least of the real and the planned expense, never over the grant; what was paid too much is
    /// given back (R2334-31).
    private func pay1(_ subvention: Money, _ etat: inout Etat) {
        guard let depenseReelle else { return }
        let retenue = min(depenseReelle, depensePrevue ?? depenseReelle)
        guard let part = part(retenue, subvention) else { return etat.motifs.append(sansTaux()) }
        let definitive = min(subvention, part)
        let verse = dejaVerse ?? .zero
        etat.subventionDefinitive = definitive
        etat.solde = max(.zero, definitive - verse)
        etat.reversement = max(.zero, verse - definitive)
        let quoi = taux.map { "Taux de \($0.french)" } ?? "Taux de l'arrêté"
        var valeurs = ["depense_retenue": retenue.decimal]
        valeurs["taux"] = taux?.decimal
        etat.motifs.append(
            Motif("PAY-1", "\(Self.article), I", "\(quoi) sur \(retenue.french), dans la limite de la subvention.", valeurs))
        if dejaVerse == nil {
            etat.motifs.append(
                Motif("PAY-4", "\(Self.article), IV", "Aucun versement antérieur n'est indiqué : le solde est calculé sans."))
        }
        if verse > definitive {
            etat.motifs.append(
                Motif(
                    "REV-1", "CGCT, art. R. 2334-31",
                    "Les versements dépassent la subvention définitive : \((verse - definitive).french) à reverser."))
        }
    }

    private func sansTaux() -> Motif { Motif("PAY-1", Self.article, "Le taux et la dépense prévue ne sont pas connus.") }
}

extension Paiement {
    init(_ json: JSON) throws(ErreurDeDemande) {
        var champs = try Champs(json, "")
        self.init()
        dateArrete = try champs.date("date_arrete")
        depensePrevue = try champs.montant("depense_prevue")
        taux = try champs.taux("taux")
        subvention = try champs.montant("subvention")
        justifie = try champs.montant("justifie")
        dejaVerse = try champs.montant("deja_verse")
        depenseReelle = try champs.montant("depense_reelle")
        try champs.finir()
    }

    func reponse(_ parametres: Parametres) -> JSON {
        let etat = etat(parametres)
        return [
            "avance": .montant(etat.avance), "plafond_avant_solde": .montant(etat.plafondAvantSolde), "acompte": .montant(etat.acompte),
            "subvention_definitive": .montant(etat.subventionDefinitive), "solde": .montant(etat.solde),
            "reversement": .montant(etat.reversement), "motifs": .motifs(etat.motifs),
        ]
    }
}
