import HTML
import Model

/// A question of a form: its label, its hint, its error and its input, tied together by `aria-describedby`.
/// The value is the text as it was typed, so that nothing is lost when the form comes back.
struct Field {
    enum Kind {
        case text, email, password, telephone, search
        /// A whole number, digits only.
        case number
        /// Euros, read by `Money(french:)`: any space, comma or point.
        case amount
        /// A rate in per cent.
        case percent
        case date
        case textarea(lignes: Int)
        case select([Choix])
        case radios([Choix])
        /// One box to tick; its label is the field's.
        case checkbox(valeur: String)
        /// Several boxes of one name; the values ticked are `valeurs`.
        case checkboxes([Choix])
        case file(accept: String)
    }

    struct Choix {
        let valeur: String
        let libelle: String
        var aide: String?

        init(_ valeur: String, _ libelle: String, aide: String? = nil) { (self.valeur, self.libelle, self.aide) = (valeur, libelle, aide) }
    }

    let nom: String
    let libelle: String
    let kind: Kind
    var valeurs: [String]
    var erreur: String?
    var aide: String?
    var requis: Bool
    /// The browser fills it: `username`, `current-password`, `organization`…
    var autocomplete: String?
    var longueur: Int?
    /// False in a table, whose row and column say the question to the eye.
    var libelleVisible = true

    init(
        _ nom: String, _ libelle: String, _ kind: Kind = .text, valeur: String? = nil, valeurs: [String] = [],
        erreurs: FormErrors = .init(),
        aide: String? = nil, requis: Bool = true, autocomplete: String? = nil, longueur: Int? = nil
    ) {
        (self.nom, self.libelle, self.kind, self.aide) = (nom, libelle, kind, aide)
        self.valeurs = valeur.map { [$0] } ?? valeurs
        (self.erreur, self.requis, self.autocomplete, self.longueur) = (erreurs[nom], requis, autocomplete, longueur)
    }

    /// Where the error summary leads: the input, or the first of a group.
    static func id(_ nom: String) -> String { "champ-\(nom)" }

    var html: HTML {
        switch kind {
        case .radios(let choix): groupe(choix, "radio")
        case .checkboxes(let choix): groupe(choix, "checkbox")
        case .checkbox(let valeur): caseSeule(valeur)
        default: simple
        }
    }

    private var id: String { Field.id(nom) }
    private var description: String? {
        let ids = [aide == nil ? nil : "\(id)-aide", erreur == nil ? nil : "\(id)-erreur"].compactMap { $0 }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }
    private var valeur: String? { valeurs.first }

    private var simple: HTML {
        div(.class("champ", erreur == nil ? nil : "fautif")) {
            label(.for(id), .class(libelleVisible ? nil : "invisible")) { question }
            precisions
            saisie
        }
    }

    private var question: HTML {
        group {
            text(libelle)
            if !requis { span(.class("facultatif")) { " (facultatif)" } }
        }
    }

    private var precisions: HTML {
        group {
            if let aide { p(.class("aide"), .id("\(id)-aide")) { text(aide) } }
            if let erreur {
                p(.class("erreur"), .id("\(id)-erreur")) {
                    span(.class("invisible")) { "Erreur\u{A0}: " }
                    text(erreur)
                }
            }
        }
    }

    private var saisie: HTML {
        switch kind {
        case .textarea(let lignes):
            textarea(.id(id), .name(nom), .rows(lignes), .required(requis), .ariaDescribedby(description), .ariaInvalid(erreur != nil)) {
                text(valeur ?? "")
            }
        case .select(let choix):
            select(.id(id), .name(nom), .required(requis), .ariaDescribedby(description), .ariaInvalid(erreur != nil)) {
                for un in choix { option(.value(un.valeur), .selected(un.valeur == valeur)) { text(un.libelle) } }
            }
        case .amount: avecUnite("€", entree("text", inputmode: "decimal", classe: "court montant"))
        case .percent: avecUnite("%", entree("text", inputmode: "decimal", classe: "tres-court montant"))
        case .number: entree("text", inputmode: "numeric", classe: "court")
        case .date: entree("date", classe: "court")
        case .email: entree("email", inputmode: "email")
        case .password: entree("password")
        case .telephone: entree("tel", inputmode: "tel", classe: "court")
        case .search: entree("search")
        case .file(let accept): entree("file", accept: accept)
        case .text, .radios, .checkbox, .checkboxes: entree("text")
        }
    }

    private func entree(_ type: String, inputmode: String? = nil, classe: String? = nil, accept: String? = nil) -> HTML {
        // A password is never sent back to the browser; a file cannot be.
        let garde = type == "password" || type == "file" ? nil : valeur
        return input(
            .id(id), .name(nom), .type(type), .class(classe), .value(garde), .inputmode(inputmode), .accept(accept), .maxlength(longueur),
            .autocomplete(autocomplete), .required(requis), .ariaDescribedby(description), .ariaInvalid(erreur != nil))
    }

    private func avecUnite(_ unite: String, _ saisie: HTML) -> HTML {
        span(.class("unite")) {
            saisie
            span(.ariaHidden()) { text(unite) }
        }
    }

    private func groupe(_ choix: [Choix], _ type: String) -> HTML {
        fieldset(.class("champ", erreur == nil ? nil : "fautif"), .ariaDescribedby(description)) {
            legend { question }
            precisions
            div(.class("choix")) {
                for (rang, un) in choix.enumerated() {
                    coche(un, type, id: rang == 0 ? id : "\(id)-\(rang + 1)", requis: type == "radio" && requis)
                }
            }
        }
    }

    private func coche(_ choix: Choix, _ type: String, id: String, requis: Bool) -> HTML {
        div(.class("coche")) {
            input(
                .id(id), .name(nom), .type(type), .value(choix.valeur), .checked(valeurs.contains(choix.valeur)), .required(requis),
                .ariaDescribedby(choix.aide == nil ? nil : "\(id)-precision"))
            label(.for(id)) { text(choix.libelle) }
            if let aide = choix.aide { p(.class("aide"), .id("\(id)-precision")) { text(aide) } }
        }
    }

    private func caseSeule(_ valeur: String) -> HTML {
        div(.class("champ", erreur == nil ? nil : "fautif")) {
            div(.class("coche")) {
                input(
                    .id(id), .name(nom), .type("checkbox"), .value(valeur), .checked(valeurs.contains(valeur)), .required(requis),
                    .ariaDescribedby(description), .ariaInvalid(erreur != nil))
                label(.for(id)) { question }
            }
            precisions
        }
    }
}
