import HTML
import Model
import Store

/// Opens a project: its name and, for an intercommunality, the commune where the equipment will be.
struct NouveauProjetPage: Sendable {
    let kit: KitResume
    let choix: KitChoisi
    /// The member communes of an EPCI; empty when the porteur is a commune.
    let lieux: [CommuneTrouvee]
    let jeton: String
    let form: NouveauProjetForm
    var erreurs = FormErrors()

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Kit «\u{A0}\(kit.nom)\u{A0}»", titre: "Nouveau projet",
                chapeau: lieux.isEmpty
                    ? "Donnez-lui un nom\u{A0}: il figurera sur la délibération et sur le dossier."
                    : "Dites où l’équipement sera installé\u{A0}: c’est la commune que les rapports compteront."
            ).html
            Formulaire(vers: Chemin.operations.link, jeton: jeton) {
                for (nom, valeur) in choix.parametres { if let valeur { input(.type("hidden"), .name(nom), .value(valeur)) } }
                Field("intitule", "Nom du projet", valeur: form.intitule, erreurs: erreurs, longueur: 200).html
                if !lieux.isEmpty {
                    Field(
                        "lieu", "Commune d’implantation",
                        .select([.init("", "Choisissez une commune")] + lieux.map { .init($0.codeInsee, "\($0.nom) (\($0.codeInsee))") }),
                        valeur: form.lieu ?? "", erreurs: erreurs, aide: "Une commune membre de votre intercommunalité."
                    ).html
                }
                Bouton.groupe { Bouton.envoyer("Créer le projet") }
            }.html
        }
    }
}
