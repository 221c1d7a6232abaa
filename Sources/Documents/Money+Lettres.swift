public import Model

extension Money {
    /// The amount in words, as an arrêté writes it beside the figures: `trois mille deux cent quatre-vingt-quatorze euros et
    /// cinquante centimes`. Traditional spelling, which the accounting instructions keep. Negative amounts begin with `moins`.
    public var enLettres: String {
        let euros = cents.magnitude / 100
        let centimes = cents.magnitude % 100
        // «deux millions d’euros»: a noun of quantity asks for «de» when nothing follows it.
        let de = euros >= 1_000_000 && euros % 1_000_000 == 0
        var text = NombreEnLettres.ecrire(euros) + (de ? " d’euros" : euros < 2 ? " euro" : " euros")
        if centimes > 0 {
            let words = NombreEnLettres.ecrire(centimes) + (centimes == 1 ? " centime" : " centimes")
            text = euros == 0 ? words : text + " et " + words
        }
        return cents < 0 ? "moins " + text : text
    }
}

/// Cardinal numbers in French words.
enum NombreEnLettres {
    static func ecrire(_ nombre: UInt64) -> String {
        guard nombre > 0 else { return "zéro" }
        var rest = nombre
        var words: [String] = []
        for (value, noun) in grands where rest >= value {
            let count = rest / value
            words.append(ecrire(count) + " " + noun + (count > 1 ? "s" : ""))
            rest %= value
        }
        if rest >= 1_000 {
            let count = rest / 1_000
            // «mille» takes no «un», and stops the agreement of «vingt» and «cent».
            words.append(count == 1 ? "mille" : jusqua999(count, accorde: false) + " mille")
            rest %= 1_000
        }
        if rest > 0 { words.append(jusqua999(rest, accorde: true)) }
        return words.joined(separator: " ")
    }

    private static let grands: [(UInt64, String)] = [
        (1_000_000_000_000, "billion"), (1_000_000_000, "milliard"), (1_000_000, "million"),
    ]

    private static func jusqua999(_ nombre: UInt64, accorde: Bool) -> String {
        let (hundreds, rest) = (nombre / 100, nombre % 100)
        guard hundreds > 0 else { return jusqua99(rest, accorde: accorde) }
        let cent = hundreds == 1 ? "cent" : unites[Int(hundreds)] + (rest == 0 && accorde ? " cents" : " cent")
        return rest == 0 ? cent : cent + " " + jusqua99(rest, accorde: accorde)
    }

    private static func jusqua99(_ nombre: UInt64, accorde: Bool) -> String {
        let value = Int(nombre)
        switch value {
        case ..<20: return unites[value]
        case 80: return accorde ? "quatre-vingts" : "quatre-vingt"
        case 81...99: return "quatre-vingt-" + unites[value - 80]
        case 71: return "soixante et onze"
        case 70...79: return "soixante-" + unites[value - 60]
        default:
            let ten = dizaines[value / 10]
            return switch value % 10 {
            case 0: ten
            case 1: ten + " et un"
            default: ten + "-" + unites[value % 10]
            }
        }
    }

    private static let unites = [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze",
        "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
    ]
    private static let dizaines = ["", "dix", "vingt", "trente", "quarante", "cinquante", "soixante"]
}
