import Model
import Planner
import Store

/// Everything that an application says and that nobody types: the porteur, the operation, the plan, the other demands.
struct Connaissances {
    let dossier: Dossier
    let faits: FaitsDemande
    let plan: Plan?
    let demarche: Demarche?
    let date: LocalDate
    let referentiel: Referentiel

    var valeurs: [FormulaireDemande.Connu: ValeurConnue] {
        porteur.merging(projet) { $1 }.merging(financement) { $1 }.merging(demandes) { $1 }
    }

    private var porteur: [FormulaireDemande.Connu: ValeurConnue] {
        var valeurs: [FormulaireDemande.Connu: ValeurConnue] = [
            .porteurNature: .init(valeur: faits.nature == .epci ? "EPCI" : "Commune", source: "votre compte"),
            .porteurNom: .init(valeur: faits.nom, source: "votre compte"),
            .porteurCode: .init(valeur: faits.code, source: "INSEE, 1er janvier 2026"),
            .porteurDepartement: .init(valeur: faits.departement, source: "INSEE, 1er janvier 2026"),
            .contactFonction: .init(valeur: "Secrétariat de mairie", source: "votre compte"),
        ]
        valeurs[.porteurEPCI] = faits.epci.map { .init(valeur: $0, source: "DGCL, 1er janvier 2026") }
        valeurs[.porteurArrondissement] = faits.arrondissement.map { .init(valeur: $0, source: "INSEE, 2024") }
        valeurs[.contactNom] = faits.contactNom.map { .init(valeur: $0, source: "votre compte") }
        valeurs[.contactCourriel] = faits.contactCourriel.map { .init(valeur: $0, source: "votre compte") }
        return valeurs
    }

    private var projet: [FormulaireDemande.Connu: ValeurConnue] {
        var valeurs: [FormulaireDemande.Connu: ValeurConnue] = [
            .intitule: .init(valeur: dossier.intitule, source: "le projet"),
            .objet: .init(valeur: faits.objet.isEmpty ? dossier.intitule : faits.objet, source: "le projet"),
            .lieu: .init(valeur: "\(dossier.commune) (\(dossier.codeInsee))", source: "le projet"),
        ]
        if faits.communes.count > 1 {
            valeurs[.communes] = .init(valeur: faits.communes.joined(separator: ", "), source: "les communes du projet")
        }
        if let plan {
            let calendrier = DossierImprimable.Calendrier(plan, livraison: faits.livraisonPrevue, depuis: dossier.deposeLe ?? date)
            for (cle, jour) in [(FormulaireDemande.Connu.commencement, calendrier.commande), (.achevement, calendrier.achevement)] {
                valeurs[cle] = .init(valeur: "\(jour)", texte: jour.longFrench, source: "le calendrier du plan")
            }
        }
        return valeurs
    }

    private var financement: [FormulaireDemande.Connu: ValeurConnue] {
        var valeurs = [
            FormulaireDemande.Connu.cout: montant(dossier.coutTotalHtCentimes), .base: montant(dossier.depenseSubventionnableCentimes),
            .montant: montant(dossier.montantDemandeCentimes),
            .taux: ValeurConnue(valeur: dossier.taux.french, source: "le plan de financement"),
        ]
        if let plan {
            valeurs[.autofinancement] = montant(plan.autofinancementHT)
            let autres = plan.financements.filter { $0.dispositif != dossier.dispositif }.map { part in
                "\(referentiel.dispositif(part.dispositif)?.nom ?? part.dispositif)\u{A0}: \(part.montant.french)"
                    + (part.statut == .acquis ? " (obtenu)" : " (demandé)")
            }
            valeurs[.cofinanceurs] = .init(
                valeur: autres.isEmpty ? "Aucun" : autres.joined(separator: "\u{A0}; "), source: "le plan de financement")
        }
        return valeurs
    }

    private var demandes: [FormulaireDemande.Connu: ValeurConnue] {
        let autres = faits.autres.isEmpty ? "Aucune" : faits.autres.joined(separator: "\u{A0}; ")
        return [
            .autres: .init(valeur: autres, source: "vos projets"),
            .rang: .init(valeur: "\(min(faits.rang, 10))", source: "l’ordre de vos demandes"), .categorie: categorie,
        ]
    }

    /// The wording of the département's list that suits digital equipment: by its rule, then by the words of the list.
    private var categorie: ValeurConnue {
        let regle = referentiel.regle(dossier.dispositif, departement: dossier.departementCode, exercice: dossier.exercice)
        let usuel =
            regle?.categorie(pour: .pointNumerique)?.libelle ?? regle?.libelleRepli
            ?? referentiel.regle(dossier.dispositif, departement: "FR", exercice: dossier.exercice)?.libelleRepli
            ?? "Développement du numérique et de la téléphonie mobile"
        let options = demarche?.options(.categorie, dispositif: dossier.dispositif, departement: dossier.departementCode) ?? []
        let liste = options.contains(usuel) || options.isEmpty ? usuel : options.first { $0.parleDuNumerique } ?? usuel
        return .init(
            valeur: liste, source: options.isEmpty ? regle?.source ?? "la liste nationale" : "la liste de votre préfecture", choix: options)
    }

    private func montant(_ montant: Money) -> ValeurConnue {
        .init(valeur: montant.decimal, texte: montant.french, source: "le plan de financement")
    }
}

extension String {
    fileprivate var parleDuNumerique: Bool {
        let mots = lowercased()
        return ["numérique", "services au public", "équipements communaux", "mairie"].contains { mots.contains($0) }
    }
}
