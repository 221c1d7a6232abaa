import HTML

/// The picture of a kit, made of its own parts.
struct KitPicture {
    struct Ligne {
        let code: String
        let libelle: String
        let quantite: Int
    }

    let lignes: [Ligne]

    var html: HTML { svg(.init("viewBox", "0 0 320 150"), .role("img")) { svgTitle { "Kit" } } }
}
