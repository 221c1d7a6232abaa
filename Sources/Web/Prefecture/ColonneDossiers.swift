import HTML
import Model
import Store

/// The columns of the list, in the words and the order that agents know (ANCHORS §4); the export writes the same.
enum ColonneDossiers: String, CaseIterable, Sendable {
    case depot, intitule, numero, demandeur, dotation, cout, demande, assiette, retenu, taux, categorie, etat, notification
    case rang, arrondissement, epci, commune, nature, habitants, sollicitees, exercice, recu, repute, complet, programme, decide, ej
    case commencement, achevement, solde

    /// What is shown until the agent chooses.
    static let parDefaut: [Self] = [
        .depot, .intitule, .numero, .demandeur, .dotation, .cout, .demande, .assiette, .retenu, .taux, .categorie, .etat, .notification,
    ]

    /// Those of an agent, in the order of the list; without the title a row would have no name.
    static func choisies(_ codes: [String]?) -> [Self] {
        guard let codes else { return parDefaut }
        let choisies = Set(codes)
        return allCases.filter { $0 == .intitule || choisies.contains($0.rawValue) }
    }

    var titre: String {
        switch self {
        case .depot: "Date de dépôt"
        case .intitule: "Intitulé du projet"
        case .numero: "N°"
        case .demandeur: "Demandeur"
        case .dotation: "Dotation"
        case .cout: "Coût total du projet"
        case .demande: "Montant sollicité"
        case .assiette: "Assiette"
        case .retenu: "Montant retenu"
        case .taux: "Taux de subvention"
        case .categorie: "Catégorie d’opération"
        case .rang: "Rang de priorité"
        case .etat: "Statut"
        case .notification: "Notification"
        case .arrondissement: "Arrondissement"
        case .epci: "EPCI"
        case .commune: "Commune"
        case .nature: "Nature du demandeur"
        case .habitants: "Habitants"
        case .sollicitees: "Dotations sollicitées"
        case .exercice: "Exercice"
        case .recu: "Demande reçue"
        case .repute: "Réputé complet"
        case .complet: "Dossier complet"
        case .programme: "Montant programmé"
        case .decide: "Décision"
        case .ej: "Engagement juridique"
        case .commencement: "Date de commencement"
        case .achevement: "Date d’achèvement"
        case .solde: "Solde"
        }
    }

    var genre: DataTable.Genre {
        switch self {
        case .intitule: .nom
        // A number is never cut, like a date.
        case .depot, .numero, .recu, .repute, .complet, .decide, .commencement, .achevement, .solde: .date
        case .cout, .assiette, .retenu, .programme: .montant
        case .demande: .somme
        case .taux, .habitants, .rang: .nombre
        case .etat, .notification: .etat
        default: .texte
        }
    }

    /// Left out on a phone.
    var estSecondaire: Bool {
        switch self {
        case .depot, .intitule, .demandeur, .demande, .retenu, .etat: false
        default: true
        }
    }

    /// What it holds in a file.
    var contenu: Rapport.Contenu {
        switch self {
        case .exercice: .annee
        case .numero: .texte
        default:
            switch genre {
            case .date: .date
            case .montant, .somme: .montant
            case .nombre: self == .taux ? .taux : .entier
            default: .texte
            }
        }
    }

    /// What the list can be sorted by.
    var tri: TriDossiers.Cle? {
        switch self {
        case .depot: .depot
        case .cout: .cout
        case .demande: .demande
        case .retenu: .retenu
        default: nil
        }
    }

    func cellule(_ ligne: LigneDossier) -> ResultatRapport.Cellule {
        let dossier = ligne.dossier
        return switch self {
        case .depot: .init(dossier.deposeLe)
        case .intitule: .texte(dossier.intitule)
        case .numero: .texte(dossier.numero)
        case .demandeur: .texte(dossier.porteur)
        case .dotation: .texte(dossier.nomCourt)
        case .cout: .montant(dossier.coutTotalHtCentimes)
        case .demande: .montant(dossier.montantDemandeCentimes)
        case .assiette: .montant(dossier.depenseRetenueCentimes ?? dossier.depenseSubventionnableCentimes)
        case .retenu: .init(dossier.montantAccordeCentimes ?? dossier.montantProgrammeCentimes)
        case .taux: .taux(dossier.taux)
        case .etat: .texte(dossier.etat.libelle)
        case .notification: .init(dossier.notification?.texte)
        case .programme: .init(dossier.montantProgrammeCentimes)
        case .ej: .init(dossier.numeroEj)
        case .exercice: .entier(Int64(dossier.exercice))
        case .recu: .init(dossier.recuLe)
        case .repute: .init(dossier.reputeLe)
        case .complet: .init(dossier.completLe)
        case .decide: .init(dossier.decideLe)
        case .commencement: .init(dossier.commenceLe)
        case .achevement: .init(dossier.acheveLe)
        case .solde: .init(dossier.soldeLe)
        default: lieu(ligne)
        }
    }

    private func lieu(_ ligne: LigneDossier) -> ResultatRapport.Cellule {
        switch self {
        case .categorie: .init(ligne.categorie)
        case .rang: ligne.rang.map { .entier(Int64($0)) } ?? .vide
        case .arrondissement: .init(ligne.arrondissement)
        case .epci: .init(ligne.epci)
        case .commune: .texte(ligne.dossier.commune)
        case .nature: .texte(ligne.nature == .commune ? "Commune" : ligne.nature == .epci ? "EPCI" : "Autre")
        case .habitants: .entier(Int64(ligne.population))
        case .sollicitees: .texte(ligne.sollicitees.joined(separator: ", "))
        default: .vide
        }
    }
}

extension ResultatRapport.Cellule {
    fileprivate init(_ date: LocalDate?) { self = date.map(Self.date) ?? .vide }
    fileprivate init(_ montant: Money?) { self = montant.map(Self.montant) ?? .vide }
    fileprivate init(_ texte: String?) { self = texte.map(Self.texte) ?? .vide }
}

extension Dossier {
    /// Whether the applicant knows the decision; nil while there is none.
    var notification: (texte: String, ton: Etiquette.Ton)? {
        if let notifieLe { return ("Notifié le \(notifieLe.french)", .neutre) }
        return [.accepte, .refuse, .classeSansSuite].contains(etat) ? ("À notifier", .attente) : nil
    }
}
