public import Model
public import Postgres

extension Questionnaire {
    /// As the last import left it; nil before it.
    public static func load(in tx: Transaction) async throws -> Questionnaire? {
        let row: Row? = try await tx.first("select contenu from catalogue.questionnaire")
        return row?.contenu.value
    }

    private struct Row: Decodable, Sendable { let contenu: JSONB<Questionnaire> }
}

extension ArticleOffert {
    /// What may be bought alone on `date`. Of articles between which only the price tells, the cheapest few: a catalogue of ten thousand gives some
    /// hundreds. One statement.
    public static func all(prixDu date: LocalDate, in tx: Transaction) async throws -> [ArticleOffert] {
        let rows: [Row] = try await tx.rows(
            """
            with offert as (
                select article.*, prix.ref_centimes,
                    row_number() over (
                        partition by
                            article.fonction, article.etat, article.famille_agec, article.taux_tva, article.section, article.eligible,
                            article.quantite_min, article.quantite_max, nomme.code,
                            case when article.contenant is not null then article.code end
                        order by prix.ref_centimes, article.code
                    ) as rang
                from catalogue.article
                inner join catalogue.article_prix as prix on prix.article_code = article.code and prix.periode @> \(date)::date
                -- An article that a need names is not any article of its fonction.
                left join lateral (
                    select article.code
                    from catalogue.questionnaire
                    cross join lateral jsonb_array_elements(questionnaire.contenu -> 'besoins') as besoin (contenu)
                    where besoin.contenu -> 'articles' ? article.code
                    limit 1
                ) as nomme on true
                where article.retire_le is null and article.fonction is not null and prix.ref_centimes is not null
            )

            select code, libelle, fonction, ref_centimes, taux_tva::text as taux_tva, section, eligible, etat, famille_agec, poids_g,
                contenant, quantite_min, quantite_max
            from offert
            -- The bounds of one article are narrower than a need only for the cheapest things: a few are enough.
            where rang <= 8
            order by code
            """)
        return rows.map(\.article)
    }

    private struct Row: Decodable, Sendable {
        let code: String
        let libelle: String
        let fonction: String
        let refCentimes: Money
        let tauxTva: Rate
        let section: Section
        let eligible: Eligibilite500
        let etat: String
        let familleAgec: String?
        let poidsG: Int?
        let contenant: JSONB<Contenant>?
        let quantiteMin: Int
        let quantiteMax: Int

        var article: ArticleOffert {
            ArticleOffert(
                code: code, libelle: libelle, fonction: fonction, prix: refCentimes, tauxTva: tauxTva, section: section, eligible: eligible,
                etat: etat, familleAgec: familleAgec, poidsG: poidsG, contenant: contenant?.value, quantiteMin: quantiteMin,
                quantiteMax: quantiteMax)
        }
    }
}
