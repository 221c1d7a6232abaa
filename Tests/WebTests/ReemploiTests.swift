import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing
import Web

@Suite("Le réemploi d’un projet", .postgresql)
struct ReemploiTests {
    @Test("un projet tout neuf dit ce qui manque sur l’année et propose la reprise des anciens postes ; un reconditionné atteint la part")
    func panneau() async throws {
        let scene = try await Scene()
        let mairie = try await Browser(scene.mairie)
        let neuf = try await mairie.get("/operations/\(try await scene.projet("K09"))")
        #expect(neuf.faults == [])
        #expect(try neuf.says("Le réemploi") && neuf.says("0,0 % de l’informatique et de la téléphonie de ce projet est reconditionné"))
        #expect(try neuf.says("Il manque") && neuf.says("Vos anciens postes") && neuf.links.contains("/catalogue/articles/SER-005"))

        // Every computer of K17 is reconditioned, and ten old ones are taken back.
        let reconditionne = try await mairie.get("/operations/\(try await scene.projet("K17"))")
        #expect(try reconditionne.says("97,4 % de l’informatique") && reconditionne.says("La part demandée est atteinte."))
        #expect(try !reconditionne.says("Vos anciens postes"))

        // No IT: nothing to say.
        #expect(try await !mairie.get("/operations/\(try await scene.projet("K15"))").says("Le réemploi"))
    }
}
