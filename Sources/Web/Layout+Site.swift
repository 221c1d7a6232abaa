import Foundation
import HTML
import Hummingbird
import Model

/// The places of the main navigation.
enum Rubrique { case aucune, accueil, aFaire, catalogue, projets, instruction, programmation, enveloppes, rapports, concours, achats }

extension Site {
    /// The frame of a page for who is asking.
    func page(
        _ context: some PageContext, _ request: Request, titre: String, rubrique: Rubrique = .aucune, fil: [Breadcrumb.Etape] = [],
        erreurs: FormErrors = .init(), largeur: Layout.Largeur = .normale, script: Link? = nil, status: HTTPResponse.Status = .ok,
        @HTMLBuilder contenu: () -> HTML
    ) -> Response {
        let flash = request.cookies[Flash.cookie].flatMap { Flash(rawValue: $0.value) }
        let layout = Layout(
            titre: titre, enErreur: !erreurs.isEmpty, navigation: navigation(context.site.agent, rubrique),
            commune: commune(context.site), compte: compte(context.site),
            connexion: context.site.agent == nil ? Chemin.connexion.link : nil,
            fil: fil, flash: flash.map { FlashMessage(texte: $0.phrase) }, provenance: Site.provenance, pied: pied(context.site.agent),
            largeur: largeur,
            script: script)
        let html = layout.page {
            ErrorSummary(erreurs: erreurs).html
            contenu()
        }
        var response = Response(page: html, status: erreurs.isEmpty ? status : .unprocessableContent)
        if flash != nil { response.setCookie(Cookie(name: Flash.cookie, value: "", maxAge: 0, path: "/", httpOnly: true)) }
        return response
    }

    static let provenance =
        "Prix indicatifs HT de juin 2025, à titre d’illustration. Taux d’aide : règles datées et projets réels de 2018-2019 (DGCL)."

    /// Beside a commune's name, the head has no room for more.
    private func pied(_ agent: Agent?) -> [Layout.Entree] {
        (agent == nil
            ? []
            : [
                Layout.Entree(libelle: "Achats groupés", lien: CheminConcours.lots.link),
                Layout.Entree(libelle: "Mes courriels", lien: CheminMessagerie.courriels.link),
            ]) + Site.pied
    }

    private static let pied: [Layout.Entree] = [
        .init(libelle: "Qui fait quoi", lien: Chemin.aide.link), .init(libelle: "Les règles", lien: Chemin.regles().link),
        .init(libelle: "Concours d’innovation", lien: CheminConcours.accueil.link),
        .init(libelle: "Accessibilité", lien: Chemin.accessibilite.link),
    ]

    private func navigation(_ agent: Agent?, _ rubrique: Rubrique) -> [Layout.Entree] {
        let catalogue = Layout.Entree(libelle: "Catalogue", lien: Chemin.catalogue().link, active: rubrique == .catalogue)
        let enveloppes = Layout.Entree(libelle: "Enveloppes", lien: Chemin.enveloppes.link, active: rubrique == .enveloppes)
        let rapports = Layout.Entree(libelle: "Rapports", lien: Chemin.rapports.link, active: rubrique == .rapports)
        let concours = Layout.Entree(libelle: "Concours", lien: CheminConcours.accueil.link, active: rubrique == .concours)
        let achats = Layout.Entree(libelle: "Achats groupés", lien: CheminConcours.lots.link, active: rubrique == .achats)
        switch agent?.role {
        case .concepteur: return [concours, catalogue]
        case nil: return [catalogue]
        case .secretaire:
            return [catalogue, Layout.Entree(libelle: "Mes projets", lien: Chemin.operations.link, active: rubrique == .projets)]
        case .instructeur:
            let liste = Layout.Entree(libelle: "Dossiers", lien: Chemin.prefecture().link, active: rubrique == .instruction)
            let aFaire = Layout.Entree(libelle: "À faire", lien: CheminBureau.aFaire.link, active: rubrique == .aFaire)
            let programmation = Layout.Entree(
                libelle: "Programmation", lien: CheminProgrammation.accueil.link, active: rubrique == .programmation)
            return [aFaire, liste, programmation, enveloppes, rapports, catalogue]
        case .responsable: return [enveloppes, rapports, achats, concours, catalogue]
        }
    }

    private func commune(_ context: SiteContext) -> Layout.CommuneCourante? {
        guard let agent = context.agent else {
            return .init(nom: context.communeVisiteur.flatMap(Site.nomCookie), choisir: Chemin.commune().link)
        }
        return agent.role == .secretaire ? .init(nom: agent.organisation.nom, choisir: Chemin.organisation.link) : nil
    }

    private func compte(_ context: SiteContext) -> Layout.Compte? {
        context.agent.map { .init(nom: $0.nom, deconnexion: Chemin.deconnexion.link, jeton: context.jeton) }
    }
}

extension Site {
    /// The visitor's cookie is `03036.Bourbon-l'Archambault`, percent-encoded: its name saves a statement on every page.
    static func nomCookie(_ cookie: String) -> String? {
        let parts = cookie.split(separator: ".", maxSplits: 1)
        return parts.count == 2 ? parts[1].removingPercentEncoding : nil
    }
    static func codeCookie(_ cookie: String) -> String? { cookie.split(separator: ".").first.map(String.init) }
}
