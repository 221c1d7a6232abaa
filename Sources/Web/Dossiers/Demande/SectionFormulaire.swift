import HTML
import Model

/// One section of the form: its facts, its questions, then what is usual or optional, folded.
struct SectionFormulaire {
    let page: FormulairePage
    let section: FormulaireDemande.Section

    private var demande: DemandeRemplie { page.demande }

    var html: HTML {
        Panneau(section.titre, id: "section-\(section.code)") {
            p { Etiquette(demande.etat(section)).html }
            contenu
        }.html
    }

    /// Nothing is left to answer there: closed, with its state.
    var repliee: HTML {
        details(.id("section-\(section.code)")) {
            summary {
                strong { text(section.titre) }
                " "
                Etiquette(demande.etat(section)).html
            }
            contenu
        }
    }

    private var contenu: HTML {
        div(.class("formulaire")) {
            if let pourquoi = section.pourquoi { p(.class("doux")) { text(pourquoi) } }
            for champ in questions { field(champ) }
            if !faits.isEmpty { DescriptionList(faits: faits).html }
            if !habituelles.isEmpty {
                details(.open(enErreur(habituelles))) {
                    summary {
                        text(
                            habituelles.count == 1
                                ? "Changer la réponse proposée" : "Changer l’une des \(habituelles.count) réponses proposées")
                    }
                    div(.class("formulaire")) { for champ in habituelles { field(champ) } }
                }
            }
            if !facultatives.isEmpty {
                details(.open(enErreur(facultatives))) {
                    summary { "Préciser, si c’est utile" }
                    div(.class("formulaire")) { for champ in facultatives { field(champ) } }
                }
            }
        }
    }

    private var posees: [FormulaireDemande.Champ] { section.champs.filter(demande.estPosee) }

    /// Nobody types these: known, proposed, usual, or answered once for all.
    private var faits: [(terme: String, valeur: HTML)] {
        posees.compactMap { champ in
            guard champ.estSu || (!champ.requis && champ.genre != .coche), let texte = demande.texte(champ) else { return nil }
            return (
                champ.libelle,
                group {
                    text(texte)
                    if let source = source(champ) { span(.class("motif")) { text(source) } }
                }
            )
        }
    }

    private func source(_ champ: FormulaireDemande.Champ) -> String? {
        if let connu = champ.connu { return demande.connus[connu].map { "d’après \($0.source)" } }
        if demande.reponses[champ.code]?.valeur != nil { return "votre réponse" }
        if let propose = champ.propose { return demande.connus[propose].map { "proposé d’après \($0.source)" } }
        return champ.defaut == nil ? nil : "réponse habituelle pour cet équipement"
    }

    /// Required, and nothing is known.
    private var questions: [FormulaireDemande.Champ] { posees.filter { $0.requis && !$0.estSu } }
    private var habituelles: [FormulaireDemande.Champ] { posees.filter { $0.connu == nil && $0.estSu } }
    private var facultatives: [FormulaireDemande.Champ] { posees.filter { !$0.requis && !$0.estSu } }

    private func enErreur(_ champs: [FormulaireDemande.Champ]) -> Bool {
        page.erreurs[""] != nil
            || champs.contains { champ in page.erreurs[champ.code] != nil || demande.nouvelles.contains { $0.code == champ.code } }
    }

    private func field(_ champ: FormulaireDemande.Champ) -> HTML {
        Field(
            champ.code, champ.libelle, kind(champ), valeurs: page.form?.saisies(champ) ?? demande.valeur(champ) ?? [],
            erreurs: page.erreurs,
            aide: champ.aide, requis: champ.requis, longueur: champ.genre == .texte ? 300 : nil
        ).html
    }

    private func kind(_ champ: FormulaireDemande.Champ) -> Field.Kind {
        switch champ.genre {
        case .texte:
            // The préfecture's own list, when it has one, and what was answered before it had.
            if let options = champ.propose.flatMap({ demande.connus[$0]?.choix }), !options.isEmpty {
                let autres = (demande.valeur(champ) ?? []).filter { !options.contains($0) }
                return .select((autres + options).map { .init($0, $0) })
            }
            return .text
        case .texteLong: return .textarea(lignes: 4)
        case .telephone: return .telephone
        case .ouiNon: return .radios([.init("oui", "Oui"), .init("non", "Non")])
        case .choix: return .radios(champ.choix.map { .init($0.valeur, $0.libelle) })
        case .plusieurs: return .checkboxes(champ.choix.map { .init($0.valeur, $0.libelle) })
        case .montant: return .amount
        case .date: return .date
        case .entier: return .number
        case .coche: return .checkbox(valeur: "oui")
        }
    }
}

extension Etiquette {
    init(_ etat: EtatSection) {
        let ton: Ton =
            switch etat {
            case .aCommencer: .attente
            case .enCours: .info
            case .complet: .bon
            case .correctionDemandee: .refus
            }
        self.init(etat.libelle, ton)
    }
}
