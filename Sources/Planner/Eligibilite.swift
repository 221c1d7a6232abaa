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
        switch code {
        case "DETR": detr()
        case "DSIL": dsil1()
        case "LIEUX": lieux()
        case "DSID": dsid()
        default: autre(code)
        }
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

    /// The lieux envelope (RULES 9): open to every applicant; its figures are the programme manager's.
    private func lieux() -> Verdict {
        let dispositif = referentiel.dispositif("LIEUX")
        return .oui(
            Motif(
                "LIEUX", dispositif?.source ?? "Programme d'inclusion numérique",
                "L'enveloppe lieux est ouverte à tous les porteurs : communes, EPCI et syndicats."))
    }

    /// Départements only (RULES ELIG-DOT).
    private func dsid() -> Verdict {
        .non(Motif("ELIG-DOT", "CGCT, art. L. 3334-10", "La DSID est réservée aux départements."))
    }

    /// A funder whose own rules are not loaded: the request's word is taken, to be checked with it.
    private func autre(_ code: String) -> Verdict {
        let nom = referentiel.dispositif(code)?.nom ?? code
        return .aVerifier(
            Motif(
                "ELIG-AUTRE", referentiel.dispositif(code)?.source ?? "Règlement du financeur",
                "\(nom) : ses conditions ne sont pas dans le catalogue, vérifiez auprès de ce financeur."))
    }

    private func horsListe(_ nom: String, _ source: String) -> Verdict {
        .aVerifier(
            Motif(
                "ELIG-COM-OM", source,
                "La \(nom) des collectivités d'outre-mer suit des textes propres, qui ne sont pas chargés : vérifiez auprès de l'État.",
                ["departement": porteur.departement]))
    }
}
