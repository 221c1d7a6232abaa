import CGlpk

/// One goal of one programme through GLPK's C interface, in the thread that calls. Its environment belongs to the thread and is given back
/// at the end: nothing is kept between two calls.
///
/// GLPK works in floating point. Two things make its answer exact: the values are rounded and every constraint is read again in whole
/// numbers; and a branch is only cut when its bound is not better than the best known by 10⁻¹² in proportion, which for goals under 10¹¹
/// with whole coefficients is less than one unit. Gap zero, no random choice, one thread: the same programme gives the same answer.
struct Glpk {
    enum Resultat {
        case optimum([Int64])
        case interrompu([Int64]?)
        case impossible
    }

    private let probleme: OpaquePointer

    /// - Parameter pretraitement: GLPK reduces the programme first. Its own simplex then runs without a limit of time, and was seen to turn
    ///   for ever on amounts in centimes: who cannot accept that says false, and the root is solved here within the limit.
    static func resoudre(
        _ programme: ProgrammeEntier, _ objectif: ProgrammeEntier.Objectif, millisecondes: Int, pretraitement: Bool = true
    ) -> Resultat {
        glp_term_out(GLP_OFF)
        defer { glp_free_env() }
        guard let probleme = glp_create_prob() else { return .interrompu(nil) }
        defer { glp_delete_prob(probleme) }
        let glpk = Glpk(probleme: probleme)
        glpk.ecrire(programme, objectif)
        guard !pretraitement else { return glpk.chercher(programme.bornes.count, millisecondes, pretraitement: true) }
        let debut = ContinuousClock.now
        switch glpk.relacher(millisecondes) {
        case GLP_OPT: break
        case GLP_NOFEAS: return .impossible
        default: return .interrompu(nil)
        }
        let reste = millisecondes - Int(debut.duration(to: .now) / .milliseconds(1))
        return reste > 0 ? glpk.chercher(programme.bornes.count, reste, pretraitement: false) : .interrompu(nil)
    }

    /// Solves the linear relaxation, scaled, by the primal simplex then by the dual one, each in half the time.
    /// - Returns: GLPK's status of the relaxation.
    private func relacher(_ millisecondes: Int) -> Int32 {
        glp_scale_prob(probleme, GLP_SF_GM | GLP_SF_EQ | GLP_SF_2N)
        for methode in [GLP_PRIMAL, GLP_DUALP] {
            var reglage = glp_smcp()
            glp_init_smcp(&reglage)
            reglage.msg_lev = GLP_MSG_OFF
            reglage.meth = methode
            reglage.tm_lim = Int32(clamping: millisecondes / 2)
            glp_std_basis(probleme)
            guard trousse_glp_simplex(probleme, &reglage) == 0 else { continue }
            let statut = glp_get_status(probleme)
            if statut == GLP_OPT || statut == GLP_NOFEAS { return statut }
        }
        return GLP_UNDEF
    }

    /// The shadow prices of the constraints in the linear relaxation of the first goal; nil when it has no solution.
    static func prix(_ programme: ProgrammeEntier, _ objectif: ProgrammeEntier.Objectif, millisecondes: Int) -> [Double]? {
        glp_term_out(GLP_OFF)
        defer { glp_free_env() }
        guard let probleme = glp_create_prob() else { return nil }
        defer { glp_delete_prob(probleme) }
        let glpk = Glpk(probleme: probleme)
        glpk.ecrire(programme, objectif)
        guard glpk.relacher(millisecondes) == GLP_OPT else { return nil }
        return (0..<programme.contraintes.count).map { glp_get_row_dual(probleme, Int32($0 + 1)) }
    }

    private func ecrire(_ programme: ProgrammeEntier, _ objectif: ProgrammeEntier.Objectif) {
        if case .maximiser = objectif { glp_set_obj_dir(probleme, GLP_MAX) } else { glp_set_obj_dir(probleme, GLP_MIN) }
        if !programme.bornes.isEmpty { glp_add_cols(probleme, Int32(programme.bornes.count)) }
        for (rang, bornes) in programme.bornes.enumerated() {
            let type = bornes.count == 1 ? GLP_FX : GLP_DB
            glp_set_col_bnds(probleme, Int32(rang + 1), type, Double(bornes.lowerBound), Double(bornes.upperBound))
            glp_set_col_kind(probleme, Int32(rang + 1), GLP_IV)
        }
        for terme in ProgrammeEntier.reduire(objectif.termes) {
            glp_set_obj_coef(probleme, Int32(terme.variable.rang + 1), Double(terme.coefficient))
        }
        if !programme.contraintes.isEmpty { glp_add_rows(probleme, Int32(programme.contraintes.count)) }
        for (rang, contrainte) in programme.contraintes.enumerated() {
            // GLPK counts from one.
            let indices = [0] + contrainte.termes.map { Int32($0.variable.rang + 1) }
            let valeurs = [0] + contrainte.termes.map { Double($0.coefficient) }
            glp_set_mat_row(probleme, Int32(rang + 1), Int32(contrainte.termes.count), indices, valeurs)
            switch contrainte.bornes {
            case .auPlus(let haut): glp_set_row_bnds(probleme, Int32(rang + 1), GLP_UP, 0, Double(haut))
            case .auMoins(let bas): glp_set_row_bnds(probleme, Int32(rang + 1), GLP_LO, Double(bas), 0)
            case .egal(let valeur): glp_set_row_bnds(probleme, Int32(rang + 1), GLP_FX, Double(valeur), Double(valeur))
            }
        }
    }

    private func chercher(_ nombre: Int, _ millisecondes: Int, pretraitement: Bool) -> Resultat {
        var reglage = glp_iocp()
        glp_init_iocp(&reglage)
        reglage.msg_lev = GLP_MSG_OFF
        reglage.presolve = pretraitement ? GLP_ON : GLP_OFF
        reglage.mip_gap = 0
        reglage.tol_obj = 1e-12
        reglage.tm_lim = Int32(clamping: millisecondes)
        // No cuts, on purpose. With its Gomory or MIR cuts, GLPK 5.0 calls «optimal» an answer 1.5 % under a better one (400 unknowns, 12
        // constraints in centimes: the test of the short time is that programme); with its cover cuts it may end the process.
        let code = trousse_glp_intopt(probleme, &reglage)
        if code == -1 { return .interrompu(nil) }
        if code == GLP_ENOPFS { return .impossible }
        switch glp_mip_status(probleme) {
        case GLP_OPT: return .optimum(valeurs(nombre))
        case GLP_FEAS: return .interrompu(valeurs(nombre))
        case GLP_NOFEAS: return .impossible
        default: return .interrompu(nil)
        }
    }

    private func valeurs(_ nombre: Int) -> [Int64] {
        (0..<nombre).map { Int64(glp_mip_col_val(probleme, Int32($0 + 1)).rounded()) }
    }
}
