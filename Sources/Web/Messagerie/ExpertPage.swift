import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    /// Public: the secret of the address is the key. It opens one dossier, while the question stands.
    func expert(_ router: Router<SiteContext>) {
        router.get("avis/:secret") { try await self.demandeAvis($0, $1) }
        router.post("avis/:secret", use: repondreAvis)
        router.get("avis/:secret/pieces/:piece", use: pieceDeLAvis)
    }

    @Sendable private func repondreAvis(_ request: Request, _ context: SiteContext) async throws -> Response {
        let secret = try self.secret(context)
        let form = ReponseAvisForm(context.saisie)
        do {
            let reponse = try form.draft()
            try await FormErrors.recueillir(["avis_motive": "texte"]) {
                try await parcours.database.write(as: .visiteur) { tx in
                    try await DemandeAvis.repondre(secret: secret, reponse.sens, texte: reponse.texte, le: aujourdhui, in: tx)
                }
            }
            return .vers(lien: CheminMessagerie.expert(secret).link, flash: .avisInscrit)
        } catch let erreurs as FormErrors { return try await demandeAvis(request, context, form, erreurs) }
    }

    @Sendable private func pieceDeLAvis(_ request: Request, _ context: SiteContext) async throws -> Response {
        let secret = try self.secret(context)
        let id: ID<Piece> = try context.id("piece", sinon: Self.lienInconnu)
        let contenu = try await parcours.database.read(as: .visiteur) { tx in
            try await DemandeAvis.piece(id, secret: secret, le: aujourdhui, in: tx)
        }
        guard let contenu else { throw Self.lienInconnu }
        return .fichier(contenu.octets, nom: contenu.nomFichier, type: contenu.typeMime)
    }

    private func demandeAvis(
        _ request: Request, _ context: SiteContext, _ form: ReponseAvisForm = .init(), _ erreurs: FormErrors = .init()
    ) async throws -> Response {
        let secret = try self.secret(context)
        let (demande, pieces) = try await parcours.database.read(as: .visiteur) { tx in
            (
                try await DemandeAvis.find(secret: secret, in: tx),
                try await DemandeAvis.pieces(secret: secret, le: aujourdhui, in: tx)
            )
        }
        guard let demande else { throw Self.lienInconnu }
        var reponse = page(context, request, titre: "Donner un avis", erreurs: erreurs) {
            ExpertPage(
                demande: demande, pieces: pieces, secret: secret, jeton: context.jeton, aujourdhui: aujourdhui, form: form, erreurs: erreurs
            ).html
        }
        // The address is the key: no index keeps it. `Referrer-Policy: same-origin`, as everywhere, sends it to no other site.
        reponse.headers[.init("X-Robots-Tag")!] = "noindex"
        return reponse
    }

    private func secret(_ context: SiteContext) throws -> String {
        guard let secret = context.parameters.get("secret"), secret.wholeMatch(of: /[0-9a-f]{64}/) != nil else { throw Self.lienInconnu }
        return secret
    }

    private static let lienInconnu = Refus(
        .introuvable, "Ce lien n’ouvre aucune demande d’avis, ou son délai est passé. Vérifiez qu’il est entier, ou appelez la préfecture.",
        regle: "avis_inconnu")
}

/// What an expert reads, and answers once.
struct ExpertPage {
    let demande: DemandeAvis
    let pieces: [DemandeAvis.PieceJointe]
    let secret: String
    let jeton: String
    let aujourdhui: LocalDate
    let form: ReponseAvisForm
    let erreurs: FormErrors

    private var estOuverte: Bool { demande.closLe == nil && demande.delaiLe >= aujourdhui }

    var html: HTML {
        group {
            PageHeader(
                surtitre: demande.prefecture, titre: "Votre avis sur «\u{A0}\(demande.intitule)\u{A0}»",
                chapeau: "\(demande.porteur), dossier \(demande.dispositif) n°\u{A0}\(demande.numero)"
            ).html
            div(.class("cote")) {
                div(.class("pile")) {
                    Panneau("La question") {
                        p(.class("dit")) { text(demande.question) }
                        p(.class("doux")) { text("\(demande.expert), à rendre au plus tard le \(demande.delaiLe.longFrench).") }
                    }.html
                    estOuverte ? reponse : fermee
                }
                div(.class("pile")) { dossier }
            }
        }
    }

    private var reponse: HTML {
        Panneau("Votre avis") {
            Formulaire(vers: CheminMessagerie.expert(secret).link, jeton: jeton) {
                ReponseAvisChamps(form: form, erreurs: erreurs).html
                p(.class("petit", "doux")) { "Vous répondez une seule fois. Le porteur ne lit pas les avis." }
                Bouton.groupe { Bouton.envoyer("Rendre mon avis") }
            }.html
        }.html
    }

    private var fermee: HTML {
        if let rendu = demande.reponduLe {
            return Notice(.succes, "Votre avis est rendu") { p { text("La préfecture l’a reçu le \(rendu.longFrench). Merci.") } }.html
        }
        return Notice(.attention, "Le délai est passé") {
            p { "L’instruction continue sans cet avis. Pour en parler, appelez la préfecture." }
        }.html
    }

    private var dossier: HTML {
        group {
            Panneau("Le dossier") {
                DescriptionList(faits: [
                    ("Demandeur", text(demande.porteur)), ("Commune d’implantation", text(demande.commune)),
                    ("Coût total HT", text(demande.coutTotalHtCentimes.french)),
                    ("Dépense subventionnable HT", text(demande.depenseSubventionnableCentimes.french)),
                    ("Aide demandée", text(demande.montantDemandeCentimes.french)),
                ]).html
                if !pieces.isEmpty {
                    h3 { "Pièces" }
                    ul {
                        for piece in pieces {
                            li { a(.href(CheminMessagerie.pieceExpert(secret, piece.pieceId))) { text(piece.nomFichier) } }
                        }
                    }
                }
            }.html
            if !demande.autres.value.isEmpty {
                Panneau("Autres avis") {
                    ul {
                        for autre in demande.autres.value {
                            li {
                                text("\(autre.expert)\u{A0}: \(autre.sens.libelle.lowercased())")
                                if let motif = autre.texte { span(.class("motif")) { text(motif) } }
                            }
                        }
                    }
                }.html
            }
        }
    }
}
