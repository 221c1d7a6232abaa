import Model

extension LigneProjet {

    /// Where the line goes in the budget, once the council has decided or not.
    func sectionLisible(_ projet: Projet) -> String {
        switch (section, eligible) {
        case (.investissement, _): "Investissement"
        case (.fonctionnement, .siDeliberation):
            projet.decisionPetitMateriel ? "Investissement, par décision du conseil" : "Fonctionnement, sauf décision du conseil"
        case (.fonctionnement, _): "Fonctionnement"
        }
    }
}
