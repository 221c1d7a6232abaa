public import Model
import Postgres

/// What a préfecture asks of its list. Nil filters nothing; amounts HT; ranges hold both ends.
public struct FiltreDossiers: Sendable, Hashable {
    /// Who asks for the money.
    public enum Demandeur: String, Sendable, CaseIterable {
        case commune, epci, autre
    }

    /// The decision and its applicant.
    public enum Notification: String, Sendable, CaseIterable {
        case aNotifier = "a_notifier"
        case notifie
    }

    /// An amount or a day, from – to.
    public struct Bornes<Valeur: Sendable & Hashable & Comparable>: Sendable, Hashable {
        public var de: Valeur?
        public var a: Valeur?
        public init(de: Valeur? = nil, a: Valeur? = nil) { (self.de, self.a) = (de, a) }
        public var estVide: Bool { de == nil && a == nil }
    }

    /// The one instructed; it also lets the list be read from its index.
    public var departement: String?
    /// Words of the title, the porteur's name or the number.
    public var texte: String?
    public var dispositif: String?
    public var etat: EtatDossier?
    public var exercice: Int?
    public var demandeur: Demandeur?
    /// Of operation, in the words of the préfecture's list.
    public var categorie: String?
    public var arrondissement: String?
    /// SIREN of the intercommunality where the operation is.
    public var epci: String?
    public var notification: Notification?
    public var estComplet: Bool?
    /// Another dotation is asked for the same operation.
    public var estCofinance: Bool?
    public var cout = Bornes<Money>()
    public var demande = Bornes<Money>()
    /// Granted, or provisionally granted.
    public var retenu = Bornes<Money>()
    public var depot = Bornes<LocalDate>()
    public var commencement = Bornes<LocalDate>()
    public var achevement = Bornes<LocalDate>()

    public init(
        departement: String? = nil, texte: String? = nil, dispositif: String? = nil, etat: EtatDossier? = nil, exercice: Int? = nil
    ) {
        (self.departement, self.texte, self.dispositif, self.etat, self.exercice) = (departement, texte, dispositif, etat, exercice)
    }

    /// What `financement.effectif` counts: the totals need no dossier to be read.
    public var estCompte: Bool {
        self == FiltreDossiers(departement: departement, dispositif: dispositif, etat: etat, exercice: exercice)
    }
}

extension FiltreDossiers {
    /// Only what is asked is written, so that each shape of the list has its own plan. `dossier` is a dossier, or a line of `effectif` when
    /// `estCompte`.
    var condition: SQL {
        var condition: SQL = "dossier.etat <> 'brouillon'"
        func et(_ autre: SQL?) {
            guard let autre else { return }
            condition = "\(fragment: condition) and \(fragment: autre)"
        }
        if let departement { et("dossier.departement_code = \(departement)") }
        if let dispositif { et("dossier.dispositif = \(dispositif)") }
        if let etat { et("dossier.etat = \(etat)") }
        if let exercice { et("dossier.exercice = \(exercice)") }
        if let texte { et("position(lower(public.unaccent(\(texte)::text)) in dossier.recherche) > 0") }
        if let categorie { et("dossier.categorie = \(categorie)") }
        if let demandeur { et(Self.condition(demandeur, departement)) }
        if let arrondissement {
            et("dossier.code_insee in (select code_insee from territoire.commune where arrondissement_code = \(arrondissement))")
        }
        if let epci { et("dossier.code_insee in (select code_insee from territoire.commune where epci_siren = \(epci))") }
        switch notification {
        case .aNotifier: et("dossier.notifie_le is null and dossier.etat in ('accepte', 'refuse', 'classe_sans_suite')")
        case .notifie: et("dossier.notifie_le is not null")
        case nil: break
        }
        if let estComplet { et(estComplet ? "dossier.complet_le is not null" : "dossier.complet_le is null") }
        if let estCofinance { et(Self.cofinance(estCofinance, departement)) }
        et(Self.bornes("dossier.cout_total_ht_centimes", cout, "bigint"))
        et(Self.bornes("dossier.montant_demande_centimes", demande, "bigint"))
        et(Self.bornes("coalesce(dossier.montant_accorde_centimes, dossier.montant_programme_centimes, 0)", retenu, "bigint"))
        et(Self.bornes("dossier.depose_le", depot, "date"))
        et(Self.bornes("dossier.commence_le", commencement, "date"))
        et(Self.bornes("dossier.acheve_le", achevement, "date"))
        return condition
    }

    private static func condition(_ demandeur: Demandeur, _ departement: String?) -> SQL {
        let nature: SQL =
            switch demandeur {
            case .commune: "nature = 'commune'"
            case .epci: "nature = 'epci'"
            case .autre: "nature not in ('commune', 'epci')"
            }
        guard let departement else {
            return "dossier.organisation_id in (select organisation_id from acces.organisation where \(fragment: nature))"
        }
        return """
            dossier.organisation_id in (
                select organisation_id from acces.organisation where departement_code = \(departement) and \(fragment: nature)
            )
            """
    }

    private static func cofinance(_ oui: Bool, _ departement: String?) -> SQL {
        let autres: SQL = """
            select operation_id from financement.dossier as autre
            where autre.etat <> 'brouillon' and (autre.departement_code = \(departement) or \(departement)::text is null)
            group by operation_id having count(*) > 1
            """
        return oui ? "dossier.operation_id in (\(fragment: autres))" : "dossier.operation_id not in (\(fragment: autres))"
    }

    private static func bornes<Valeur: Bindable & Hashable & Comparable & Sendable>(
        _ colonne: SQL, _ bornes: Bornes<Valeur>, _ type: SQL
    ) -> SQL? {
        switch (bornes.de, bornes.a) {
        case (nil, nil): nil
        case (let de?, nil): "\(fragment: colonne) >= \(de)::\(fragment: type)"
        case (nil, let a?): "\(fragment: colonne) <= \(a)::\(fragment: type)"
        case (let de?, let a?): "\(fragment: colonne) between \(de)::\(fragment: type) and \(a)::\(fragment: type)"
        }
    }
}
