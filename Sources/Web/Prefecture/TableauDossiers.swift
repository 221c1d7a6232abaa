import HTML
import Model

/// The columns that agents know (ANCHORS §4), for one page of the list.
struct TableauDossiers {
    let dossiers: [Dossier]
    let aujourdhui: LocalDate

    var html: HTML {
        DataTable(
            legende: "Dossiers de la sélection", legendeVisible: false,
            colonnes: [
                .init("Date de dépôt", .date), .init("Intitulé du projet", .nom), .init("Demandeur"),
                .init("Dotation", .texte, secondaire: true),
                .init("Coût total HT", .montant, secondaire: true), .init("Montant sollicité", .somme),
                .init("Taux", .nombre, secondaire: true),
                .init("Montant accordé", .montant), .init("État", .etat),
            ], lignes: dossiers.map(ligne)
        ).html
    }

    private func ligne(_ dossier: Dossier) -> [HTML] {
        [
            text(dossier.deposeLe?.french ?? ""), projet(dossier), demandeur(dossier), text(dossier.nomCourt),
            text(dossier.coutTotalHtCentimes.frenchEuros), text(dossier.montantDemandeCentimes.french), text(dossier.taux.french),
            text(dossier.montantAccordeCentimes?.french ?? ""),
            EtatInstruction(dossier, le: aujourdhui).html,
        ]
    }

    private func projet(_ dossier: Dossier) -> HTML {
        group {
            a(.href(Chemin.instruction(dossier.dossierId))) { text(dossier.intitule) }
            span(.class("motif")) { text(dossier.numero) }
        }
    }

    /// An intercommunality's equipment is somewhere: the commune is said too.
    private func demandeur(_ dossier: Dossier) -> HTML {
        group {
            text(dossier.porteur)
            if !dossier.porteur.contains(dossier.commune) { span(.class("motif")) { text("à \(dossier.commune)") } }
        }
    }
}
