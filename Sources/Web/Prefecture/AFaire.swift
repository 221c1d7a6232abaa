import HTML
import Model
import Store

/// What waits for the agent, first thing on the page; each count leads to its dossiers.
struct AFaire {
    let liste: ListePrefecture

    private struct Tache {
        let nombre: Int
        let libelle: String
        let precision: String
        let etat: EtatDossier
    }

    var html: HTML {
        section(.class("pile"), .ariaLabelledby("a-faire")) {
            h2(.id("a-faire")) { "À faire" }
            if taches.isEmpty {
                p { "Rien ne vous attend\u{A0}: tous les dossiers déposés sont décidés ou chez leur porteur." }
            } else {
                ul(.class("comptes")) { for tache in taches { li { carte(tache) } } }
            }
            if !proches.isEmpty { echeances }
        }
    }

    private var taches: [Tache] {
        let groupes = liste.groupes
        return [
            tache(.recu, "à trouver complets", proches.first.map { premier($0.terme) }),
            tache(.complet, "à décider", "\(groupes.etat(.complet).demande.frenchEuros) sollicités"),
            tache(.aCorriger, "chez leur porteur", "correction demandée, délai suspendu"),
        ].compactMap(\.self)
    }

    private func tache(_ etat: EtatDossier, _ libelle: String, _ precision: String?) -> Tache? {
        let nombre = liste.groupes.etat(etat).nombre
        return nombre == 0 ? nil : Tache(nombre: nombre, libelle: libelle, precision: precision ?? "", etat: etat)
    }

    private func premier(_ terme: LocalDate) -> String {
        terme <= liste.aujourdhui
            ? "le plus ancien réputé complet depuis le \(terme.french)" : "le premier réputé complet \(liste.aujourdhui.dans(terme))"
    }

    private func carte(_ tache: Tache) -> HTML {
        a(.href(Chemin.prefecture(ListeQuery(etat: tache.etat))), .class(tache.etat == .aCorriger ? "calme" : nil)) {
            span(.class("compte-nombre")) { text("\(tache.nombre)") }
            span {
                strong { text(tache.libelle) }
                span(.class("motif")) { text(tache.precision) }
            }
        }
    }

    /// The received dossiers by the day when silence makes them complete.
    private var proches: [(dossier: Dossier, terme: LocalDate)] {
        liste.urgents.compactMap { dossier in
            guard case .reputeLe(let terme) = dossier.completude else { return nil }
            return (dossier, terme)
        }.sorted { $0.terme < $1.terme }
    }

    private var echeances: HTML {
        group {
            h3 { "Réputés complets sans réponse de votre part" }
            ul(.class("echeances")) {
                for (dossier, terme) in proches.prefix(3) {
                    li {
                        span {
                            strong { text(terme.french) }
                            text(", \(liste.aujourdhui.dans(terme))")
                        }
                        a(.href(Chemin.instruction(dossier.dossierId))) { text(dossier.intitule) }
                        span(.class("doux")) {
                            text("\(dossier.porteur), \(dossier.nomCourt), \(dossier.montantDemandeCentimes.frenchEuros)")
                        }
                    }
                }
            }
        }
    }
}
