public import Foundation
public import Model

/// Reads the folder `Catalog/`, which operators edit and review in git, into values. Reading is strict (a key that nobody reads is an
/// error) and complete: every error of every file is reported at once, with its file and line, and nothing is half-loaded.
public enum CatalogFiles {
    /// Reads `nomenclatures/`, `fonctions/`, `articles/`, `kits/`, `dispositifs/`, `regles/`, `droit/`, `departements/`, `usages/`, `pieces/`,
    /// `enveloppes/`, `recherche/`, `besoins/`, `formulaires/` and `demarches/`; order is that of file names, then of lines.
    /// - Throws: all that is wrong, sorted by file and line.
    public static func catalogue(in folder: URL) throws(CatalogErrors) -> Catalogue {
        let errors = ErrorLog()
        let yaml = YAMLFolder(root: folder, errors: errors)
        let (fonctions, codesFonctions) = FonctionFiles(errors: errors).read(yaml)
        let nomenclatures = NomenclatureFiles(errors: errors).read(yaml)
        let lecteur = ArticleFiles(errors: errors, fonctions: codesFonctions, nomenclatures: nomenclatures)
        let (articles, codesArticles) = lecteur.read(yaml)
        let (kits, lignesVersion) = KitFiles(errors: errors, articles: articles, codes: codesArticles).read(yaml)
        let (pieces, codesPieces) = PieceFiles(errors: errors).read(yaml)
        let (dispositifs, codesDispositifs) = DispositifFiles(errors: errors, pieces: codesPieces).read(yaml)
        let parametres = ParametreFiles(errors: errors).read(yaml)
        let droit = RegleFiles(errors: errors, parametres: parametres).read(yaml)
        let situations = TerritoireFiles(root: folder, errors: errors).situations()
        let departements = Set(situations.map(\.code))
        let regles = DepartementFiles(errors: errors, departements: departements, dispositifs: codesDispositifs).read(yaml)
        let usages = UsageFiles(errors: errors, departements: departements, dispositifs: codesDispositifs).read(yaml)
        let programmes = EnveloppeFiles(errors: errors, dispositifs: codesDispositifs).read(yaml)
        let motsRecherche = MotsRechercheFiles(errors: errors, articles: codesArticles).read(yaml)
        let questionnaire = QuestionnaireFiles(errors: errors, articles: codesArticles, fonctions: codesFonctions).read(yaml)
        let formulaires = FormulaireFiles(errors: errors, dispositifs: codesDispositifs).read(yaml)
        let questions = Set(formulaires.flatMap(\.champs).map(\.code))
        let demarches = DemarcheFiles(errors: errors, dispositifs: codesDispositifs, questions: questions).read(yaml)
        try errors.throwIfAny()
        return Catalogue(
            articles: articles, fonctions: fonctions, kits: kits,
            referentiel: Referentiel(
                parametres: Parametres(parametres), dispositifs: dispositifs, regles: regles,
                usages: Usages(comptages: usages.comptages, situations: situations, source: usages.source)), pieces: pieces,
            programmes: programmes, droit: droit, motsRecherche: motsRecherche, lignesVersion: lignesVersion, questionnaire: questionnaire,
            formulaires: formulaires, demarches: demarches)
    }

    /// Reads the six files of `territoire/`.
    /// - Throws: all that is wrong, sorted by file and line.
    public static func territoire(in folder: URL) throws(CatalogErrors) -> Territoire {
        let errors = ErrorLog()
        let territoire = TerritoireFiles(root: folder, errors: errors).read()
        try errors.throwIfAny()
        return territoire
    }

    /// Reads the départements alone, with their région and their neighbours.
    /// - Throws: all that is wrong, sorted by file and line.
    public static func situations(in folder: URL) throws(CatalogErrors) -> [SituationDepartement] {
        let errors = ErrorLog()
        let situations = TerritoireFiles(root: folder, errors: errors).situations()
        try errors.throwIfAny()
        return situations
    }
}
