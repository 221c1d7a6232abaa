import HTML
import Model

/// Where the kit comes from: who designed it, under which licence, how to have it made near home.
struct KitOrigine {
    let kit: KitResume

    var html: HTML {
        section(.class("pile"), .id("origine")) {
            h2 { "D’où il vient" }
            DescriptionList(faits: faits).html
        }
    }

    private var faits: [(terme: String, valeur: HTML)] {
        var faits: [(terme: String, valeur: HTML)] = []
        if let concepteur = kit.concepteur { faits.append(("Conception", text(concepteur))) }
        if let licence = kit.licencePlans { faits.append(("Plans", text(licence))) }
        if let fabrication = kit.fabrication { faits.append(("Le faire fabriquer près d’ici", text(fabrication))) }
        faits.append(("Version", text("\(kit.version)")))
        faits.append(
            (
                "Données",
                text(
                    kit.natureDonnee == "illustratif"
                        ? "Kit d’exemple composé par Trousse\u{A0}: contenu et prix à titre d’illustration." : kit.natureDonnee)
            ))
        return faits
    }
}
