/// What a model of the préfecture may name between braces, each replaced by the value of the dossier.
public enum Mention: String, Sendable, CaseIterable, Hashable {
    case numeroDossier = "numero_dossier"
    case demandeur
    case demandeurComplet = "demandeur_complet"
    case commune, departement, prefecture, autorite
    case intitule
    case dispositif
    case dispositifCourt = "dispositif_court"
    case exercice
    case coutTotal = "cout_total"
    case assiette
    case assietteLettres = "assiette_lettres"
    case taux
    case montantDemande = "montant_demande"
    case montant
    case montantLettres = "montant_lettres"
    case dateDepot = "date_depot"
    case dateReception = "date_reception"
    case dateCompletude = "date_completude"
    case dateDecision = "date_decision"
    case motif
    case numeroEj = "numero_ej"
    case delaiCommencement = "delai_commencement"
    case delaiAchevement = "delai_achevement"
    case avance

    public var libelle: String {
        switch self {
        case .numeroDossier: "Numéro du dossier"
        case .demandeur: "Nom du demandeur"
        case .demandeurComplet: "Demandeur, avec sa nature (la commune de…)"
        case .commune: "Commune de l’opération"
        case .departement: "Département, avec son article (de l’Allier)"
        case .prefecture: "Préfecture"
        case .autorite: "Qui décide (Le préfet de…)"
        case .intitule: "Intitulé de l’opération"
        case .dispositif: "Dispositif, en toutes lettres"
        case .dispositifCourt: "Dispositif, en sigle"
        case .exercice: "Exercice"
        case .coutTotal: "Coût total HT"
        case .assiette: "Dépense subventionnable HT"
        case .assietteLettres: "Dépense subventionnable, en lettres"
        case .taux: "Taux de la subvention"
        case .montantDemande: "Montant demandé"
        case .montant: "Montant accordé"
        case .montantLettres: "Montant accordé, en lettres"
        case .dateDepot: "Date de dépôt"
        case .dateReception: "Date de réception de la demande"
        case .dateCompletude: "Date à laquelle le dossier est complet"
        case .dateDecision: "Date de la décision"
        case .motif: "Motif du refus ou du classement"
        case .numeroEj: "Numéro d’engagement juridique"
        case .delaiCommencement: "Délai pour commencer (deux ans)"
        case .delaiAchevement: "Délai pour achever (quatre ans)"
        case .avance: "Avance, en pourcentage"
        }
    }
}
