import HTML
import Model
import Store

/// One page of the list: the columns of the agent, the totals of the whole selection under their titles, a box to tick on each row.
struct TableauDossiers {
    let liste: ListePrefecture

    private var query: ListeQuery { liste.query }

    var html: HTML {
        DataTable(
            legende: "Dossiers de la sélection", legendeVisible: false,
            colonnes: liste.colonnes.map(entete), lignes: liste.page.lignes.map { ligne in liste.colonnes.map { cellule($0, ligne) } }
        ).html
    }

    private func entete(_ colonne: ColonneDossiers) -> DataTable.Colonne {
        var entete = DataTable.Colonne(colonne.titre, colonne.genre, secondaire: colonne.estSecondaire)
        switch colonne {
        case .cout: entete.total = liste.selection.cout.frenchEuros
        case .demande: entete.total = liste.selection.demande.frenchEuros
        case .retenu: entete.total = liste.selection.accorde.frenchEuros
        default: break
        }
        if let cle = colonne.tri { entete.tri = tri(cle) }
        return entete
    }

    /// The other way when the list already reads that column.
    private func tri(_ cle: TriDossiers.Cle) -> DataTable.Tri {
        let actif = query.tri.cle == cle
        let suivant = TriDossiers(cle, decroissant: !actif || !query.tri.decroissant)
        return .init(
            lien: Chemin.prefecture(query.with { $0.tri = suivant }).link,
            sens: actif ? (query.tri.decroissant ? "descending" : "ascending") : nil)
    }

    private func cellule(_ colonne: ColonneDossiers, _ ligne: LigneDossier) -> HTML {
        let dossier = ligne.dossier
        switch colonne {
        case .intitule: return projet(dossier)
        case .demandeur: return demandeur(dossier)
        case .retenu: return retenu(dossier)
        case .etat: return EtatInstruction(dossier, le: liste.aujourdhui).html
        case .notification: return notification(dossier)
        default:
            switch colonne.cellule(ligne) {
            case .montant(let montant): return text(montant.frenchEuros)
            case .entier(let nombre) where colonne != .exercice: return text(Int(nombre).french)
            case let cellule: return text(cellule.enFrancais(colonne.contenu))
            }
        }
    }

    private func projet(_ dossier: Dossier) -> HTML {
        let id = "choix-\(dossier.dossierId)"
        return group {
            input(
                .id(id), .type("checkbox"), .name("dossier"), .value("\(dossier.dossierId)"),
                .checked(liste.bureau.choisis.contains(dossier.dossierId)))
            label(.for(id), .class("invisible")) { text("Choisir \(dossier.numero)") }
            " "
            a(.href(Chemin.instruction(dossier.dossierId))) { text(dossier.intitule) }
            if !liste.colonnes.contains(.numero) { span(.class("motif")) { text(dossier.numero) } }
        }
    }

    /// An intercommunality's equipment is somewhere: the commune is said too.
    private func demandeur(_ dossier: Dossier) -> HTML {
        group {
            text(dossier.porteur)
            if !dossier.porteur.contains(dossier.commune) { span(.class("motif")) { text("à \(dossier.commune)") } }
        }
    }

    private func notification(_ dossier: Dossier) -> HTML {
        guard let jour = dossier.notifieLe else { return dossier.notification.map { Etiquette($0.texte, $0.ton).html } ?? .empty }
        return group {
            Etiquette("Notifié").html
            span(.class("motif")) { text("le \(jour.french)") }
        }
    }

    private func retenu(_ dossier: Dossier) -> HTML {
        if let accorde = dossier.montantAccordeCentimes { return text(accorde.frenchEuros) }
        guard let programme = dossier.montantProgrammeCentimes else { return .empty }
        return group {
            text(programme.frenchEuros)
            span(.class("motif")) { "provisoire" }
        }
    }
}
