import Model

extension TerritoireFiles {
    /// Each with its communes, no commune twice; those of Mayotte have none in the source.
    func arrondissements(departements: Set<String>, communes: Set<String>) -> [Arrondissement] {
        let file = SemicolonFile(
            root: root, name: "territoire/arrondissements.csv", header: "code;nom;departement;communes", errors: errors)
        var seen: Set<String> = []
        var placees: Set<String> = []
        return file.rows { row in
            let (code, nom, departement) = (row.text(0, "code"), row.text(1, "nom"), row.text(2, "departement"))
            guard let code, let nom, let departement, let liste = row.text(3, "communes"), isNew(code, in: &seen, row) else { return nil }
            if !departements.contains(departement) { row.report("département inconnu\u{A0}: «\u{A0}\(departement)\u{A0}»") }
            let siennes = liste.split(separator: " ").map(String.init)
            for commune in siennes {
                if !communes.isEmpty, !communes.contains(commune) { row.report("commune inconnue\u{A0}: «\u{A0}\(commune)\u{A0}»") }
                if !placees.insert(commune).inserted { row.report("«\u{A0}\(commune)\u{A0}» est déjà dans un arrondissement") }
            }
            return Arrondissement(code: code, nom: nom, departementCode: departement, communes: siennes)
        }
    }
}
