import HTML
import Model
import Store

/// Where the kit comes from: who designed it, under which licence, how to have it made near home.
struct KitOrigine {
    let kit: KitResume
    /// The newest first.
    let versions: [VersionKit]
    /// nil: it comes from the programme's own files.
    let provenance: Provenance?

    var html: HTML {
        section(.class("pile"), .id("origine")) {
            h2 { "D’où il vient" }
            DescriptionList(faits: faits).html
        }
    }

    private func concours(_ provenance: Provenance) -> String {
        let quoi = provenance.estLaureate ? "Lauréat du concours" : "Retenu au concours"
        let quand = provenance.publieeLe.map { ", publié le \($0.longFrench)" } ?? ""
        return "\(quoi) «\u{A0}\(provenance.consultation)\u{A0}», proposé par \(provenance.atelier)\(quand)."
    }

    /// Projects keep the version that they were built from.
    private var version: HTML {
        let autres = versions.filter { $0.version != kit.version }
        guard !autres.isEmpty else { return text("\(kit.version), la première") }
        let dites = autres.map { "version \($0.version), \($0.lignes) articles" }.joined(separator: "\u{A0}; ")
        return text("\(kit.version). Avant elle\u{A0}: \(dites). Un projet garde la version avec laquelle il a été composé.")
    }

    private var faits: [(terme: String, valeur: HTML)] {
        var faits: [(terme: String, valeur: HTML)] = []
        if let provenance { faits.append(("Concours", text(concours(provenance)))) }
        if let concepteur = kit.concepteur { faits.append(("Conception", text(concepteur))) }
        if let licence = kit.licencePlans { faits.append(("Plans", text(licence))) }
        if let fabrication = kit.fabrication { faits.append(("Le faire fabriquer près d’ici", text(fabrication))) }
        faits.append(("Version", version))
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
