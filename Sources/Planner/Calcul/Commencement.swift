public import Model

/// May this act be signed on this day? CGCT R2334-24 (RULES 1.5).
public struct Commencement: Sendable, Hashable {
    /// What is signed or done.
    public enum Acte: String, Sendable, CaseIterable {
        case bonDeCommande = "bon_de_commande"
        case devisSigne = "devis_signe"
        case centraleAchat = "centrale_achat"
        case etude, deliberation, foncier
    }

    /// Receipt of the demand; nil: not received yet, or unknown.
    public var dateReception: LocalDate?
    public var dateCompletude: LocalDate?
    public var dateActe: LocalDate?
    /// nil: unknown.
    public var acte: Acte?
    /// The préfet has allowed an early start in writing (R2334-24 II).
    public var derogation: Bool

    public init(dateReception: LocalDate?, dateCompletude: LocalDate? = nil, dateActe: LocalDate?, acte: Acte?, derogation: Bool = false) {
        (self.dateReception, self.dateCompletude, self.dateActe) = (dateReception, dateCompletude, dateActe)
        (self.acte, self.derogation) = (acte, derogation)
    }

    public struct Avis: Sendable, Hashable {
        /// nil: no rule is loaded for that day.
        public var autorise: Bool?
        /// The act is of the very day that opens the right: lawful by the letter, to be mentioned.
        public var aSignaler: Bool
        public var motifs: [Motif]
    }

    private static let article = "CGCT, art. R. 2334-24"

    /// The answer under the rule in force on the day the demand was received (else on the day of the act).
    public func avis(_ parametres: Parametres) -> Avis {
        guard acte != nil else {
            let motif = Motif(
                "START-DEF", Self.article, "Indiquez l'acte : un bon de commande commence l'opération, une étude ne la commence pas.")
            return Avis(autorise: nil, aSignaler: false, motifs: [motif])
        }
        if let motif = horsCommencement() { return Avis(autorise: true, aSignaler: false, motifs: [motif]) }
        let ouverture = ouverture(parametres)
        let memeJour = dateActe != nil && dateActe == ouverture?.date
        if derogation {
            let motif = Motif(
                "START-DEROG", "\(Self.article), II",
                "Le préfet a autorisé par écrit un commencement anticipé : cela ne vaut pas promesse de subvention.")
            return Avis(autorise: true, aSignaler: memeJour, motifs: [startDef(), motif])
        }
        guard let ouverture else { return Avis(autorise: nil, aSignaler: false, motifs: [startDef(), sansRegle()]) }
        guard let jour = ouverture.date, let dateActe, dateActe >= jour else {
            // Before any receipt nothing may be signed, whatever the day; after it, the day decides.
            let estInconnu = ouverture.date != nil && dateActe == nil
            return Avis(autorise: estInconnu ? nil : false, aSignaler: false, motifs: [startDef(), ouverture.motif])
        }
        var motifs = [startDef(), ouverture.motif]
        if memeJour {
            motifs.append(
                Motif(
                    "START-DAY", "Lecture de l'article R. 2334-24",
                    "Signé le jour même : ce n'est pas « avant » la date, mais aucune décision connue ne le confirme. Gardez la preuve de l'heure."
                ))
        }
        return Avis(autorise: true, aSignaler: memeJour, motifs: motifs)
    }

    /// START-STUDY, START-DEF — studies, land and a délibération are not a commencement. nil: it is one.
    private func horsCommencement() -> Motif? {
        switch acte {
        case .etude, .foncier:
            Motif(
                "START-STUDY", Self.article,
                "Les études et les acquisitions de terrains préalables ne sont pas un commencement ; elles peuvent entrer dans la dépense subventionnable."
            )
        case .deliberation:
            Motif(
                "START-DEF", Self.article,
                "Une délibération qui approuve le projet ou arrête un prix n'est pas un commencement d'exécution.")
        case .bonDeCommande, .devisSigne, .centraleAchat, nil: nil
        }
    }

    /// START-DEF, START-CAT — the first juridical act of realisation: a signed devis, a purchase order, to a centrale d'achat as well.
    private func startDef() -> Motif {
        acte == .centraleAchat
            ? Motif(
                "START-CAT", Self.article, "Un bon de commande à une centrale d'achat est un commencement d'exécution, comme tout autre.")
            : Motif(
                "START-DEF", Self.article, "Un devis signé ou un bon de commande est le premier acte juridique : il commence l'opération.")
    }

    /// START-NEW since 01/10/2018: the day of receipt. START-OLD before: the day the file is complete, or réputé so.
    /// nil: no rule is loaded for that day.
    private func ouverture(_ parametres: Parametres) -> (date: LocalDate?, motif: Motif)? {
        guard let regime = (dateReception ?? dateActe).flatMap({ parametres.en($0, "start.rule") }) else { return nil }
        if regime.valeur == "not_before_complete" {
            let mois = dateReception.flatMap { parametres.integer("complete.months", en: $0) }
            let jour = dateCompletude ?? dateReception.flatMap { reception in mois.map { reception.adding(months: $0) } }
            return (
                jour,
                Motif(
                    "START-OLD", "\(Self.article) (jusqu'au 30/09/2018)",
                    jour.map { "Rien ne doit être signé avant que le dossier soit complet, le \($0.french)." }
                        ?? "Rien ne doit être signé avant que le dossier soit complet ; il n'est pas reçu.", valeurs(jour))
            )
        }
        // A complete file was received: its day opens the right when the day of receipt is not known.
        return (
            dateReception ?? dateCompletude,
            Motif(
                "START-NEW", "\(Self.article), I",
                dateReception.map {
                    "Rien ne doit être signé avant la réception de la demande, le \($0.french). Ensuite, c'est à vos risques tant que l'aide n'est pas décidée."
                }
                    ?? "Rien ne doit être signé avant la réception de la demande ; \(dateCompletude == nil ? "elle n'est pas encore reçue." : "seule la date du dossier complet est connue.")",
                valeurs(dateReception ?? dateCompletude))
        )
    }

    private func sansRegle() -> Motif {
        guard let jour = dateReception ?? dateActe else {
            return Motif(
                "START-NEW", Self.article, "Indiquez la date de l'acte ou celle de la réception : sans elles, la réponse n'est pas connue.")
        }
        return Motif("START-OLD", Self.article, "La règle en vigueur le \(jour.french) n'est pas chargée : la réponse n'est pas connue.")
    }

    private func valeurs(_ ouverture: LocalDate?) -> [String: String] {
        var valeurs: [String: String] = [:]
        valeurs["date_acte"] = dateActe?.description
        valeurs["ouverture"] = ouverture?.description
        return valeurs
    }
}

extension Commencement {
    init(_ json: JSON) throws(ErreurDeDemande) {
        var champs = try Champs(json, "")
        self.init(
            dateReception: try champs.date("date_reception"), dateCompletude: try champs.date("date_completude"),
            dateActe: try champs.date("date_acte"), acte: try champs.mot("acte", Acte.self),
            derogation: try champs.bool("derogation") ?? false)
        try champs.finir()
        try champs.ordre("date_completude", dateCompletude, apres: "date_reception", dateReception)
    }

    func reponse(_ parametres: Parametres) -> JSON {
        let avis = avis(parametres)
        return ["autorise": .bool(avis.autorise), "a_signaler": .bool(avis.aSignaler), "motifs": .motifs(avis.motifs)]
    }
}
