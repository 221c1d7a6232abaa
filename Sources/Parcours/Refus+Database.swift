import Model
public import Postgres

extension Refus {
    /// The sentence for a refusal of the database, by the name of its constraint; nil for a bug or an outage.
    public init?(_ error: DatabaseError) {
        guard let regle = error.constraint else {
            if error.sqlState == "42501" {
                self.init(.interdit, "Vous n’avez pas le droit de faire cela.", regle: "42501")
            } else {
                return nil
            }
            return
        }
        guard let sentence = Refus.phrases[regle] ?? Refus.phrasesDuLivre[regle] else { return nil }
        let genre: Genre = error.sqlState == "42501" ? .interdit : error.sqlState == "P0002" ? .introuvable : .impossible
        self.init(genre, Refus.completer(sentence, regle, error.detail), regle: Refus.reglesDuLivre[regle] ?? regle)
    }

    /// Gives the French sentence of a refusal of the database; anything else goes through.
    public static func traduire<R>(_ body: () async throws -> R) async throws -> R {
        do { return try await body() } catch let error as DatabaseError {
            if let refus = Refus(error) { throw refus }
            throw error
        }
    }

    private static func completer(_ sentence: String, _ regle: String, _ detail: String?) -> String {
        guard let detail else { return sentence }
        switch regle {
        case "enveloppe_disponible_insuffisant":
            return Int64(detail).map { "\(sentence) Il reste \(Money(cents: $0).french)." } ?? sentence
        case "dossier_pieces_manquantes":
            return sentence + " Il manque\u{A0}: " + detail.split(separator: ",").joined(separator: ", ") + "."
        case "dossier_reponses_manquantes":
            let libelles = detail.split(separator: "|").map { "«\u{A0}\($0)\u{A0}»" }
            return sentence + " Il manque\u{A0}: " + libelles.joined(separator: ", ") + "."
        case "dossier_section_close", "approbation_attendue", "approbation_renvoyee", "approbation_perimee":
            return sentence + " (\(detail))"
        case "commande_avant_accuse":
            return sentence + " Accusé attendu\u{A0}: \(detail)."
        case "commande_avant_reception":
            return LocalDate(iso: detail).map { sentence + " Demande reçue le \($0.french)." } ?? sentence
        case "ligne_quantite_article":
            let bornes = detail.split(separator: " ")
            return bornes.count == 2 ? sentence + " Choisissez de \(bornes[0]) à \(bornes[1])." : sentence
        case "pret_quantite": return sentence + " Il en reste \(detail)."
        case "operation_prix_figes":
            return LocalDate(iso: detail).map { "Les prix sont figés depuis le \($0.french). \(sentence)" } ?? sentence
        case "gel_prix_non_publie", "gel_sans_devis", "membre_sans_reponse", "membre_refuse_lignes":
            return sentence + " Il s’agit de\u{A0}: \(detail)."
        default: return sentence
        }
    }

    private static let phrases: [String: String] = [
        "commande_avant_depot":
            "Ne commandez pas encore\u{A0}: aucun dossier n’est déposé. Une commande signée avant la réception de votre demande ferait perdre l’aide (CGCT, art. R. 2334-24). Déposez d’abord le dossier.",
        "commande_avant_accuse":
            "Ne commandez pas encore\u{A0}: la préfecture n’a pas accusé réception de votre demande. Une commande signée avant ferait perdre l’aide (CGCT, art. R. 2334-24). Vous pourrez commander dès l’accusé d’enregistrement.",
        "commande_avant_reception":
            "La commande ne peut pas porter une date antérieure à la réception de la demande (CGCT, art. R. 2334-24). Choisissez une date à partir de ce jour.",
        "commande_une_par_operation": "Ce projet est déjà commandé.",
        "commande_vide": "Il n’y a rien à commander\u{A0}: ajoutez d’abord un kit au projet.",
        "commande_fournisseur": "Indiquez le nom du fournisseur, de 2 à 200 caractères.",
        "operation_figee":
            "Un dossier est déposé\u{A0}: l’équipement et l’intitulé ne changent plus. Créez un autre projet pour un autre besoin.",
        "operation_prix_non_publie":
            "Une ligne n’a pas de prix publié. Demandez un devis au fabricant, ou retirez cette option, avant de continuer.",
        "operation_commandee": "Le projet est commandé\u{A0}: l’équipement ne change plus.",
        "operation_prix_figes": "Pour changer l’équipement, reprenez d’abord la composition depuis la page du projet.",
        "ligne_quantite": "La quantité est un nombre entier, à partir de 1.",
        "ligne_quantite_entiere": "La quantité est un nombre entier, à partir de 1.",
        "ligne_quantite_article": "Cette quantité n’est pas possible pour cet article.",
        "ligne_fonction": "Cet article ne sert pas à la même chose\u{A0}: choisissez-en un de la liste.",
        "ligne_remplacement": "Cet article est celui qui était prévu. Annulez plutôt le remplacement.",
        "ligne_article_seul": "Cet article est déjà dans le projet, hors des kits\u{A0}: changez plutôt sa quantité.",
        "ligne_motif": "Écrivez le motif, de 5 à 500 caractères\u{A0}: il figurera dans la note explicative.",
        "ligne_libelle": "La désignation compte de 1 à 300 caractères.",
        "ligne_compte_section":
            "Le compte M57 et la section ne vont pas ensemble\u{A0}: un compte d’investissement commence par 2, un compte de fonctionnement par 6.",
        "gel_vide": "Il n’y a rien à figer\u{A0}: ajoutez d’abord un kit ou un article.",
        "gel_prix_non_publie":
            "Des lignes n’ont pas de prix publié. Saisissez le prix du devis, remplacez-les par un article qui a un prix, ou retirez-les.",
        "gel_sans_devis": "Des lignes libres n’ont pas leur devis. Joignez-le à chacune, ou retirez-les.",
        "gel_absent": "Les prix ne sont pas figés.",
        "gel_motif": "Écrivez pourquoi, de 5 à 500 caractères.",
        "gel_immuable": "Des prix figés ne changent pas\u{A0}: reprenez la composition, puis figez-les de nouveau.",
        "membre_sans_reponse":
            "Des communes n’ont pas répondu à l’invitation. Attendez leur réponse, ou retirez-les du projet.",
        "membre_refuse_lignes":
            "Des lignes restent attribuées à une commune qui a refusé. Attribuez-les autrement, ou retirez-les.",
        "membre_commune_inconnue": "Cette commune n’existe pas au 1er janvier 2026. Vérifiez son nom ou son code INSEE.",
        "membre_unique": "Cette commune participe déjà au projet.",
        "membre_inconnu": "Cette invitation n’existe pas, ou elle n’est pas pour votre commune.",
        "membre_apres_gel": "Les prix sont figés\u{A0}: la réponse ne change plus. Parlez-en à la collectivité qui mène le projet.",
        "membre_poids": "Le poids d’une commune invitée est un nombre entier, à partir de 1.",
        "membre_poids_borne": "Le poids est un nombre entier, de 0 à 10\u{202F}000\u{202F}000.",
        "membre_message": "Le message compte 500 caractères au plus.",
        "ligne_membre": "Cette commune ne participe pas au projet.",
        "panier_unique": "Vous avez déjà un panier de ce nom.",
        "panier_nom": "Le nom du panier compte de 3 à 120 caractères.",
        "panier_note": "La note compte 1\u{202F}000 caractères au plus.",
        "panier_propose": "Seule une intercommunalité propose un panier à ses communes.",
        "panier_ligne_quantite": "La quantité est un nombre entier, à partir de 1.",
        "pret_quantite": "Cet équipement est déjà prêté, ou vous n’en avez pas autant.",
        "pret_ligne_etrangere": "Cet équipement n’est pas, ou n’est plus, dans le projet.",
        "pret_emprunteur": "Le nom de l’emprunteur compte de 2 à 200 caractères.",
        "pret_representant": "Le nom de la personne qui signe compte de 2 à 200 caractères.",
        "pret_adresse": "L’adresse compte de 2 à 300 caractères.",
        "pret_objet": "Dites à quoi servira l’équipement, de 5 à 1\u{202F}000 caractères.",
        "pret_lieu": "Le lieu compte de 2 à 200 caractères.",
        "pret_duree": "La fin vient après le début, dix ans plus tard au plus.",
        "pret_rendu": "Le retour ne peut pas précéder le début du prêt.",
        "operation_intitule": "L’intitulé doit compter de 3 à 200 caractères.",
        "operation_lieu_membre": "Le lieu doit être dans une commune membre de votre intercommunalité.",
        "operation_inconnue": Refus.operation.description,
        "dossier_inconnu": Refus.dossier.description,
        "dossier_pieces_manquantes": "Le dossier n’est pas complet.",
        "dossier_reponses_manquantes": "La demande n’est pas complète\u{A0}: répondez à toutes ses questions avant de la déposer.",
        "dossier_reponses_closes":
            "Ce dossier est déposé\u{A0}: ses réponses ne changent plus, sauf si la préfecture demande une correction.",
        "dossier_section_close":
            "La préfecture n’a pas rouvert cette partie de la demande\u{A0}: corrigez seulement celles qu’elle a nommées.",
        "reponse_conflit":
            "Quelqu’un de la mairie a répondu autrement pendant que vous écriviez\u{A0}: rien n’est enregistré. Comparez avec ce qui est affiché, puis enregistrez de nouveau.",
        "reponse_champ_inconnu": "Le formulaire a changé depuis que cette page est ouverte. Rechargez-la\u{A0}: vos réponses y sont.",
        "reponse_choix": "Cette réponse n’est pas dans la liste. Choisissez-en une autre.",
        "reponse_valeur": "Une réponse compte au plus 4\u{202F}000 caractères. Gardez l’essentiel.",
        "approbation_attendue": "L’accord demandé n’est pas encore donné. Attendez-le, ou retirez la demande d’accord.",
        "approbation_renvoyee":
            "Le dossier vous a été renvoyé avec un commentaire. Corrigez-le et demandez de nouveau l’accord, ou retirez la demande d’accord.",
        "approbation_perimee":
            "La demande a changé depuis l’accord. Demandez-le de nouveau, ou retirez la demande d’accord.",
        "approbation_une_ouverte": "Un accord est déjà demandé pour ce dossier. Retirez cette demande avant d’en faire une autre.",
        "approbation_destinataire": "Dites à qui vous demandez l’accord, de 2 à 200 caractères.",
        "approbation_message": "Le message compte 1\u{202F}000 caractères au plus.",
        "approbation_renvoi": "Écrivez en une phrase ce qui est à corriger.",
        "approbation_inconnue": "Ce lien n’est plus valable\u{A0}: il a servi, ou son délai est passé. Demandez-en un autre à la mairie.",
        "approbation_deja_repondue": "Une réponse a déjà été donnée.",
        "approbation_de_soi": "L’accord se donne par quelqu’un d’autre que celui qui le demande.",
        "correction_objet": "Ce qui est à corriger n’est pas dans la liste. Rechargez la page et cochez de nouveau.",
        "preremplissage_numero": "Ce dossier est déjà suivi.",
        "dossier_motif_obligatoire": "Écrivez le motif\u{A0}: il est envoyé au demandeur.",
        "dossier_passage_impossible": "Cette étape n’est plus possible\u{A0}: le dossier a changé d’état. Rechargez la page.",
        "dossier_dates": "Cette date est antérieure à une étape précédente du dossier. Corrigez-la.",
        "vue_liste_nom": "Le nom d’une liste compte de 1 à 60 caractères.",
        "vue_liste_requete": "Cette liste a trop de filtres pour être gardée. Retirez-en.",
        "dossier_decision":
            "Le montant accordé doit être positif et ne pas dépasser la dépense retenue, elle-même au plus égale au coût total.",
        "dossier_montants": "Le montant demandé doit être positif et ne pas dépasser la dépense subventionnable.",
        "enveloppe_disponible_insuffisant": "L’enveloppe du département n’a pas assez de disponible pour ce dossier.",
        "enveloppe_absente": "Aucune enveloppe n’est ouverte pour ce département et cet exercice.",
        "instructeur_requis": "Seule la préfecture du département peut le faire.",
        "porteur_requis": "Seul le porteur du projet peut le faire.",
        "responsable_requis": "Seul le responsable du programme peut le faire.",
        "degagement_excessif": "Il n’y a pas autant à dégager sur ce dossier.",
        "kit_version_utilisee":
            "Cette version du kit est dans un projet\u{A0}: ce dont elle est faite ne change plus. Publiez une nouvelle version.",
        "consultation_close": "La consultation est close\u{A0}: on ne dépose plus, et on ne reprend plus sa proposition.",
        "consultation_dates": "L’ouverture, la clôture et le jury se suivent dans cet ordre.",
        "proposition_vide": "La proposition n’a encore aucun article de base. Ajoutez-en au moins un avant de la déposer.",
        "proposition_passage_impossible": "Cette étape n’est plus possible\u{A0}: la proposition a changé d’état. Rechargez la page.",
        "proposition_motif_obligatoire": "Écrivez le motif en une phrase\u{A0}: il est montré au concepteur.",
        "proposition_inconnue": "Cette proposition n’existe pas, ou elle n’est pas à vous.",
        "concepteur_requis": "Seul l’atelier qui a écrit la proposition peut le faire.",
        "programme_requis": "Seul le responsable du programme peut le faire.",
        "revue_finie": "La revue est finie\u{A0}: les notes ne changent plus.",
        "note_de_soi": "On ne juge pas le travail de son atelier.",
        "avis_de_soi": "On ne juge pas le travail de son atelier.",
        "offre_deja_decidee": "Une de ces lignes a déjà reçu sa réponse. Rechargez la page.",
        "offre_sans_prix": "Cette ligne n’a pas de prix exact en euros\u{A0}: elle ne peut pas être acceptée.",
        "offre_article_inconnu": "Dites quel article du catalogue c’est\u{A0}: son code est sur sa page, comme INF-002.",
        "offre_expiree": "Ce prix n’est plus valable. Refusez la ligne, ou demandez un nouveau catalogue.",
        "offre_inconnue": "Cette ligne n’existe pas dans l’offre. Rechargez la page.",
        "intention_close": "Cet achat groupé est clos\u{A0}: les intentions ne changent plus.",
        "message_brouillon": "Déposez d’abord le dossier\u{A0}: la préfecture ne le voit pas encore.",
        "message_texte": "Un message compte de 2 à 5\u{202F}000 caractères.",
        "message_parti": "Ce message est déjà parti\u{A0}: écrivez-en un autre pour joindre un fichier.",
        "note_texte": "Une note compte de 2 à 5\u{202F}000 caractères.",
        "appel_propos": "Écrivez ce qui s’est dit, en 5\u{202F}000 caractères au plus.",
        "avis_hors_instruction":
            "Un avis se demande une fois le dossier complet, avant la programmation. Rechargez la page pour voir où en est le dossier.",
        "avis_courriel": "Cette adresse ne se lit pas. Écrivez-la comme nom@exemple.fr, ou laissez vide.",
        "avis_delai": "Le délai ne peut pas finir avant la demande.",
        "avis_motive": "Un avis réservé ou défavorable dit pourquoi.",
        "avis_clos": "Cet avis est déjà rendu, ou son délai est passé.",
        "avis_inconnu": "Cet avis n’existe pas, ou il n’est pas à vous.",
        "dossier_avis_commission":
            "L’aide dépasse le seuil de l’avis de la commission d’élus (CGCT, art.\u{A0}L.\u{A0}2334-37). Demandez cet avis et inscrivez-le avant d’accorder.",
        "facteur_requis": "Seul le service d’envoi peut le faire.",
        "simulation_titre": "Le titre compte de 3 à 120 caractères.",
        "simulation_titre_unique": "Une simulation de cette enveloppe porte déjà ce titre. Choisissez-en un autre.",
        "simulation_enveloppe_departement": "Cette enveloppe ne se programme pas\u{A0}: choisissez celle du département.",
        "ligne_hors_enveloppe": "Ce dossier n’est pas une demande de cette enveloppe.",
        "ligne_montant_sous_assiette": "Le montant accordé est supérieur à l’assiette. Corrigez l’un des deux.",
        "ligne_montant_accepte": "Seule une ligne acceptée a un montant.",
        "travail_un_par_simulation": "Un travail est déjà en cours sur cette simulation. Attendez qu’il finisse, ou reprenez-le.",
        "modele_nom_unique": "Un modèle porte déjà ce nom.",
        "document_notifie": "La décision est notifiée\u{A0}: ses documents ne changent plus.",
        "engagement_numero": "Un numéro d’engagement s’écrit en chiffres et en capitales, de 3 à 40 caractères.",
        "engagement_par_numero": "Ce numéro d’engagement est déjà celui d’un autre dossier.",
        "engagement_sans_decision": "Rien n’est accordé à ce dossier\u{A0}: il n’y a pas d’engagement.",
        "mouvement_cle_reutilisee": "Cette opération a déjà été enregistrée avec d’autres montants.",
    ]
}
