import Foundation
public import Model

/// 1.2: the act of the deliberative body that adopts the operation and its financing (L2121-29; RULES APP-7).
struct Deliberation: Encodable {
    let organe: String
    private(set) var objet: String
    let seance: String?
    private(set) var expose: [String]
    private(set) var visas: [String]
    private(set) var considerants: [String]
    private(set) var articles: [Article]
    let signataire: String

    init(_ dossier: DossierImprimable) {
        let plan = dossier.plan
        let qui = dossier.porteur.dansLaPhrase
        organe = dossier.porteur.organe
        objet =
            "\(dossier.operation.intitule) : adoption de l’opération, plan de financement et demande de subvention \(dossier.dispositif.nomCourt)"
        seance = dossier.dates.deliberation?.longFrench
        expose = dossier.operation.objet.paragraphes + dossier.operation.besoin.paragraphes
        let bascule = dossier.lignes.filter { $0.siDeliberation && $0.section == .investissement }
        visas = Deliberation.visas(dossier, bascule: !bascule.isEmpty)
        considerants = [
            "Considérant que l’opération est estimée à \(plan.coutTotalHT.french) hors taxes, soit \(plan.coutTotalTTC.french) toutes taxes comprises ;",
            "Considérant qu’elle peut recevoir une aide au titre \(dossier.dispositif.complement) pour l’exercice\u{A0}\(dossier.exercice) ;",
            "Considérant que \(dossier.phrasePartMinimale.prefix(1).lowercased() + dossier.phrasePartMinimale.dropFirst())",
        ]
        var articles = [
            Article(
                texte:
                    "L’opération « \(dossier.operation.intitule) » est adoptée, pour un coût estimé à \(plan.coutTotalHT.french) hors taxes, "
                    + "soit \(plan.coutTotalTTC.french) toutes taxes comprises."),
            Article(
                texte: "Le plan de financement prévisionnel, établi hors taxes, est arrêté comme suit.",
                tableau: TableauFinancement(dossier, raisons: false)),
            Article(
                texte:
                    "Une subvention de \(dossier.montantDemande.french) (\(dossier.montantDemande.enLettres)) est sollicitée au titre "
                    + "\(dossier.dispositif.complement) pour l’exercice\u{A0}\(dossier.exercice), soit \(dossier.taux.french) d’une dépense "
                    + "subventionnable de \(dossier.depenseSubventionnable.french) hors taxes."),
        ]
        if !bascule.isEmpty {
            articles.append(
                Article(
                    texte:
                        "Les biens suivants, durables et d’un prix unitaire inférieur au seuil de l’arrêté du 26 octobre 2001, sont imputés en "
                        + "section d’investissement :",
                    liste: Deliberation.regroupes(bascule)))
        }
        articles += [
            Article(
                texte:
                    "\(qui.prefix(1).uppercased() + qui.dropFirst()) prend à sa charge la part que les aides ne couvriraient pas. Les dépenses et les recettes "
                    + "correspondantes sont inscrites au budget."),
            Article(texte: dossier.phraseCommencement),
            Article(
                texte:
                    "\(dossier.porteur.representant) est autorisé à déposer la demande, à signer tout document qui s’y rapporte, à informer "
                    + "\(dossier.dispositif.destinataire.enPhrase) du commencement de l’opération et à publier son plan de financement dans les "
                    + "\(dossier.cadre.affichagePlanJours) jours qui suivent (CGCT, art. L. 1111-11 et D. 1111-8)."),
        ]
        self.articles = articles
        signataire = dossier.porteur.representant
    }

    /// In the mairie's words when it has reworked them, with the tables of the plan.
    /// - Throws: `DocumentError.deliberationPerimee` when those words no longer say what the plan says.
    init(redigee dossier: DossierImprimable) throws(DocumentError) {
        self.init(dossier)
        guard let redaction = dossier.redaction else { return }
        guard redaction.articles.count >= articles.count, redaction.articlesFaux(dossier).isEmpty else { throw .deliberationPerimee }
        objet = redaction.objet
        expose = redaction.expose.paragraphes
        visas = redaction.visas.paragraphes
        considerants = redaction.considerants.paragraphes
        articles = redaction.articles.enumerated().compactMap { rang, texte in
            let origine = rang < articles.count ? articles[rang] : nil
            // An article left empty is withdrawn, unless a table hangs on it.
            guard !texte.isEmpty || origine?.tableau != nil else { return nil }
            return Article(texte: texte, tableau: origine?.tableau, liste: origine?.liste ?? [])
        }
    }

    /// The same thing at the same price, in two kits, is one item of the list.
    private static func regroupes(_ lignes: [LignePlan]) -> [String] {
        var order: [String] = []
        var quantites: [String: Decimal] = [:]
        for ligne in lignes {
            let key = "\(ligne.libelle), \((ligne.prixUnitaireHT ?? .zero).french) HT l’unité"
            if quantites[key] == nil { order.append(key) }
            quantites[key, default: 0] += ligne.quantite
        }
        return order.map { "\(quantites[$0] ?? 0) × \($0)" }
    }

    private static func visas(_ dossier: DossierImprimable, bascule: Bool) -> [String] {
        let competence = dossier.porteur.nature == .commune ? "L. 2121-29" : "L. 2121-29, L. 5211-1"
        var visas: [String] = []
        switch dossier.dispositif.regime {
        case .detr:
            visas.append(
                "Vu le code général des collectivités territoriales, notamment ses articles \(competence), L. 1111-10, L. 2334-32 à L. 2334-39 et "
                    + "R. 2334-19 à R. 2334-35 ;")
        case .dsil:
            visas.append(
                "Vu le code général des collectivités territoriales, notamment ses articles \(competence), L. 1111-10, L. 2334-42 et R. 2334-39 ;"
            )
        case .subventionEtat:
            visas.append("Vu le code général des collectivités territoriales, notamment ses articles \(competence) et L. 1111-10 ;")
            visas.append("Vu le décret n° 2018-514 du 25 juin 2018 relatif aux subventions de l’État pour des projets d’investissement ;")
        }
        if dossier.dispositif.regime != .subventionEtat {
            visas.append("Vu l’arrêté du 23 décembre 2002 (NOR INTB0200686A) qui fixe les pièces de la demande ;")
        }
        if bascule {
            visas.append("Vu l’arrêté du 26 octobre 2001 (NOR INTB0100692A) relatif à l’imputation des dépenses du secteur public local ;")
        }
        return visas
    }
}

extension DeliberationRedigee {
    /// As Trousse words it from the plan: what the mairie reworks.
    public init(trousse dossier: DossierImprimable) {
        let texte = Deliberation(dossier)
        self.init(
            objet: texte.objet, expose: texte.expose.joined(separator: "\n\n"), visas: texte.visas.joined(separator: "\n\n"),
            considerants: texte.considerants.joined(separator: "\n\n"), articles: texte.articles.map(\.texte))
    }

    /// The ranks, from 0, of the articles that no longer say the amount that the plan says: the cost in the first, the grant in the third.
    public func articlesFaux(_ dossier: DossierImprimable) -> [Int: Money] {
        var faux: [Int: Money] = [:]
        for (rang, montant) in [(0, dossier.plan.coutTotalHT), (2, dossier.montantDemande)] {
            guard rang < articles.count, articles[rang].sansEspaces.contains(montant.frenchNumber.sansEspaces) else {
                faux[rang] = montant
                continue
            }
        }
        return faux
    }
}

extension String {
    /// Amounts are typed with any space, or none.
    fileprivate var sansEspaces: String { filter { !$0.isWhitespace } }
}
