/// The words by which the object of an award is recognised, without accents; see `NatureProjet.init(objet:)`. An order matters: the first
/// kind that matches wins («espace numérique de l’école» is a school, «point numérique» is not).
enum Vocabulaire {
    /// What an address or a past use says, taken out of the text first: «coworking dans l’ancienne école».
    static let ecartes = [
        "ancienne* ecole*", "ancien* groupe* scolaire*", "ancienne* maternelle*", "ancienne* mairie*", "ancienne* classe*",
        "ancien* college*", "rue de l ecole", "rue des ecoles", "place de l ecole", "place de la mairie", "rue de la mairie",
        "cinema numerique", "tablette* de fenetre*", "tablettes de fenetres",
    ]

    /// One of these at least makes a project digital. Optical fibre in a street is not: it is a network, not equipment.
    static let numerique = [
        "numeri*", "informatiq*", "informatis*", "ordinateur*", "dematerialis*", "@ctes", "teletransmi*", "logiciel*", "progiciel*", "wifi",
        "wi fi", "internet", "tni", "tbi", "vpi", "vni", "tableau* interacti*", "tableau* blanc* interacti*", "ecran* interacti*",
        "ecran* tactile*", "borne* interactive*", "borne* tactile*", "tablette* tactile*", "tablette* educative*",
        "tablette* pour l ecole*",
        "tablette* pc", "achat* de tablette*", "acquisition* de tablette*", "videoproject*", "video project*", "visioconf*", "visio conf*",
        "telemedecine", "teletravail*", "cyber*", "pare feu*", "parefeu*", "digital*", "e administration", "site web", "msap", "mfs",
        "mdsap",
        "maison* de service*", "maison* des service*", "maison* france service*", "france service*", "tiers lieu*", "coworking",
        "co working", "cotravail", "fab lab*", "fablab*", "telecentre*", "rgpd", "imprimante*", "poste* de travail", "application actes",
        "logiciel* actes", "plateforme actes", "dispositif actes", "systeme actes", "raccordement a actes", "raccordement actes",
        "adhesion a actes", "adhesion actes", "projet actes", "protocole actes", "programme actes", "transmission des actes",
        "transmission electronique", "transmission par voie electronique", "comedec",
    ]

    static let natures: [(nature: NatureProjet, termes: [String])] = [
        (
            .tiersLieu,
            [
                "tiers lieu*", "coworking", "co working", "cotravail", "fab lab*", "fablab*", "telecentre*", "teletravail*",
            ]
        ),
        // Named as such, whatever place it is in: a point numérique may prepare a France services.
        (.pointNumerique, ["point* numerique*", "point* d acces* numerique*", "point* d accueil* numerique*", "mediation* numerique*"]),
        (
            .franceServices,
            [
                "msap", "mfs", "mdsap", "maison* de service*", "maison* des service*", "maison* france service*", "france service*",
            ]
        ),
        (
            .ecole,
            [
                "ecole*", "scolaire*", "classe*", "maternelle*", "elementaire*", "primaire*", "college*", "tni", "tbi", "vpi", "vni",
                "eleve*", "pedagog*", "tableau* numeri*", "tableau* interacti*", "tableau* blanc* interacti*",
                "espace* numerique* de travail", "cantine", "garderie", "periscolaire*", "enir", "tablette* educative*",
                "ecran* interacti*",
            ]
        ),
        (
            .pointNumerique,
            [
                "espace* numerique*", "point* acces* numerique*", "borne* numerique*", "espace* public* numerique*", "epn",
                "centre* de ressource* numerique*", "point* d acces* au numerique", "acces au numerique", "borne* interactive*",
                "borne* tactile*", "borne* internet", "point* internet", "espace* multimedia", "cyber espace*", "cyberespace*",
                "cyberbase*",
                "cyber base*", "cybercentre*", "point* d acces* internet", "point* d acces* a internet", "demarche* en ligne",
                "demarche* administrative*", "demarche* numerique*", "teleprocedure*", "ordinateur* public*", "accueil numerique",
                "inclusion numerique", "borne* d accueil", "borne* d acces*", "poste* informatique* public*",
                "a disposition du public", "a disposition des administres", "a disposition des usagers", "pour les usagers",
                "pour les administres", "espace* informatique*", "point informatique",
            ]
        ),
        (
            .dematerialisation,
            [
                "dematerialis*", "@ctes", "teletransmi*", "actes", "transmission electronique", "transmission par voie electronique",
                "comedec", "e administration",
            ]
        ),
        (
            .cybersecurite,
            [
                "cybersecurit*", "cyber securit*", "cyberattaque*", "pare feu*", "parefeu*", "securite* informatique*",
                "securisation* informatique*", "securisation du reseau informatique", "securite* des systeme* d information",
                "securisation* des systeme* d information", "securisation* numerique*", "sauvegarde* informatique*", "rgpd",
            ]
        ),
        (
            .mairie,
            [
                "mairie*", "secretariat*", "hotel de ville", "services administratifs", "service administratif", "services municipaux",
                "administrati*", "informatiq*", "informatis*", "ordinateur*", "logiciel*", "progiciel*", "serveur*", "imprimante*",
                "poste* de travail",
            ]
        ),
    ]
}
