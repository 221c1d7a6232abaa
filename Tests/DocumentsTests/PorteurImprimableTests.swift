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
}
