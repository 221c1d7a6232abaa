import Model

/// What a rule says of the applicant, with the reason.
enum Verdict {
    case oui(Motif)
    case non(Motif)
    case aVerifier(Motif)

    var motif: Motif {
        switch self {
        case .oui(let motif), .non(let motif), .aVerifier(let motif): motif
        }
    }
    var reponse: Plan.Eligibilite.Reponse {
        switch self {
        case .oui: .oui
        case .non: .non
        case .aVerifier: .aVerifier
        }
    }
}

/// Where the département stands in the law: thresholds and lists differ.
enum Territoire {
    case metropole, dom
    /// Collectivités d'outre-mer outside article 73: their DETR and DSIL have their own texts, not loaded.
    case collectiviteOutreMer

    init(departement: String) {
        switch departement {
        case "971", "972", "973", "974", "976": self = .dom
        case let code where code.hasPrefix("97") || code.hasPrefix("98"): self = .collectiviteOutreMer
        default: self = .metropole
        }
    }

    /// Suffix of the dated parameters.
    var suffixe: String { self == .metropole ? "metropole" : "dom" }
}

extension Contexte {
    var territoire: Territoire { Territoire(departement: porteur.departement) }

    func juger(_ code: String) -> Verdict {
        if code == "DSID" { return eligDot() }
        guard let dispositif = referentiel.dispositif(code) else { return inconnu(code) }
        return switch dispositif.qui.regle {
        case .detr: eligMod("DETR") ?? detr()
        case .dsil: eligMod("DSIL") ?? dsil1()
        case .ouverte, .aVerifier: selonLeCatalogue(dispositif)
        }
    }

    /// ELIG-MOD — CGCT L2334-33 and L2334-42, penultimate alinéa: the maître d'ouvrage named in a contract signed with the préfet may receive the
    /// grant. nil: no such contract.
    private func eligMod(_ code: String) -> Verdict? {
        guard porteur.designeParContrat else { return nil }
        return .oui(
            Motif(
                "ELIG-MOD", code == "DSIL" ? "CGCT, art. L. 2334-42" : "CGCT, art. L. 2334-33",
                "Maître d'ouvrage désigné par un contrat signé avec le préfet : il peut recevoir la \(code)."))
    }

    private func detr() -> Verdict {
        if territoire == .collectiviteOutreMer { return horsListe("DETR", "CGCT, art. L. 2334-33") }
        return switch porteur.nature {
        case .commune: detrCommune()
        case .epci: detrEPCI()
        case .syndicat: elig1BisSyndicat()
        }
    }

    /// CGCT L2334-42 (RULES DSIL-1): communes and EPCI à fiscalité propre of métropole and of the article 73 territories, whatever their size.
    private func dsil1() -> Verdict {
        let source = "CGCT, art. L. 2334-42"
        if territoire == .collectiviteOutreMer { return horsListe("DSIL", source) }
        return switch porteur.nature {
        case .commune:
            .oui(Motif("DSIL-1", source, "Toutes les communes peuvent demander la DSIL, quelle que soit leur population."))
        case .epci:
            .oui(Motif("DSIL-1", source, "Tous les EPCI à fiscalité propre peuvent demander la DSIL."))
        case .syndicat:
            .non(
                Motif(
                    "DSIL-1", source,
                    "Un syndicat ne figure pas parmi les bénéficiaires de la DSIL, sauf s'il est maître d'ouvrage désigné par un contrat signé avec le préfet."
                ))
        }
    }

    /// What the dispositif's own file says: who, where, how large, and what is left to verify with its authority.
    private func selonLeCatalogue(_ dispositif: Dispositif) -> Verdict {
        let (qui, code) = (dispositif.qui, dispositif.code)
        func motif(_ texte: String) -> Motif { Motif(code, dispositif.source, texte, ["dispositif": code]) }
        guard qui.porteurs.contains(porteur.nature) else {
            return .non(motif("\(dispositif.nom) : \(porteur.nature.unPluriel) n'y ont pas droit."))
        }
        if !qui.outreMer, territoire != .metropole { return .non(motif("\(dispositif.nom) : pas outre-mer.")) }
        if let maximum = qui.populationMax {
            guard let population = porteur.population else {
                return .aVerifier(motif("\(dispositif.nom) : jusqu'à \(maximum.french) habitants ; la population n'est pas connue."))
            }
            guard population <= maximum else {
                return .non(motif("\(dispositif.nom) : jusqu'à \(maximum.french) habitants, le porteur en a \(population.french)."))
            }
        }
        let condition = qui.condition ?? "Ouvert à : \(qui.porteurs.map(\.unPluriel).joined(separator: ", "))."
        return qui.regle == .aVerifier
            ? .aVerifier(motif("\(dispositif.nom) : à vérifier. \(condition)")) : .oui(motif("\(dispositif.nom). \(condition)"))
    }

    /// ELIG-DOT — départements have the DSID, and only they.
    private func eligDot() -> Verdict {
        .non(Motif("ELIG-DOT", "CGCT, art. L. 3334-10", "La DSID est réservée aux départements."))
    }

    /// A funder that the catalogue does not hold: the request's word is taken, to be checked with it.
    private func inconnu(_ code: String) -> Verdict {
        .aVerifier(
            Motif(
                "ELIG-AUTRE", "Règlement du financeur",
                "\(code) : ses conditions ne sont pas dans le catalogue, vérifiez auprès de ce financeur."))
    }

    private func horsListe(_ nom: String, _ source: String) -> Verdict {
        .aVerifier(
            Motif(
                "ELIG-COM-OM", source,
                "La \(nom) des collectivités d'outre-mer suit des textes propres, qui ne sont pas chargés : vérifiez auprès de l'État.",
                ["departement": porteur.departement]))
    }
}

extension NaturePorteur {
    /// As in a list: «communes, EPCI».
    fileprivate var unPluriel: String {
        switch self {
        case .commune: "les communes"
        case .epci: "les intercommunalités"
        case .syndicat: "les syndicats"
        }
    }
}
