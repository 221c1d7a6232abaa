import Foundation
import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func achatsGroupes(_ group: RouterGroup<AgentContext>) {
        group.get("") { request, context in try await self.lots(request, context) }
        group.post("", use: ouvrirLot)
        group.get(":id") { request, context in try await self.lot(request, context) }
        group.post(":id", use: declarer)
        group.get(":id/intentions.csv", use: intentionsCSV)
    }

    private func lots(
        _ request: Request, _ context: AgentContext, _ form: LotForm = LotForm(Saisie()), _ erreurs: FormErrors = .init()
    ) async throws -> Response {
        let agent = context.agent
        let lots = try await parcours.database.read(as: .agent(agent.agentId)) { tx in
            try await LotGroupe.all(pour: agent.role == .secretaire ? agent.organisation.organisationId : nil, le: aujourdhui, in: tx)
        }
        return page(context, request, titre: "Achats groupés", rubrique: .achats, erreurs: erreurs) {
            AchatsGroupesPage(lots: lots, agent: agent, form: form, erreurs: erreurs, aujourdhui: aujourdhui, jeton: context.site.jeton)
                .html
        }
    }

    @Sendable private func ouvrirLot(_ request: Request, _ context: AgentContext) async throws -> Response {
        guard context.agent.role == .responsable else { throw AccesRefuse() }
        let form = LotForm(context.site.saisie)
        do {
            let id = try await FormErrors.recueillir {
                let draft = try form.draft(aujourdhui)
                return try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
                    let id = try await LotGroupe.ouvrir(
                        titre: draft.titre, objet: form.objet ?? "", code: draft.code, clotureLe: draft.cloture, by: context.agent.agentId,
                        in: tx)
                    guard let id else {
                        throw FormErrors("code", "Aucun kit ni article du catalogue n’a le code «\u{A0}\(draft.code.prefix(20))\u{A0}».")
                    }
                    return id
                }
            }
            return .vers(concours: .lot(id), flash: .lotOuvert)
        } catch let erreurs as FormErrors { return try await lots(request, context, form, erreurs) }
    }

    private func lot(_ request: Request, _ context: AgentContext, _ erreurs: FormErrors = .init()) async throws -> Response {
        let (id, agent, saisie): (ID<LotGroupe>, Agent, Saisie) = (try context.id("id", sinon: .lot), context.agent, context.site.saisie)
        let value = try await parcours.database.read(as: .agent(agent.agentId)) { tx in
            let sienne = agent.role == .secretaire ? agent.organisation.organisationId : nil
            guard let lot = try await LotGroupe.find(id, pour: sienne, in: tx) else { throw Refus.lot }
            let enErreur = !erreurs.isEmpty
            return LotPage(
                lot: lot, agent: agent, intentions: agent.role == .secretaire ? [] : try await IntentionDeclaree.all(of: id, in: tx),
                quantite: enErreur ? saisie["quantite"] : lot.quantite.map(String.init),
                precision: enErreur ? saisie["precision"] : lot.precision,
                erreurs: erreurs, aujourdhui: aujourdhui, jeton: context.site.jeton)
        }
        let fil = [Breadcrumb.Etape(libelle: "Achats groupés", lien: CheminConcours.lots.link), .init(libelle: value.lot.titre)]
        return page(context, request, titre: value.lot.titre, rubrique: .achats, fil: fil, erreurs: erreurs) { value.html }
    }

    @Sendable private func declarer(_ request: Request, _ context: AgentContext) async throws -> Response {
        guard context.agent.role == .secretaire else { throw AccesRefuse() }
        let id: ID<LotGroupe> = try context.id("id", sinon: .lot)
        let saisie = context.site.saisie
        do {
            try await FormErrors.recueillir(["intention_quantite": "quantite"]) {
                guard let quantite = saisie["quantite"].flatMap({ Int($0) }), (0...1_000).contains(quantite) else {
                    throw FormErrors("quantite", "Écrivez une quantité entière, de 1 à 1\u{202F}000 (0 pour retirer votre intention).")
                }
                guard (saisie["precision"]?.count ?? 0) <= 1_000 else {
                    throw FormErrors("precision", "La précision tient en 1\u{202F}000 caractères.")
                }
                try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
                    guard try await LotGroupe.find(id, pour: nil, in: tx) != nil else { throw Refus.lot }
                    try await LotGroupe.declarer(
                        quantite, precision: saisie["precision"] ?? "", pour: context.agent.organisation.organisationId, to: id,
                        by: context.agent.agentId, in: tx)
                }
            }
            return .vers(concours: .lot(id), flash: .intentionGardee)
        } catch let erreurs as FormErrors { return try await lot(request, context, erreurs) }
    }

    /// What the agent may see of a lot, for a spreadsheet.
    @Sendable private func intentionsCSV(_ request: Request, _ context: AgentContext) async throws -> Response {
        let id: ID<LotGroupe> = try context.id("id", sinon: .lot)
        let intentions = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            guard try await LotGroupe.find(id, pour: nil, in: tx) != nil else { throw Refus.lot }
            return try await IntentionDeclaree.all(of: id, in: tx)
        }
        let lignes = intentions.map { intention in
            [
                intention.departementCode, CSV.texte(intention.departement), intention.codeInsee ?? "", CSV.texte(intention.organisation),
                "\(intention.quantite)", CSV.texte(intention.precision), intention.declareeLe.french,
            ].joined(separator: ";")
        }
        let entete = "\u{FEFF}Département;Nom du département;Code INSEE;Commune;Quantité;Précision;Déclarée le"
        return .fichier(
            Data(([entete] + lignes).map { $0 + "\r\n" }.joined().utf8), nom: "intentions-\(id)-\(aujourdhui).csv",
            type: "text/csv; charset=utf-8",
            telecharger: true)
    }
}

/// What the programme writes to open a grouped purchase.
struct LotForm: Sendable {
    let titre, objet, code, cloture: String?

    init(_ saisie: Saisie) {
        (titre, objet, code, cloture) = (saisie["titre"], saisie["objet"], saisie["code"]?.uppercased(), saisie["cloture_le"])
    }

    func draft(_ aujourdhui: LocalDate) throws(FormErrors) -> (titre: String, code: String, cloture: LocalDate) {
        var erreurs = FormErrors()
        if !(3...200).contains(titre?.count ?? 0) { erreurs.add("titre", "Donnez un titre de 3 à 200 caractères.") }
        if (objet?.count ?? 0) > 2_000 { erreurs.add("objet", "Le texte tient en 2\u{202F}000 caractères.") }
        if code == nil { erreurs.add("code", "Écrivez le code d’un kit ou d’un article du catalogue.") }
        let fin = cloture.flatMap { LocalDate(french: $0) }
        if fin.map({ $0 >= aujourdhui }) != true { erreurs.add("cloture_le", "Choisissez un dernier jour, aujourd’hui ou plus tard.") }
        guard let titre, let code, let fin, erreurs.isEmpty else { throw erreurs }
        return (titre, code, fin)
    }
}

extension Refus {
    static let lot = Refus(
        .introuvable, "Cet achat groupé n’existe pas. Cherchez-le dans la liste des achats groupés.", regle: "lot_inconnu")
}
