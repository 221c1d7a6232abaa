public import Model

/// Reads a programme again from nothing but its amounts and what was asked, in whole centimes; it shares no code with what found it.
public enum VerificationProgrammation {
    public static func fautes(_ probleme: ProblemeProgrammation, _ montants: [Money]) -> [String] {
        var fautes: [String] = []
        if montants.count != probleme.candidats.count { return ["\(montants.count) montants pour \(probleme.candidats.count) dossiers"] }
        var total: Int64 = 0
        var servies: Set<String> = []
        var parSecteur: [String: Int64] = [:]
        for rang in 0..<montants.count {
            let (candidat, montant) = (probleme.candidats[rang], montants[rang].cents)
            switch candidat.sort {
            case .exclu where montant != 0: fautes.append("le dossier \(candidat.cle) est exclu et reçoit \(montant) centimes")
            case .force where montant == 0: fautes.append("le dossier \(candidat.cle) est imposé et ne reçoit rien")
            default: break
            }
            if montant == 0 { continue }
            if montant < candidat.minimum.cents || montant > candidat.maximum.cents {
                fautes.append("le dossier \(candidat.cle) reçoit \(montant) centimes, hors de ses bornes")
            }
            // A minimum fixed by hand may be off the grain; anything else is on it.
            if montant % probleme.grain != 0, montant != candidat.minimum.cents, montant != candidat.maximum.cents {
                fautes.append("le dossier \(candidat.cle) reçoit \(montant) centimes, hors de l’arrondi")
            }
            let (somme, deborde) = total.addingReportingOverflow(montant)
            if deborde { fautes.append("la somme déborde") }
            total = somme
            servies.insert(candidat.commune)
            parSecteur[candidat.secteur, default: 0] += montant
        }
        if total > probleme.budget.cents { fautes.append("l’enveloppe est dépassée de \(total - probleme.budget.cents) centimes") }
        if servies.count < probleme.communesMin { fautes.append("\(servies.count) communes servies, \(probleme.communesMin) voulues") }
        for (secteur, plancher) in probleme.planchers where parSecteur[secteur, default: 0] < plancher.cents {
            fautes.append("\(secteur) reçoit \(parSecteur[secteur, default: 0]) centimes, moins que \(plancher.cents)")
        }
        return fautes
    }
}
