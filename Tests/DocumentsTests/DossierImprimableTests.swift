import Foundation
import Model
import Testing

@Suite("Le nom d’un porteur")
struct PorteurImprimableTests {
    @Test(
        "s’accorde dans son titre et dans la phrase",
        arguments: [
            (.commune, "Bourbon-l’Archambault", "Commune de Bourbon-l’Archambault", "la commune de Bourbon-l’Archambault"),
            (.commune, "Ygrande", "Commune d’Ygrande", "la commune d’Ygrande"),
            (.commune, "Le Vernet", "Commune du Vernet", "la commune du Vernet"),
            (.commune, "Les Fins", "Commune des Fins", "la commune des Fins"),
            (.commune, "La Chapelle", "Commune de La Chapelle", "la commune de La Chapelle"),
            (
                .epci, "CC du Bocage Bourbonnais", "Communauté de communes du Bocage Bourbonnais",
                "la communauté de communes du Bocage Bourbonnais"
            ),
            (.epci, "Bordeaux Métropole", "Bordeaux Métropole", "Bordeaux Métropole"),
            (.syndicat, "Syndicat du Val de Besbre", "Syndicat du Val de Besbre", "le syndicat du Val de Besbre"),
        ] as [(NaturePorteur, String, String, String)])
    func designation(_ nature: NaturePorteur, _ nom: String, _ titre: String, _ phrase: String) {
        let porteur = PorteurImprimable(nature: nature, nom: nom, departement: "Allier")
        #expect(porteur.designation == titre)
        #expect(porteur.dansLaPhrase == phrase)
    }
}

@Suite("Les mentions légales")
struct CadreLegalTests {
    @Test("nomment le paramètre qui manque au lieu d’inventer un nombre")
    func manque() throws {
        let parametres = Parametres([
            Parametre(
                cle: "detr.commission.avis_above", valeur: "100000", du: LocalDate(2018, 1, 1)!, au: nil, source: "LF 2018", confiance: .vu)
        ])
        let jour = LocalDate(2026, 1, 12)!
        #expect(throws: ParametreManquant(cle: "complete.months", date: jour)) { try CadreLegal(parametres, reception: jour, arrete: jour) }
    }

    @Test("prennent la complétude au jour de la réception, le reste au jour de l’arrêté")
    func deuxDates() throws {
        let parametres = Parametres(
            [
                ("start.max_years", "2"), ("start.prorogation_years", "1"), ("finish.max_years", "4"), ("finish.prorogation_years", "2"),
                ("pay.avance", "0.30"), ("pay.acomptes_max", "0.80"), ("state.cap", "0.80"), ("own_share.min", "0.20"),
                ("pub.plan_days", "15"), ("late.days", "30"), ("detr.commission.avis_above", "100000"),
            ].map { Parametre(cle: $0.0, valeur: $0.1, du: LocalDate(2026, 1, 1)!, au: nil, source: "", confiance: .vu) } + [
                Parametre(
                    cle: "complete.months", valeur: "3", du: LocalDate(2002, 12, 28)!, au: LocalDate(2025, 12, 31), source: "",
                    confiance: .vu)
            ])
        let cadre = try CadreLegal(parametres, reception: LocalDate(2025, 12, 31)!, arrete: LocalDate(2026, 5, 4)!)
        #expect(cadre.completudeMois == 3)
        #expect(cadre.avance == .percent(30))
        #expect(cadre.avisCommissionAuDessus == .euros(100_000))
    }
}
