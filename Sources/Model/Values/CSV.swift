/// Cells of a file of values separated by `;`.
public enum CSV {
    /// A text that somebody typed: quoted at need, and never run by a spreadsheet as a formula.
    public static func texte(_ text: String) -> String {
        cellule(text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text)
    }

    /// A value of ours, quoted when it holds a separator, a quote or a line break.
    public static func cellule(_ text: String) -> String {
        guard text.contains(where: { ";\"\r\n".contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}
