import HTML
import Model
import Parcours

/// Two to four kits, differences first.
struct ComparaisonPage: Sendable {
    let comparaison: Comparaison
    /// Kits that may be added: the others of the catalogue.
    let autres: [KitResume]

    static let kitsAuPlus = 4

    private var kits: [KitEstime] { comparaison.kits }
    private var codes: [String] { kits.map(\.kit.kit.code) }

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Catalogue", titre: "Comparer des kits",
                chapeau: kits.count < 2
                    ? "Choisissez deux à quatre kits : ce qui les distingue vient d’abord."
                    : "Ce qui les distingue d’abord, ce qu’ils ont en commun ensuite."
            ).html
            if !kits.isEmpty { div(.class("compares")) { KitCard.liste(kits.map { carte($0) }) } }
            choisir
            if kits.count > 1 {
                section(.class("pile", "comparaison")) {
                    h2 { "Ce qui change" }
                    if comparaison.differences.isEmpty {
                        p { "Rien : ces kits sont les mêmes." }
                    } else {
                        tableau("Différences entre les kits", comparaison.differences)
                    }
                }
                if !comparaison.pareilles.isEmpty {
                    details(.class("comparaison")) {
                        summary { text("Ce qui est pareil (\(comparaison.pareilles.count))") }
                        tableau("Points communs des kits", comparaison.pareilles)
                    }
                }
            }
        }
    }

    private func carte(_ estime: KitEstime) -> KitCard {
        let kit = estime.kit
        return KitCard(
            nom: kit.kit.nom, phrase: kit.kit.phrase, lien: Chemin.kit(kit.kit.code).link, image: kit.image, etiquettes: kit.etiquettes,
            prix: estime.reste.map { .apresAides(reste: $0, ttc: kit.totalTTC, partiel: kit.estPartiel) }
                ?? .sansCommune(ttc: kit.totalTTC, choisir: Chemin.commune().link))
    }

    /// One may be taken out, another put in: all by addresses.
    private var choisir: HTML {
        div(.class("filtres")) {
            if !kits.isEmpty {
                ul(.class("etiquettes")) {
                    for kit in kits {
                        li {
                            a(.href(Chemin.comparaison(codes.filter { $0 != kit.kit.kit.code }))) { text("Retirer \(kit.kit.kit.nom)") }
                        }
                    }
                }
            }
            if kits.count < Self.kitsAuPlus, !autres.isEmpty {
                form(.class("parametres"), .method(.get), .action(Chemin.comparaison())) {
                    for code in codes { input(.type("hidden"), .name("kits"), .value(code)) }
                    Field(
                        "kits", kits.isEmpty ? "Un kit" : "Un kit de plus", .select(autres.map { .init($0.code, $0.nom) }),
                        valeur: autres.first?.code
                    ).html
                    Bouton.envoyer(kits.isEmpty ? "Choisir" : "Ajouter", kits.count < 2 ? .principal : .second)
                }
            }
        }
    }

    private func tableau(_ legende: String, _ rangees: [Comparaison.Rangee]) -> HTML {
        DataTable(
            legende: legende, legendeVisible: false,
            colonnes: [.init("Critère", .nom)] + kits.map { .init($0.kit.kit.nom) },
            lignes: rangees.map { rangee in [text(rangee.critere)] + rangee.valeurs.map { text($0) } }
        ).html
    }
}
