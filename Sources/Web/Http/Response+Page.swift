import Foundation
import HTML
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A whole page in one buffer.
    init(page: HTML, status: HTTPResponse.Status = .ok) {
        self.init(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: page.bytes)))
    }

    /// One JSON document, its keys in order.
    init(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        self.init(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }

    /// After a POST that succeeded: 303 to a place of the site.
    static func vers(_ chemin: Chemin, flash: Flash? = nil) -> Response {
        .vers(lien: chemin.link, flash: flash)
    }

    static func vers(lien: Link, flash: Flash?) -> Response {
        var response = Response.redirect(to: lien.description, type: .normal)
        if let flash {
            response.setCookie(Cookie(name: Flash.cookie, value: flash.rawValue, maxAge: 30, path: "/", httpOnly: true, sameSite: .lax))
        }
        return response
    }

    /// A file to keep, shown by the browser when it can.
    static func fichier(_ octets: some Sequence<UInt8>, nom: String, type: String, telecharger: Bool = false) -> Response {
        let ascii = String(nom.unicodeScalars.filter { $0.isASCII && $0 != "\"" && $0 != "\\" && $0.value >= 32 }.map(Character.init))
        let encoded = nom.utf8.map { byte in
            byte.isUnreserved ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
        // Nothing runs, nothing is fetched. Not `sandbox` for a PDF: browsers would refuse to show it.
        let csp = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        return Response(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "private, no-store",
                .contentSecurityPolicy: type == "application/pdf"
                    ? csp : csp + "; sandbox",
                HTTPField.Name("Cross-Origin-Resource-Policy")!: "same-origin",
                .contentDisposition: "\(telecharger ? "attachment" : "inline"); filename=\"\(ascii)\"; filename*=UTF-8''\(encoded)",
            ], body: .init(byteBuffer: ByteBuffer(bytes: octets)))
    }
}

extension UInt8 {
    fileprivate var isUnreserved: Bool {
        (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self) || [45, 46, 95, 126].contains(self)
    }
}

/// What was just done, said once on the next page. The cookie carries a word of this list, never a sentence.
enum Flash: String, CaseIterable {
    static let cookie = "trousse_flash"
    case messageEnvoye, noteGardee, appelNote, avisDemande, avisInscrit, rythmeGarde, courrielsRelances
    case kitAjoute, kitRetire, projetModifie, prixRepris, pieceAjoutee, pieceRetiree, pieceEnAttente, listePieces, deliberationGardee,
        deliberationReprise, piecesEcrites,
        dossierDepose,
        dossierComplet, choixGardes, planConseille
    case correctionDemandee, dossierCorrige, decisionPrise, papiersEcrits, papierManquant, commencementDeclare, decisionLue,
        achevementDeclare, demandeRetiree, commandePassee, connecte,
        communeChangee, articleAjoute, ligneEnregistree, ligneRetiree, ligneRemplacee, remplacementAnnule, prixFiges, compositionReprise,
        prixActualises, communeInvitee, communeRetiree, partsEnregistrees, invitationAcceptee, invitationRefusee,
        pretConclu, pretRendu, panierGarde, panierPris, panierRetire,
        listeGardee, listeRetiree, colonnesGardees, actesFaits, acteFait,
        consultationOuverte, propositionGardee, avisGarde, passageFait, lotOuvert, intentionGardee, offreDecidee, propositionPrise
    case reponsesGardees, reponsesReprises, accordDemande, accordRetire, accordDonne, accordRenvoye, preremplissageFait,
        preremplissageSuivi, simulationCreee, simulationSupprimee, lignesEnregistrees, enveloppeRemplie, decisionsNotifiees, pageClassee,
        pageJetee,
        modeleEnregistre, engagementInscrit

    var phrase: String {
        switch self {
        case .messageEnvoye: "Le message est envoyé."
        case .noteGardee: "La note est gardée. Le porteur ne la lit pas."
        case .appelNote: "L’appel est noté."
        case .avisDemande: "L’avis est demandé. Le dossier attend la réponse."
        case .avisInscrit: "L’avis est enregistré."
        case .rythmeGarde: "C’est noté."
        case .courrielsRelances: "Ils repartent dans la minute."
        case .kitAjoute: "Le kit est dans votre projet, à son prix d’aujourd’hui."
        case .kitRetire: "Le kit est retiré du projet."
        case .projetModifie: "Le projet est enregistré."
        case .choixGardes: "Vos choix sont gardés\u{A0}: ce plan est le vôtre."
        case .planConseille: "Le plan est de nouveau celui que Trousse conseille."
        case .prixRepris: "Les prix de votre devis sont repris."
        case .pieceAjoutee: "La pièce est enregistrée."
        case .pieceRetiree: "La pièce est retirée."
        case .pieceEnAttente: "La pièce est enregistrée. Elle s’ouvrira, et comptera, dès que l’antivirus aura répondu."
        case .deliberationGardee: "Le texte de la délibération est enregistré."
        case .deliberationReprise: "La délibération est de nouveau celle de Trousse."
        case .listePieces: "La liste des pièces est à jour."
        case .piecesEcrites: "Les pièces sont écrites. Relisez-les avant de déposer."
        case .decisionLue: "La préfecture sait que vous avez lu la décision."
        case .achevementDeclare: "L’achèvement est déclaré. Vous pouvez demander le solde."
        case .demandeRetiree: "La demande est retirée. Le projet reste le vôtre."
        case .dossierDepose: "Le dossier est déposé et enregistré ce jour."
        case .dossierComplet: "Le dossier est complet et l’accusé de complétude est écrit."
        case .correctionDemandee: "La correction est demandée au porteur."
        case .dossierCorrige: "La correction est envoyée à la préfecture."
        case .decisionPrise: "La décision est enregistrée."
        case .papiersEcrits: "Les papiers du dossier sont écrits."
        case .papierManquant: "L’acte est enregistré, mais son papier n’a pas pu être écrit. Écrivez-le depuis la liste des pièces."
        case .commencementDeclare: "Le commencement est déclaré à la préfecture."
        case .commandePassee: "La commande est passée et le bon de commande est écrit."
        case .connecte: "Vous êtes connecté."
        case .articleAjoute: "L’article est dans votre projet, à son prix d’aujourd’hui."
        case .ligneEnregistree: "La ligne est enregistrée."
        case .ligneRetiree: "La ligne est retirée du projet."
        case .ligneRemplacee: "L’article est remplacé. Le motif figurera dans la note explicative."
        case .remplacementAnnule: "L’article prévu est de retour, à son prix d’alors."
        case .prixFiges: "Les lignes et les prix sont figés à ce jour."
        case .compositionReprise: "Les prix ne sont plus figés\u{A0}: vous pouvez changer l’équipement."
        case .prixActualises: "Les lignes sont aux prix d’aujourd’hui."
        case .communeInvitee: "La commune est invitée. Elle trouvera l’invitation dans ses projets."
        case .communeRetiree: "La commune est retirée du projet."
        case .partsEnregistrees: "Les parts sont recalculées."
        case .invitationAcceptee: "Vous participez au projet. La commune qui le mène le voit."
        case .invitationRefusee: "Vous ne participez pas au projet. La commune qui le mène le voit."
        case .pretConclu: "Le prêt est enregistré. Imprimez la convention, et faites-la signer."
        case .pretRendu: "L’équipement est rendu\u{A0}: vous pouvez le prêter de nouveau."
        case .panierGarde: "Le panier est gardé. Vous le retrouvez dans vos paniers."
        case .panierPris: "Le panier est dans votre projet, aux prix d’aujourd’hui."
        case .panierRetire: "Le panier est retiré."
        case .listeGardee: "La liste est gardée sous son nom."
        case .listeRetiree: "La liste n’est plus gardée. Les dossiers n’ont pas changé."
        case .colonnesGardees: "Ces colonnes sont les vôtres, à l’écran et dans vos exports."
        case .actesFaits: "C’est fait pour tous les dossiers qui le pouvaient."
        case .acteFait: "C’est fait, et inscrit dans l’histoire du dossier."
        case .consultationOuverte: "La consultation est enregistrée. Les concepteurs la verront à son ouverture."
        case .propositionGardee: "La proposition est enregistrée."
        case .avisGarde: "Votre avis est gardé."
        case .passageFait: "C’est fait, et inscrit dans l’histoire de la proposition."
        case .lotOuvert: "L’achat groupé est ouvert aux communes."
        case .intentionGardee: "Votre intention est enregistrée. Ce n’est pas une commande."
        case .offreDecidee: "C’est décidé, et gardé avec votre note."
        case .propositionPrise: "La proposition est dans votre projet, aux prix d’aujourd’hui."
        case .reponsesGardees: "Vos réponses sont enregistrées."
        case .reponsesReprises: "Les réponses qui restent vraies sont reprises. Relisez-les."
        case .accordDemande: "L’accord est demandé. Le dossier attend la réponse avant d’être déposé."
        case .accordRetire: "L’accord n’est plus demandé\u{A0}: le dossier n’attend plus personne."
        case .accordDonne: "Votre accord est enregistré. La mairie peut déposer le dossier."
        case .accordRenvoye: "Le dossier est renvoyé à la mairie, avec votre commentaire."
        case .preremplissageFait: "Le dossier est prérempli sur Démarche numérique."
        case .preremplissageSuivi: "L’état sur Démarche numérique est à jour."
        case .simulationCreee: "La simulation est créée."
        case .simulationSupprimee: "La simulation est supprimée."
        case .lignesEnregistrees: "Les lignes sont enregistrées."
        case .enveloppeRemplie: "L’enveloppe est remplie selon vos critères."
        case .decisionsNotifiees: "Les décisions sont notifiées\u{A0}: les documents signés sont dans les dossiers."
        case .pageClassee: "La page est classée dans son dossier."
        case .pageJetee: "La page est jetée."
        case .modeleEnregistre: "La nouvelle version du modèle est enregistrée."
        case .engagementInscrit: "Le numéro d’engagement est inscrit."
        case .communeChangee: "Les prix sont maintenant ceux de cette commune."
        }
    }
}
