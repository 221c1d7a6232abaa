import Foundation

/// French spacing for everything a document prints, ours and what a user typed: U+00A0 before `: ; ? ! % €` and inside « »,
/// after `n°`, `art.` and the letter of an article of law, and the typographic apostrophe between two letters.
enum Typographie {
    static func francaise(_ text: String) -> String {
        var out = ""
        out.reserveCapacity(text.count)
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            let before = index > 0 ? characters[index - 1] : " "
            let after = index + 1 < characters.count ? characters[index + 1] : " "
            if character == " ", apresEspace.contains(after) || before == "«" || before == "°" || estArticle(characters, index) {
                out.append("\u{A0}")
            } else if character == "'", before.isLetter, after.isLetter {
                out.append("’")
            } else {
                out.append(character)
            }
        }
        return out
    }

    private static let apresEspace: Set<Character> = [":", ";", "?", "!", "%", "€", "»"]

    /// The space of `art. L. 2334-33`: after `art.`, and after a lone `L.`, `R.` or `D.`
    private static func estArticle(_ characters: [Character], _ space: Int) -> Bool {
        guard space >= 2, characters[space - 1] == "." else { return false }
        if "LRD".contains(characters[space - 2]) { return space == 2 || !characters[space - 3].isLetter }
        return space >= 4 && String(characters[(space - 4)..<space]) == "art."
    }
}
