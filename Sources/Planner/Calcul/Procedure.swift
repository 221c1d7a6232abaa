public import Model

/// Which procurement procedure for this need on this day? Code de la commande publique, supplies and services, HT (RULES 6).
public struct Procedure: Sendable, Hashable {
    /// Day the consultation is engaged or the notice sent (décret 2025-1386 art. 4).
    public var date: LocalDate
    /// Values of the same need, whatever the suppliers, renewals included (R2121-1 to -7): they add up.
    public var montantsHT: [Money]
    /// Needs of the members of a groupement de commandes: they add up too (L2113-6).
    public var membresMontantsHT: [Money]
    public var centraleAchat: Bool
    /// Price is the only award criterion.
    public var prixSeul: Bool

    public init(
        date: LocalDate, montantsHT: [Money], membresMontantsHT: [Money] = [], centraleAchat: Bool = false, prixSeul: Bool = false
    ) {
        (self.date, self.montantsHT, self.membresMontantsHT) = (date, montantsHT, membresMontantsHT)
        (self.centraleAchat, self.prixSeul) = (centraleAchat, prixSeul)
    }

    public enum Nom: String, Sendable, Hashable {
        case sansPublicite = "sans_publicite"
        case adaptee, formalisee
        case centraleAchat = "centrale_achat"
    }
    public enum Publicite: String, Sendable, Hashable {
        case aucune, libre
        case boampOuJal = "boamp_ou_jal"
        case boampEtJoue = "boamp_et_joue"
    }

    public struct Obligations: Sendable, Hashable {
        /// nil: no threshold is loaded for that day.
        public var procedure: Nom?
        public var publicite: Publicite?
        public var ecrit: Bool?
        public var profilAcheteur: Bool?
        public var decp: Bool?
        public var refus: [Motif] = []
        public var motifs: [Motif] = []
    }

    /// NEED-1, -2, GROUP — the whole need.
    public var besoinHT: Money { (montantsHT + membresMontantsHT).sum() }

    /// What the buyer must do.
    public func obligations(_ parametres: Parametres) -> Obligations {
        var obligations = Obligations()
        clim1(parametres, &obligations.refus)
        guard !montantsHT.isEmpty || !membresMontantsHT.isEmpty else {
            if centraleAchat {
                (obligations.procedure, obligations.publicite) = procedure(.zero, parametres, &obligations.motifs)
                obligations.profilAcheteur = false
            }
            obligations.motifs.append(
                Motif("NEED-1", "CCP, art. R. 2121-1", "Indiquez les montants HT du besoin : sans eux, la procédure n'est pas connue."))
            return obligations
        }
        let besoin = besoinHT
        (obligations.procedure, obligations.publicite) = procedure(besoin, parametres, &obligations.motifs)
        let estCentrale = obligations.procedure == .centraleAchat
        obligations.ecrit = parametres.money("ccp.written", en: date).map { besoin >= $0 }
        obligations.profilAcheteur = estCentrale ? false : parametres.money("ccp.profil_acheteur", en: date).map { besoin >= $0 }
        obligations.decp = decp(besoin, parametres, &obligations.motifs)
        if obligations.ecrit == nil || obligations.profilAcheteur == nil || obligations.decp == nil {
            obligations.motifs.append(
                Motif(
                    "CCP", "Code de la commande publique",
                    "Le contrat écrit, le profil d'acheteur ou les données essentielles ne sont pas réglés par une version chargée au \(date.french)."
                ))
        }
        need3(parametres, &obligations.motifs)
        return obligations
    }

    /// CCP R2122-8, R2123-1, R2131-12, L2113-4: the ladder of procedures and publicity (RULES 6.1, 6.2).
    private func procedure(_ besoin: Money, _ parametres: Parametres, _ motifs: inout [Motif]) -> (Nom?, Publicite?) {
        if centraleAchat {
            motifs.append(
                Motif(
                    "UGAP", "CCP, art. L. 2113-4",
                    "En passant par une centrale d'achat, l'acheteur est réputé avoir respecté la publicité et la mise en concurrence. Le bon de commande reste un commencement d'exécution."
                ))
            return (.centraleAchat, .aucune)
        }
        guard let libre = parametres.en(date, "ccp.no_procedure.supplies"), let seuilLibre = try? Money(french: libre.valeur) else {
            motifs.append(sansSeuil())
            return (nil, nil)
        }
        var valeurs = ["besoin_ht": besoin.decimal, "seuil_sans_procedure": seuilLibre.decimal]
        if besoin < seuilLibre {
            motifs.append(
                Motif(
                    "R2122-8", libre.source,
                    "Moins de \(seuilLibre.french) : ni publicité ni mise en concurrence. Choisissez une offre pertinente, sans toujours solliciter le même fournisseur.\(libre.aVerifier)",
                    valeurs))
            return (.sansPublicite, .aucune)
        }
        // The European thresholds are published for two years at a time: past them, nobody knows yet.
        guard let formel = parametres.en(date, "ccp.formal.supplies"), let seuilFormel = try? Money(french: formel.valeur) else {
            motifs.append(sansSeuil())
            return (nil, nil)
        }
        valeurs["seuil_formalise"] = seuilFormel.decimal
        if besoin >= seuilFormel {
            motifs.append(
                Motif(
                    "CCP-FORMALISEE", formel.source,
                    "À partir de \(seuilFormel.french) : procédure formalisée, avis au BOAMP et au JOUE.\(formel.aVerifier)",
                    valeurs))
            return (.formalisee, .boampEtJoue)
        }
        guard let journal = parametres.money("ccp.boamp_jal", en: date) else {
            motifs.append(
                Motif(
                    "R2123-1", "CCP, art. R. 2123-1", "Procédure adaptée ; la publicité exigée le \(date.french) n'est pas chargée.",
                    valeurs))
            return (.adaptee, nil)
        }
        let publie = besoin >= journal
        motifs.append(
            Motif(
                publie ? "R2131-12" : "R2123-1", "CCP, art. R. 2123-1 et R. 2131-12",
                publie
                    ? "Procédure adaptée, avec un avis au BOAMP ou dans un journal d'annonces légales."
                    : "Procédure adaptée : publicité libre, adaptée au montant et à l'objet.", valeurs))
        return (.adaptee, publie ? .boampOuJal : .libre)
    }

    private func sansSeuil() -> Motif {
        Motif("CCP", "Code de la commande publique", "Les seuils en vigueur le \(date.french) ne sont pas chargés.")
    }

    /// DECP-1 to DECP-3 — CCP R2196-1: essential data; under the threshold but from 25 000 €, a yearly list.
    private func decp(_ besoin: Money, _ parametres: Parametres, _ motifs: inout [Motif]) -> Bool? {
        guard let seuil = parametres.money("decp.threshold", en: date) else { return nil }
        if besoin >= seuil {
            let portail = parametres.en(date, "decp.place")?.valeur == "portail_national"
            motifs.append(
                Motif(
                    portail ? "DECP-3" : date.year < 2020 ? "DECP-1" : "DECP-2", "CCP, art. R. 2196-1",
                    "Données essentielles à publier \(portail ? "sur le portail national" : "sur le profil d'acheteur") dans les deux mois de la notification ; pour un marché sans publicité, la liste annuelle peut en tenir lieu.",
                    ["seuil": seuil.decimal]))
            return true
        }
        if let ecrit = parametres.money("ccp.written", en: date), besoin >= ecrit {
            motifs.append(
                Motif("DECP-2", "CCP, art. R. 2196-1", "À faire figurer dans la liste annuelle des marchés, au premier trimestre."))
        }
        return false
    }

    /// NEED-3 — CCP R2121-4: no splitting to escape the rules.
    private func need3(_ parametres: Parametres, _ motifs: inout [Motif]) {
        let montants = montantsHT + membresMontantsHT
        guard let seuil = parametres.money("ccp.no_procedure.supplies", en: date), !centraleAchat, montants.count > 1,
            montants.allSatisfy({ $0 < seuil }), besoinHT >= seuil
        else { return }
        motifs.append(
            Motif(
                membresMontantsHT.isEmpty ? "NEED-3" : "GROUP", membresMontantsHT.isEmpty ? "CCP, art. R. 2121-4" : "CCP, art. L. 2113-6",
                "Pris un à un, ces achats passeraient sous le seuil ; ensemble ils font \(besoinHT.french). C'est le total du besoin qui compte.",
                ["besoin_ht": besoinHT.decimal]))
    }

    /// CLIM-1 — CCP R2152-7 since 21/08/2026: at least one environmental award criterion. Without a competition there is no criterion.
    private func clim1(_ parametres: Parametres, _ refus: inout [Motif]) {
        let estLibre = parametres.money("ccp.no_procedure.supplies", en: date).map { besoinHT > .zero && besoinHT < $0 } ?? false
        let sansCritere = centraleAchat || estLibre
        guard prixSeul, !sansCritere, parametres.en(date, "ccp.env_criterion_required")?.valeur == "true" else { return }
        refus.append(
            Motif(
                "CLIM-1", "CCP, art. L. 2152-7 et R. 2152-7",
                "Le prix ne peut plus être le seul critère : ajoutez au moins un critère environnemental.", ["date": date.description]))
    }
}

extension Parametre {
    /// Said after a sentence that rests on a figure not seen in a source.
    var aVerifier: String { peutRefuser ? "" : " Seuil à vérifier : il n'a pas été retrouvé dans un texte." }
}
