import Model

extension Exemple {
    /// A loan of two laptops and a printer for a year.
    static func convention(_ nature: Pret.Nature, _ assureur: Pret.Assureur) -> ConventionPret {
        ConventionPret(
            numero: "P-7", editeeLe: LocalDate(2026, 4, 6)!, preteur: porteur,
            pret: Pret(
                pretId: ID(7), operationId: ID(1), intitule: "Espace démarches", nature: nature,
                emprunteur: "CCAS de Bourbon-l’Archambault",
                representant: "sa vice-présidente", adresse: "1 place de l’Hôtel-de-Ville, 03160 Bourbon-l’Archambault",
                objet: "permanences d’aide aux démarches, deux matinées par semaine", lieu: "Salle du CCAS", debut: LocalDate(2026, 5, 1)!,
                fin: LocalDate(2027, 4, 30)!, assureur: assureur, renduLe: nil, valeurTtcCentimes: .euros(1_380), unites: 3),
            lignes: [
                LignePret(libelle: "Ordinateur portable reconditionné", quantite: 2, valeurTtcCentimes: .euros(456)),
                LignePret(libelle: "Multifonction laser A4", quantite: 1, valeurTtcCentimes: .euros(468)),
            ], estAide: true, estIllustratif: true)
    }
}
