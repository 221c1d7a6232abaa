public import Model
public import Postgres

/// What the catalogue answers to a few words.
public struct ReponseRecherche: Sendable, Hashable {
    /// Kits and articles together, best first.
    public let codes: [String]
    /// The words as they were understood, when some were misspelt.
    public let corrige: String?
    /// Words that nothing in the catalogue resembles: the others were searched.
    public let ignores: [String]
    /// The help that the words lead to, above what is for sale.
    public let page: PageAide?
    /// The senses of an expression that has several; each is among the first answers.
    public let sens: [MotsRecherche.Sens]
}

extension ReponseRecherche {
    /// One statement, whatever is asked; the same words get the same answer until the next import.
    public static func chercher(_ texte: String, in tx: Transaction) async throws -> ReponseRecherche {
        let row: Row = try await tx.one("select codes, corrige, ignores, page, sens from catalogue.chercher(\(texte))")
        return ReponseRecherche(
            // By bytes: a common word answers with thousands of codes.
            codes: row.codes.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }, corrige: row.corrige,
            ignores: row.ignores,
            page: row.page.flatMap(PageAide.init), sens: row.sens.value)
    }

    private struct Row: Decodable, Sendable {
        let codes: String
        let corrige: String?
        let ignores: [String]
        let page: String?
        let sens: JSONB<[MotsRecherche.Sens]>
    }
}

/// A name of the catalogue that completes, or resembles, what is being typed.
public struct Suggestion: Decodable, Sendable, Hashable {
    public let code: String
    public let nom: String

    /// Names that begin with the text, then those with a word that does, then those that resemble it; kits first. Nothing for one letter.
    public static func chercher(_ texte: String, limite: Int = 8, in tx: Transaction) async throws -> [Suggestion] {
        guard texte.count > 1 else { return [] }
        return try await tx.rows(
            """
            with demande as materialized (select catalogue.normal(\(texte)) as debut)

            select fiche.code, fiche.nom
            from catalogue.fiche
            cross join demande
            where demande.debut <> ''
                and (
                    fiche.cle like demande.debut || '%' or fiche.cle like '% ' || demande.debut || '%'
                    or demande.debut operator(public.<%) fiche.cle
                )
            order by fiche.cle like demande.debut || '%' desc, fiche.cle like '% ' || demande.debut || '%' desc,
                public.word_similarity(demande.debut, fiche.cle) desc, fiche.est_kit desc, length(fiche.nom), fiche.code
            limit \(literal: limite)
            """)
    }
}
