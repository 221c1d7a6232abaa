import ArgumentParser
import CatalogFiles
import Foundation
import Model
import Postgres
import Store
import UBL

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Exporter le catalogue tel que la base le propose aujourd’hui.",
        discussion: """
            yaml : un dossier complet, qui se réimporte tel quel ; les règles et le territoire y sont repris de --catalogue.
            csv : les articles ou les kits (--objet), « ; », point décimal. ubl : un catalogue UBL 2.1, structure Peppol T19.
            """)

    enum Sujet: String, ExpressibleByArgument, CaseIterable { case catalogue }
    enum Format: String, ExpressibleByArgument, CaseIterable { case yaml, csv, ubl }
    enum Objet: String, ExpressibleByArgument, CaseIterable { case articles, kits }

    @Argument(help: .init("catalogue.", valueName: "sujet"))
    var sujet: Sujet

    @Option(help: .init("yaml, csv ou ubl.", valueName: "format"))
    var format: Format

    @Option(
        help: .init("Fichier à écrire (sinon, la sortie standard) ; pour yaml, un dossier qui n’existe pas encore.", valueName: "chemin"))
    var sortie: String?

    @Option(help: .init("Pour csv : articles ou kits.", valueName: "objet"))
    var objet: Objet = .articles

    @Option(help: .init("Jour des prix, pour csv (aujourd’hui par défaut).", valueName: "AAAA-MM-JJ"))
    var date: String?

    @OptionGroup var parties: PartiesUBL
    @OptionGroup var catalogue: EmplacementCatalogue

    func validate() throws {
        if format == .yaml, sortie == nil { throw ValidationError("--format yaml écrit un dossier\u{A0}: indiquez-le par --sortie.") }
        if let date, LocalDate(iso: date) == nil { throw ValidationError("--date attend un jour, par exemple 2026-01-15.") }
    }

    func run() async throws {
        try await Connexions.avec { connexions in
            try await connexions.preparer(catalogue)
            switch format {
            case .yaml: try await ecrireYAML(connexions.application)
            case .csv: try await ecrireCSV(connexions.application)
            case .ubl: try await ecrireUBL(connexions.application)
            }
        }
    }

    private func ecrireYAML(_ base: Database) async throws {
        let offert = try await base.read(as: .visiteur) { try await CatalogueOffert.lire(in: $0) }
        let fichiers = CatalogueYAML.fichiers(articles: offert.articles, kits: offert.kits, fonctions: offert.fonctions)
        try DossierExporte(sortie: URL(filePath: sortie ?? ".", directoryHint: .isDirectory), modele: try catalogue.dossier()).ecrire(
            fichiers)
        Console.dire(
            "\(offert.articles.count) articles et \(offert.kits.count) kits écrits. Pour les reprendre\u{A0}: trousse import catalogue \(sortie ?? "")"
        )
    }

    private func ecrireCSV(_ base: Database) async throws {
        let jour = date.flatMap { LocalDate(iso: $0) } ?? LocalDate(Date())
        let sink = try SortieFichier(sortie)
        try await base.read(as: .visiteur) { tx in
            switch objet {
            case .articles:
                try sink.ecrire(Array(CatalogueCSV.articles.utf8))
                try await Article.parPages(in: tx) { try sink.ecrire(Array(CatalogueCSV.ligne($0, le: jour).utf8)) }
            case .kits:
                var articles: [String: Article] = [:]
                try await Article.parPages(in: tx) { articles[$0.code] = $0 }
                try sink.ecrire(Array(CatalogueCSV.kits.utf8))
                for kit in try await Kit.offerts(in: tx) {
                    try sink.ecrire(Array(CatalogueCSV.lignes(kit, articles: articles, le: jour).utf8))
                }
            }
        }
        try sink.terminer()
    }

    private func ecrireUBL(_ base: Database) async throws {
        let sink = try SortieFichier(sortie)
        let jour = LocalDate(Date())
        try await base.read(as: .visiteur) { tx in
            let debut = try await Article.premierPrix(in: tx) ?? jour
            var ecriture = try EcritureUBL(parties.entete(emission: jour, debut: min(debut, jour)), vers: sink.ecrire)
            try await Article.parPages(in: tx) { try ecriture.ajouter($0) }
            for kit in try await Kit.offerts(in: tx) { try ecriture.ajouter(kit) }
            try ecriture.terminer()
        }
        try sink.terminer()
        if !parties.estRoutable {
            Console.dire("UBL 2.1 valide. Pour l’envoyer par Peppol, donnez aussi --emetteur-siret et --destinataire-siret.")
        }
    }
}

/// Who sends the catalogue to whom, as a UBL document must say.
struct PartiesUBL: ParsableArguments {
    @Option(help: .init("Pour ubl : nom de qui envoie le catalogue.", valueName: "nom"))
    var emetteur = "Trousse, catalogue illustratif"

    @Option(help: .init("Pour ubl : son SIRET.", valueName: "siret"))
    var emetteurSiret: String?

    @Option(help: .init("Pour ubl : nom de qui le reçoit.", valueName: "nom"))
    var destinataire = "Acheteur public"

    @Option(help: .init("Pour ubl : son SIRET.", valueName: "siret"))
    var destinataireSiret: String?

    var estRoutable: Bool { emetteurSiret != nil && destinataireSiret != nil }

    func validate() throws {
        for (nom, siret) in [("--emetteur-siret", emetteurSiret), ("--destinataire-siret", destinataireSiret)] {
            if let siret, !Self.estSiret(siret) { throw ValidationError("\(nom) attend les quatorze chiffres d’un SIRET, avec sa clé.") }
        }
    }

    func entete(emission: LocalDate, debut: LocalDate) -> EcritureUBL.Entete {
        EcritureUBL.Entete(
            numero: "TROUSSE-\(emission)", nom: "Kits d’inclusion numérique", emission: emission, debut: debut,
            emetteur: PartieUBL(nom: emetteur, siret: emetteurSiret), destinataire: PartieUBL(nom: destinataire, siret: destinataireSiret),
            mention: "Prix hors taxes. La nature de chaque donnée (illustratif, réel) est dite ligne par ligne.")
    }

    /// Luhn's key, as INSEE uses it.
    private static func estSiret(_ text: String) -> Bool {
        guard text.wholeMatch(of: /[0-9]{14}/) != nil else { return false }
        let sum = text.reversed().enumerated().reduce(0) { sum, digit in
            let value = (digit.element.wholeNumberValue ?? 0) * (digit.offset % 2 == 0 ? 1 : 2)
            return sum + (value > 9 ? value - 9 : value)
        }
        return sum % 10 == 0
    }
}
