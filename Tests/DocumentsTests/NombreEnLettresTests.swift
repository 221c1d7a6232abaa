import Documents
import Model
import Testing

@Suite("Un montant en lettres")
struct NombreEnLettresTests {
    @Test(
        "suit l’orthographe des arrêtés",
        arguments: [
            (0, "zéro euro"), (1, "un euro"), (2, "deux euros"), (16, "seize euros"), (17, "dix-sept euros"), (21, "vingt et un euros"),
            (22, "vingt-deux euros"), (61, "soixante et un euros"), (70, "soixante-dix euros"), (71, "soixante et onze euros"),
            (77, "soixante-dix-sept euros"), (80, "quatre-vingts euros"), (81, "quatre-vingt-un euros"), (91, "quatre-vingt-onze euros"),
            (99, "quatre-vingt-dix-neuf euros"), (100, "cent euros"), (101, "cent un euros"), (180, "cent quatre-vingts euros"),
            (200, "deux cents euros"), (201, "deux cent un euros"), (1_000, "mille euros"), (1_001, "mille un euros"),
            (2_000, "deux mille euros"), (3_294, "trois mille deux cent quatre-vingt-quatorze euros"), (80_000, "quatre-vingt mille euros"),
            (200_000, "deux cent mille euros"), (200_080, "deux cent mille quatre-vingts euros"),
            (999_999, "neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf euros"), (1_000_000, "un million d’euros"),
            (1_000_001, "un million un euros"), (2_000_000, "deux millions d’euros"), (80_000_000, "quatre-vingts millions d’euros"),
            (200_000_000, "deux cents millions d’euros"), (1_200_000_000, "un milliard deux cents millions d’euros"),
        ] as [(Int64, String)])
    func euros(_ euros: Int64, _ words: String) {
        #expect(Money.euros(euros).enLettres == words)
    }

    @Test(
        "dit les centimes après « et », seuls quand il n’y a pas d’euro",
        arguments: [
            (1, "un centime"), (80, "quatre-vingts centimes"), (101, "un euro et un centime"),
            (144_093, "mille quatre cent quarante euros et quatre-vingt-treize centimes"), (-250, "moins deux euros et cinquante centimes"),
        ] as [(Int64, String)])
    func centimes(_ cents: Int64, _ words: String) {
        #expect(Money(cents: cents).enLettres == words)
    }
}
