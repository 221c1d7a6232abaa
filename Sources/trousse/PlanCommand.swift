import ArgumentParser
import Documents
import Foundation
import Model
import Parcours
import Planner
import Postgres
import Store

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Trouver le plan de financement qui coûte le moins à la commune.",
        discussion: """
            Exemples\u{A0}: trousse plan --commune 03036 --kit K02 --kit K09:2
            trousse plan --departement 03 --kit K01 --format csv
            """)

    @Option(help: .init("Demande JSON du contrat\u{A0}; «\u{A0}-\u{A0}» lit l’entrée standard.", valueName: "fichier"))
    var demande: String?

    @Option(help: .init("Code INSEE de la commune.", valueName: "insee"))
    var commune: String?

    @Option(
        name: .customLong("kit"), help: .init("Kit du catalogue et sa quantité\u{A0}; peut être répété.", valueName: "code[:qté]"),
        transform: kit)
    var kits: [PlanRequete.KitDemande] = []

    @Option(help: .init("Jour de réception de la demande (sinon aujourd’hui à Paris).", valueName: "aaaa-mm-jj"), transform: jour)
    var date: LocalDate?

    @Flag(help: "Toutes les communes de France\u{A0}: une ligne chacune, écrite à mesure.")
    var toutes = false

    @Option(help: .init("Les communes d’un seul département.", valueName: "code"))
    var departement: String?

    @Option(help: .init("Avec --toutes ou --departement\u{A0}: csv, ou json (un objet par ligne).", valueName: "format"))
    var format: PlansDeFrance.Format?

    @Flag(help: "Répondre par un document JSON.")
    var json = false

    @OptionGroup var catalogue: EmplacementCatalogue

    private var estEnSerie: Bool { toutes || departement != nil }

    func validate() throws {
        guard !estEnSerie else { return try validerLaSerie() }
        guard format == nil else {
            throw ValidationError("--format va avec --toutes ou --departement\u{A0}; pour un seul plan, donnez --json.")
        }
        if demande != nil {
            guard commune == nil, kits.isEmpty, date == nil else {
                throw ValidationError("Donnez --demande, ou bien --commune et --kit, mais pas les deux.")
            }
        } else {
            guard let commune, !kits.isEmpty else { throw ValidationError("Donnez --demande, ou bien --commune et au moins un --kit.") }
            guard commune.wholeMatch(of: /([0-9]{2}|2[AB])[0-9]{3}/) != nil else {
                throw ValidationError("Un code INSEE de cinq caractères est attendu, par exemple 03036.")
            }
        }
    }

    private func validerLaSerie() throws {
        guard demande == nil, commune == nil, !kits.isEmpty else {
            throw ValidationError("--toutes et --departement vont avec au moins un --kit, sans --commune ni --demande.")
        }
        guard !json else { throw ValidationError("--json répond par un seul document\u{A0}; pour une série, donnez --format json.") }
        guard departement.map({ $0.wholeMatch(of: /[0-9][0-9AB]|97[0-9]/) != nil }) ?? true else {
            throw ValidationError("Un code de département est attendu, par exemple 03, 2A ou 971.")
        }
    }

    func run() async throws {
        guard !estEnSerie else { return try await planifierLaSerie() }
        try await ReponseRefusee.enJSON(json) {
            let (demandePlan, plan, noms) = try await planifier(try requete())
            if json {
                Console.repondre(plan.reponse + Data("\n".utf8))
            } else {
                Console.repondre(PlanEnTexte(plan, demandePlan, noms).texte)
            }
            if !plan.refus.isEmpty { throw ExitCode(Issue.echec) }
        }
    }

    private func requete() throws -> PlanRequete {
        if let demande { return try PlanRequete(json: try Console.lire(demande)) }
        let date = date ?? LocalDate(Date())
        return PlanRequete(
            dateDemande: date, exercice: date.exerciceDeProgrammation, porteur: PorteurRequete(nature: .commune, codeInsee: commune),
            kits: kits)
    }

    private func planifier(_ requete: PlanRequete) async throws -> (DemandePlan, Plan, [String: String]) {
        try await Connexions.avec { connexions in
            try await connexions.preparer(catalogue)
            let parcours = Parcours(database: connexions.application, atelier: Atelier())
            let (lue, referentiel) = try await connexions.application.read(as: .visiteur) { tx in
                (try await lire(requete, parcours, in: tx), try await parcours.referentiel(in: tx))
            }
            return (lue.demande, lue.plan(referentiel), referentiel.nomsCourts)
        }
    }

    private func planifierLaSerie() async throws {
        try await Connexions.avec { connexions in
            try await connexions.preparer(catalogue)
            let parcours = Parcours(database: connexions.application, atelier: Atelier())
            let plans = try await PlansParCommune(try requete(), departement: departement, parcours)
            try await PlansDeFrance(plans: plans, format: format ?? .csv).ecrire()
        }
    }

    /// Who wrote the request in JSON is told at which key; who gave options is not.
    private func lire(_ requete: PlanRequete, _ parcours: Parcours, in tx: Transaction) async throws -> DemandeLue {
        do { return try await parcours.demande(requete, in: tx) } catch let refus as Refus {
            guard demande != nil, let chemin = refus.chemin else { throw refus }
            throw Refus(refus.genre, "\(chemin)\u{A0}: \(refus.description)", regle: refus.regle, chemin: chemin)
        }
    }

    private static func kit(_ text: String) throws -> PlanRequete.KitDemande {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let code = parts.first, !code.isEmpty, parts.count <= 2, let quantite = parts.count == 2 ? Int(parts[1]) : 1,
            (1...1000).contains(quantite)
        else { throw ValidationError("un kit s’écrit K02, ou K02:3 pour en prendre trois") }
        return PlanRequete.KitDemande(code: String(code), quantite: quantite)
    }

    private static func jour(_ text: String) throws -> LocalDate {
        guard let date = LocalDate(iso: text), (1990...2200).contains(date.year) else {
            throw ValidationError("une date s’écrit AAAA-MM-JJ, par exemple 2026-01-15")
        }
        return date
    }
}
