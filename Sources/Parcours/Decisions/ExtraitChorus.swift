public import Foundation
public import Model
import Postgres
import Store

/// An extract of commitments, as an accountant exports it: one line a commitment, columns found by their usual names.
///
/// | Column | Names that are read |
/// |---|---|
/// | number | `N° EJ`, `Numéro EJ`, `Engagement juridique`, `EJ` |
/// | dossier | `Dossier`, `Référence`, `N° dossier`, `Référence externe` (its number anywhere in the text) |
/// | amount | `Montant`, `Montant engagé`, `Montant EJ` (euros, comma or point) |
/// | date | `Date EJ`, `Date`, `Date de création` (JJ/MM/AAAA or AAAA-MM-JJ), optional |
///
/// Separator `;`, `,` or tab; UTF-8 or Windows-1252.
public struct ExtraitChorus: Sendable, Hashable {
    public struct Ligne: Sendable, Hashable {
        public let rang: Int
        public let numeroEj: String
        public let reference: String
        public let montant: Money
        public let date: LocalDate?

        /// `TR-2027-03-000042` anywhere in the reference.
        public var numeroDossier: String? {
            reference.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")) }.map { $0.uppercased() }.first {
                let parts = $0.split(separator: "-")
                return parts.count == 4 && parts[0] == "TR" && parts[1].count == 4 && parts[3].count == 6
            }
        }
    }

    public let lignes: [Ligne]

    /// - Throws: `FormErrors` on `extrait`, every faulty line with its number; nothing is read by halves.
    public init(_ octets: Data) throws(FormErrors) {
        let texte = String(data: octets, encoding: .utf8) ?? String(data: octets, encoding: .windowsCP1252) ?? ""
        var rangees = texte.drop { $0 == "\u{FEFF}" }.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        while rangees.last?.trimmingCharacters(in: .whitespaces).isEmpty ?? false { rangees.removeLast() }
        guard let entete = rangees.first, rangees.count <= 20_001 else {
            throw FormErrors("extrait", "Ce fichier est vide, ou compte plus de 20\u{202F}000 lignes.")
        }
        let separateur =
            ([";", "\t", ","] as [Character]).max { entete.split(separator: $0).count < entete.split(separator: $1).count } ?? ";"
        let colonnes = Self.cellules(entete, separateur).map(Self.simple)
        func rang(_ noms: [String]) -> Int? { colonnes.firstIndex { noms.contains($0) } }
        guard let ej = rang(["n ej", "numero ej", "engagement juridique", "ej", "no ej"]),
            let reference = rang(["dossier", "reference", "n dossier", "reference externe", "numero dossier"]),
            let montant = rang(["montant", "montant engage", "montant ej"])
        else {
            throw FormErrors(
                "extrait",
                "La première ligne doit nommer les colonnes «\u{A0}N° EJ\u{A0}», «\u{A0}Dossier\u{A0}» et «\u{A0}Montant\u{A0}» (et «\u{A0}Date EJ\u{A0}» si vous l’avez)."
            )
        }
        let date = rang(["date ej", "date", "date de creation"])
        var erreurs = FormErrors()
        var lignes: [Ligne] = []
        for (index, rangee) in rangees.dropFirst().enumerated() where !rangee.trimmingCharacters(in: .whitespaces).isEmpty {
            let cellules = Self.cellules(rangee, separateur)
            func cellule(_ rang: Int) -> String { rang < cellules.count ? cellules[rang] : "" }
            let numero = cellule(ej).uppercased()
            guard numero.count >= 3, numero.count <= 40, numero.first.map({ $0.isASCII && ($0.isNumber || $0.isLetter) }) ?? false else {
                erreurs.add("extrait", "Ligne \(index + 2)\u{A0}: «\u{A0}\(cellule(ej))\u{A0}» n’est pas un numéro d’engagement.")
                continue
            }
            guard let somme = try? Money(french: cellule(montant)), somme > .zero else {
                erreurs.add("extrait", "Ligne \(index + 2)\u{A0}: «\u{A0}\(cellule(montant))\u{A0}» n’est pas un montant.")
                continue
            }
            let jour = date.map(cellule).flatMap { $0.isEmpty ? nil : $0 }
            let lu = jour.flatMap { LocalDate(french: $0) ?? LocalDate(iso: $0) }
            if let jour, lu == nil {
                erreurs.add("extrait", "Ligne \(index + 2)\u{A0}: «\u{A0}\(jour)\u{A0}» n’est pas une date.")
                continue
            }
            lignes.append(.init(rang: index + 2, numeroEj: numero, reference: cellule(reference), montant: somme, date: lu))
        }
        try erreurs.throwIfAny()
        self.lignes = lignes
    }

    private static func cellules(_ ligne: String, _ separateur: Character) -> [String] {
        var (cellules, courante, entre) = ([String](), "", false)
        for caractere in ligne {
            if caractere == "\"" {
                entre.toggle()
            } else if caractere == separateur, !entre {
                cellules.append(courante)
                courante = ""
            } else {
                courante.append(caractere)
            }
        }
        return (cellules + [courante]).map { $0.trimmingCharacters(in: .whitespaces) }
    }

    /// `N° EJ` → `n ej`
    private static func simple(_ nom: String) -> String {
        nom.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: Locale(identifier: "fr_FR"))
            .split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: " ")
    }
}

/// What an extract and the decisions say of each other.
public struct RapprochementChorus: Sendable, Hashable {
    public struct Ecart: Sendable, Hashable {
        public let ligne: Int
        public let numeroEj: String
        public let dossier: String
        public let explication: String
    }
    public var identiques = 0
    /// Commitment numbers that were not known.
    public var inscrits = 0
    public var ecarts: [Ecart] = []
    /// Granted, and in no line of the extract.
    public var absents: [String] = []
}

extension Parcours {
    /// Compares an extract with the grants and writes the numbers and dates that agree; what differs is only reported.
    public func rapprocher(
        _ extrait: ExtraitChorus, nom: String, departement: String, par agent: ID<Agent>
    ) async throws -> RapprochementChorus {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                let decides = try await DossierDecide.all(departement: departement, notification: nil, limite: 20_000, in: tx)
                    .filter(\.etat.estAccorde)
                let parNumero = Dictionary(decides.map { ($0.numero, $0) }) { premier, _ in premier }
                let parEj = Dictionary(decides.compactMap { un in un.numeroEj.map { ($0, un) } }) { premier, _ in premier }
                var (bilan, vus) = (RapprochementChorus(), Set<String>())
                for ligne in extrait.lignes {
                    func ecart(_ dossier: String, _ explication: String) {
                        bilan.ecarts.append(.init(ligne: ligne.rang, numeroEj: ligne.numeroEj, dossier: dossier, explication: explication))
                    }
                    guard let decide = ligne.numeroDossier.flatMap({ parNumero[$0] }) ?? parEj[ligne.numeroEj] else {
                        ecart(ligne.reference, "Aucun dossier accordé ne porte cette référence ni ce numéro.")
                        continue
                    }
                    guard vus.insert(decide.numero).inserted else {
                        ecart(decide.numero, "Ce dossier est déjà dans l’extrait, plus haut.")
                        continue
                    }
                    let accorde = decide.montantAccordeCentimes ?? .zero
                    if let connu = decide.numeroEj, connu != ligne.numeroEj {
                        ecart(decide.numero, "Trousse a le numéro \(connu).")
                    } else if let autre = parEj[ligne.numeroEj], autre.numero != decide.numero {
                        ecart(decide.numero, "Ce numéro est déjà celui du dossier \(autre.numero).")
                    } else if ligne.montant != accorde {
                        ecart(decide.numero, "Chorus a \(ligne.montant.french), la décision \(accorde.french).")
                    } else {
                        if decide.numeroEj == nil { bilan.inscrits += 1 } else { bilan.identiques += 1 }
                        try await EngagementJuridique.inscrire(
                            .init(
                                dossierId: decide.dossierId, numeroEj: ligne.numeroEj, dateEj: ligne.date, montantCentimes: ligne.montant,
                                origine: nom), by: agent, in: tx)
                    }
                }
                bilan.absents = decides.filter { !vus.contains($0.numero) }.map(\.numero)
                return bilan
            }
        }
    }
}
