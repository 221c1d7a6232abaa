import Foundation
import Hummingbird
import Logging
import Model
import NIOCore
import Parcours
import Postgres
import Store
import Synchronization
import TestSupport
import Testing
import Web

/// Démarche numérique on the loopback, as it behaves: what is wrong is dropped without a word, an unopened dossier is gone after five days.
private final class FausseDN: Sendable {
    struct Dossier {
        let jeton: String
        let creeLe: LocalDate
        var gardees: [String: [String]]
        var recues: [String: [String]]
        var etat = "prefilled"
    }

    private let dossiers = Mutex<[Dossier]>([])
    private let jour = Mutex(jourDesEssais)
    /// The fields of its form: key without `champ_`, type, list.
    let champs: [String: (type: String, options: [String])]

    init(_ champs: [String: (type: String, options: [String])]) { self.champs = champs }

    func passer(_ jours: Int) { jour.withLock { $0 = $0.adding(days: jours) } }
    var dernier: Dossier? { dossiers.withLock { $0.last } }

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("preremplir/demande-de-subvention-detr-dsil/schema") { _, _ in
            let descripteurs = self.champs.map { id, champ in
                ["id": id, "label": "x", "__typename": champ.type + "ChampDescriptor", "options": champ.options] as [String: Any]
            }
            return try Self.json(["number": 131_016, "revision": ["champDescriptors": descripteurs]])
        }
        router.post("api/public/v1/demarches/131016/dossiers") { request, context in
            let buffer = try await request.body.collect(upTo: 1 << 20)
            let corps = try JSONSerialization.jsonObject(with: Data(buffer.readableBytesView)) as? [String: Any] ?? [:]
            let (numero, jeton) = self.ouvrir(corps)
            return try Self.json(
                [
                    "dossier_url": "http://127.0.0.1/commencer/x?prefill_token=\(jeton)", "state": "prefilled",
                    "dossier_id": "RG9zc2llci0\(numero)",
                    "dossier_number": numero, "dossier_prefill_token": jeton,
                ], status: .created)
        }
        router.get("api/public/v1/demarches/131016/dossiers") { request, _ in
            let jeton = request.uri.queryParameters.get("prefill_token") ?? ""
            guard let (numero, dossier) = self.vivant(jeton) else { return try Self.json([Any]()) }
            return try Self.json([["state": dossier.etat, "dossier_number": numero, "dossier_prefill_token": jeton, "dossier_id": "x"]])
        }
        return router
    }

    private func ouvrir(_ corps: [String: Any]) -> (Int, String) {
        let recues = corps.mapValues { $0 as? [String] ?? [String(describing: $0)] }
        let gardees = recues.filter { cle, valeurs in garde(String(cle.dropFirst(6)), valeurs) }
        let creeLe = jour.withLock { $0 }
        return dossiers.withLock { tous in
            let jeton = "jeton\(tous.count)"
            tous.append(Dossier(jeton: jeton, creeLe: creeLe, gardees: gardees, recues: recues))
            return (900_000 + Int(ProcessInfo.processInfo.processIdentifier) * 100 + tous.count, jeton)
        }
    }

    /// Its own validations, written apart from ours.
    private func garde(_ id: String, _ valeurs: [String]) -> Bool {
        guard let champ = champs[id], let valeur = valeurs.first else { return false }
        switch champ.type {
        case "IntegerNumber": return Int(valeur) != nil
        case "DecimalNumber": return Double(valeur) != nil
        case "Date":
            let parts = valeur.split(separator: "-").compactMap { Int($0) }
            return parts.count == 3 && (1...12).contains(parts[1]) && (1...31).contains(parts[2])
        case "YesNo", "Checkbox": return valeur == "true" || valeur == "false"
        case "DropDownList", "MultipleDropDownList": return valeurs.allSatisfy { champ.options.contains($0) }
        case "PieceJustificative", "Carte": return false
        default: return true
        }
    }

    private func vivant(_ jeton: String) -> (Int, Dossier)? {
        let aujourdhui = jour.withLock { $0 }
        return dossiers.withLock { tous in
            tous.firstIndex { $0.jeton == jeton && ($0.etat != "prefilled" || $0.creeLe.days(to: aujourdhui) <= 5) }.map {
                (900_000 + $0, tous[$0])
            }
        }
    }

    private static func json(_ valeur: Any, status: HTTPResponse.Status = .ok) throws -> Response {
        let octets = try JSONSerialization.data(withJSONObject: valeur)
        return Response(status: status, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: octets)))
    }

    /// Runs while the body does, on a port of the loopback.
    func servir<R: Sendable>(_ body: @Sendable @escaping (String) async throws -> R) async throws -> R {
        let (ports, annonce) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "dn")
        logger.logLevel = .critical
        let application = Application(
            router: router(), configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in annonce.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        return try await withThrowingTaskGroup(of: R?.self) { group in
            group.addTask {
                try await application.runService(gracefulShutdownSignals: [])
                return nil
            }
            group.addTask {
                var iterator = ports.makeAsyncIterator()
                let port = await iterator.next() ?? 0
                return try await body("http://127.0.0.1:\(port)")
            }
            defer { group.cancelAll() }
            while let resultat = try await group.next() {
                if let resultat { return resultat }
            }
            throw CancellationError()
        }
    }
}

/// The same dossier filed on Démarche numérique: what the other side dropped is told exactly.
@Suite("Démarche numérique", .postgresql)
struct DemarcheNumeriqueTests {
    /// Their form has changed since the mapping: a list is narrower, a field is gone, a number became a date, another a file.
    private func formulaire() throws -> [String: (type: String, options: [String])] {
        func id(_ numero: Int) -> String { Data("Champ-\(numero)".utf8).base64EncodedString() }
        return [
            id(5_440_620): ("DropDownList", ["Déposer un nouveau dossier"]), id(1_977_445): ("DropDownList", ["Commune"]),
            id(5_427_371): ("Text", []), id(5_427_383): ("DropDownList", ["01 - Ain"]), id(2_997_840): ("YesNo", []),
            id(2_934_391): ("Text", []), id(2_934_394): ("PieceJustificative", []), id(2_971_444): ("Text", []),
            id(3_293_553): ("YesNo", []),
            id(3_293_555): ("YesNo", []), id(3_467_699): ("Date", []), id(3_293_655): ("YesNo", []), id(2_945_712): ("Date", []),
            id(2_945_714): ("Date", []), id(2_947_437): ("DecimalNumber", []), id(3_358_250): ("YesNo", []),
            id(3_276_959): ("DropDownList", ["DETR", "DSIL"]), id(3_509_699): ("IntegerNumber", []), id(2_977_375): ("IntegerNumber", []),
            id(3_335_650): ("DropDownList", ["1", "2"]),
        ]
    }

    @Test("un aller-retour dit exactement quelles valeurs l’autre côté n’a pas gardées, et jusqu’à quand l’ouvrir")
    func allerRetour() async throws {
        let scene = try await Scene(departement: "03")
        let projet = try await scene.projet("K02")
        let dossiers = try await scene.base.parcours.preparer(projet, par: scene.mairie.agent, le: jourDesEssais)
        let detr = try #require(dossiers.first { $0.dispositif == "DETR" })
        let fausse = FausseDN(try formulaire())
        let (mairie, parcours) = (scene.mairie, scene.base.parcours)
        let adresse = "/operations/\(projet)/dossiers/\(detr.dossierId)/demarche"
        try await fausse.servir { base in
            let site = Site(parcours: parcours, configuration: .init(demarcheNumerique: base, aujourdhui: { jourDesEssais }))
            let browser = try await Browser(mairie, site: site)
            let avant = try await browser.get(adresse)
            #expect(try avant.faults == [] && avant.says("Les réponses, champ par champ"))
            let page = try await browser.submit(try avant.form("Préremplir"))
            #expect(try page.says("prérempli sur Démarche numérique") && page.faults == [])

            let recu = try #require(fausse.dernier)
            let perdues = Set(recu.recues.keys).subtracting(recu.gardees.keys)
            #expect(perdues.count >= 5 && recu.gardees.count >= 10, "l’autre côté en garde et en perd")
            let (garde, ecarts, envoyees) = try #require(
                try await parcours.database.read(as: mairie.identity) { try await Preremplissage.dernier(of: detr.dossierId, in: $0) })
            let dites = Set(ecarts.map { "champ_" + Data("Champ-\($0.numero)".utf8).base64EncodedString() })
            #expect(dites == perdues && envoyees == recu.recues.count, "ni une de plus, ni une de moins")
            for ecart in ecarts { #expect(try page.says(ecart.libelle) && page.says(ecart.phrase)) }
            #expect(try page.says("À ouvrir au plus tard le \(jourDesEssais.adding(days: 5).longFrench)"))
            #expect(garde.jeton == recu.jeton && !page.body.contains("dossier_prefill_token"))

            fausse.passer(5)
            var suivi = try await browser.submit(try page.form("Demander où il en est"))
            #expect(try suivi.says("pas encore ouvert"))
            fausse.passer(1)
            suivi = try await browser.submit(try suivi.form("Demander où il en est"))
            #expect(try suivi.says("Détruit") && suivi.says("Personne ne l’a ouvert à temps") && suivi.faults == [])
        }
    }

    @Test("sans réglage, la page offre le lien et la liste ; une plateforme muette ne fait rien perdre")
    func sansReglage() async throws {
        let scene = try await Scene(departement: "03")
        let projet = try await scene.projet("K02")
        let dossiers = try await scene.base.parcours.preparer(projet, par: scene.mairie.agent, le: jourDesEssais)
        let detr = try #require(dossiers.first { $0.dispositif == "DETR" })
        let adresse = "/operations/\(projet)/dossiers/\(detr.dossierId)/demarche"
        let page = try await Browser(scene.mairie).get(adresse)
        let lien = try #require(page.links.first { $0.contains("/commencer/") })
        #expect(lien.utf8.count <= 2_000 && lien.hasPrefix(PlateformeDN.adressePublique))
        #expect(try page.faults == [] && page.forms.allSatisfy { $0.action != adresse }, "rien à envoyer")
        // Nobody listens there.
        let muette = Site(
            parcours: scene.base.parcours, configuration: .init(demarcheNumerique: "http://127.0.0.1:9", aujourdhui: { jourDesEssais }))
        let browser = try await Browser(scene.mairie, site: muette)
        let refusee = try await browser.press(try await browser.get(adresse).form("Préremplir"))
        #expect(try refusee.status == 422 && refusee.says("elle ne répond pas") && refusee.says("Les réponses, champ par champ"))
        let lieux = try #require(dossiers.first { $0.dispositif == "LIEUX" })
        #expect(try await Browser(scene.mairie).get("/operations/\(projet)/dossiers/\(lieux.dossierId)/demarche").status == 404)
    }
}
