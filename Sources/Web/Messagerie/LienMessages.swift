import HTML
import Model
import Store

/// From the porteur's dossier to its messages: what is new there, what is waited for.
struct LienMessages {
    let page: DossierPage

    var html: HTML {
        Panneau("Échanges") {
            if page.messages.attendReponse { Etiquette("La préfecture attend votre réponse", .attente).html }
            p {
                a(.href(CheminMessagerie.messages(page.dossier.operationId, page.dossier.dossierId))) { text(page.messages.phrase) }
            }
        }.html
    }
}
