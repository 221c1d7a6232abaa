import HTML
import Model
import Store

/// The lines of a simulation, to read and to correct by hand.
struct SimulationPage {
    static let taille = 25

    let simulation: Simulation
    /// One more than a page holds when there are others after.
    let lignes: [LigneSimulation]
    let query: LignesQuery
    let saisie: LignesForm?
    let erreurs: FormErrors
    let jeton: String

    private var montrees: ArraySlice<LigneSimulation> { lignes.prefix(Self.taille) }

    var html: HTML {
        group {
            EnteteSimulation(simulation: simulation, jeton: jeton).html
            if simulation.nombre == 0 { vide } else { dossiers }
            gestion
        }
    }

    private var vide: HTML {
        EmptyState(
            titre: "Aucun dossier dans cette simulation",
            texte:
                "Aucune demande de l’enveloppe ne répond à ses filtres. Les dossiers y entrent une fois complets\u{A0}: créez-en une autre plus tard, ou avec d’autres filtres."
        ).html
    }

    private var dossiers: HTML {
        section(.class("pile", "instruits"), .ariaLabelledby("lignes")) {
            h2(.id("lignes")) { "Dossiers" }
            SearchBar(
                action: CheminProgrammation.simulation(simulation.simulationId).link, libelle: "Chercher un dossier", valeur: query.q,
                exemple: "Commune, projet ou numéro", garde: query.statut.map { [("statut", $0.rawValue)] } ?? []
            ).html
            filtres
            if montrees.isEmpty { p { "Aucun dossier ne répond à ce choix." } } else { tableau }
        }
    }

    private var filtres: HTML {
        func filtre(_ libelle: String, _ statut: StatutLigne?, _ nombre: Int?) -> Filtres.Filtre {
            .init(
                libelle: libelle, lien: CheminProgrammation.simulation(simulation.simulationId, .init(statut: statut, q: query.q)).link,
                actif: query.statut == statut, nombre: nombre)
        }
        return Filtres(
            libelle: "Statut provisoire",
            filtres: [
                filtre("Tous", nil, simulation.nombre), filtre("Acceptés", .accepte, simulation.acceptes),
                filtre("Refusés", .refuse, nil), filtre("Classés", .classeSansSuite, nil), filtre("En traitement", .enTraitement, nil),
            ]
        ).html
    }

    private var tableau: HTML {
        // As wide as its table, which a form of fields is not.
        form(
            .class("pile lignes-simulation"), .method(.post), .action(CheminProgrammation.lignes(simulation.simulationId, query)),
            .novalidate()
        ) {
            Jeton.champ(jeton)
            p(.class("aide")) {
                "Le montant suit le taux ou l’assiette quand vous les changez, le taux suit le montant. Un montant saisi est gardé au prochain remplissage."
            }
            for ligne in montrees { input(.type("hidden"), .name("dossier"), .value("\(ligne.dossierId)")) }
            DataTable(
                legende: "Lignes de la simulation", legendeVisible: false,
                colonnes: [
                    .init("Intitulé du projet", .nom), .init("Sollicité", .montant), .init("Assiette", .montant),
                    .init("Taux", .montant), .init("Montant", .montant), .init("Décision", .etat), .init("Remplissage", .etat),
                    .init("Motif", .etat),
                ], lignes: montrees.map(rangee)
            ).html
            Bouton.groupe { Bouton.envoyer("Enregistrer ces lignes") }
            Pagination(
                suivant: lignes.count > Self.taille ? suite : nil,
                resume: "\(montrees.count) dossiers, de ceux qui ont le plus de points à ceux qui en ont le moins"
            ).html
        }
    }

    private var suite: Link? {
        montrees.last.map { ligne in
            CheminProgrammation.simulation(
                simulation.simulationId,
                .init(statut: query.statut, q: query.q, apres: .init(points: ligne.points, dossier: ligne.dossierId.rawValue))
            ).link
        }
    }

    private func rangee(_ ligne: LigneSimulation) -> [HTML] {
        let fige = !ligne.etat.attendDecision && ligne.etat != .recu && ligne.etat != .aCorriger
        return [
            projet(ligne), text(ligne.montantDemandeCentimes.french), champ("assiette", ligne, "Assiette", .amount),
            champ("taux", ligne, "Taux", .percent), champ("montant", ligne, "Montant", .amount),
            fige
                ? text(ligne.etat.libelle)
                : champ("statut", ligne, "Décision", .select(StatutLigne.allCases.map { .init($0.rawValue, $0.libelle) })),
            champ("sort", ligne, "Remplissage", .select(SortLigne.allCases.map { .init($0.rawValue, $0.libelle) })),
            [.refuse, .classeSansSuite].contains(ligne.statut) || !ligne.motif.isEmpty ? champ("motif", ligne, "Motif", .text) : nothing(),
        ]
    }

    private func champ(_ nom: String, _ ligne: LigneSimulation, _ libelle: String, _ kind: Field.Kind) -> HTML {
        let cle = LignesForm.nom(nom, ligne.dossierId)
        let valeur = saisie.map { $0.valeurs[cle] } ?? LignesForm.affiche(ligne)[nom].flatMap { $0 }
        var field = Field(
            cle, "\(libelle) de \(ligne.numero)", kind, valeur: valeur ?? "", erreurs: erreurs, longueur: nom == "motif" ? 2_000 : 20)
        field.libelleVisible = false
        return field.html
    }

    private func projet(_ ligne: LigneSimulation) -> HTML {
        group {
            a(.href(Chemin.instruction(ligne.dossierId))) { text(ligne.intitule) }
            span(.class("motif")) { text("\(ligne.porteur), \(ligne.numero)") }
            span(.class("motif")) {
                text(detail(ligne))
            }
        }
    }

    private func detail(_ ligne: LigneSimulation) -> String {
        var parts = ["\(ligne.points) points"]
        if ligne.rang > 1 { parts.append("rang \(ligne.rang)") }
        if ligne.premiereDemande { parts.append("première demande") }
        return (parts + [ligne.secteur]).joined(separator: " · ")
    }

    private var gestion: HTML {
        details {
            summary { "Copier ou supprimer cette simulation" }
            Bouton.groupe {
                Bouton.acte("Copier", vers: CheminProgrammation.copie(simulation.simulationId).link, jeton: jeton, .second)
                Bouton.acte("Supprimer", vers: CheminProgrammation.suppression(simulation.simulationId).link, jeton: jeton, .danger)
            }
        }
    }
}

/// What every page of a simulation begins with: its figures and its parts.
struct EnteteSimulation {
    let simulation: Simulation
    let jeton: String
    var ici = Partie.lignes

    enum Partie { case lignes, remplissage, explication, decisions }

    var html: HTML {
        group {
            PageHeader(
                surtitre: "\(simulation.enveloppeNom), exercice \(simulation.exercice)", titre: simulation.titre
            ).html
            Figures(chiffres: [
                .init(
                    "Reste à attribuer", simulation.reste.frenchEuros,
                    precision: "sur \(simulation.disponibleCentimes.frenchEuros) disponibles", fort: true),
                .init("Montant total demandé", simulation.demandeCentimes.frenchEuros, precision: "\(simulation.nombre) dossiers"),
                .init("Montant accordé", simulation.montantCentimes.frenchEuros),
                .init("Acceptés provisoirement", "\(simulation.acceptes)"), .init("Refusés ou classés", "\(simulation.refuses)"),
            ]).html
            if simulation.reste < .zero {
                Notice(.refus, "Cette simulation dépasse l’enveloppe de \((-simulation.reste).french)") {
                    p {
                        "Les lignes en trop seront bloquées au moment de décider\u{A0}: la base refuse un centime de plus que l’enveloppe."
                    }
                }.html
            }
            Tabs(
                libelle: "Simulation",
                onglets: [
                    .init(libelle: "Dossiers", lien: CheminProgrammation.simulation(simulation.simulationId).link, active: ici == .lignes),
                    .init(
                        libelle: "Remplir", lien: CheminProgrammation.remplissage(simulation.simulationId).link, active: ici == .remplissage
                    ),
                    .init(
                        libelle: "Explication", lien: CheminProgrammation.explication(simulation.simulationId).link,
                        active: ici == .explication),
                    .init(libelle: "Décider", lien: CheminProgrammation.decisions(simulation.simulationId).link, active: ici == .decisions),
                ]
            ).html
        }
    }
}
