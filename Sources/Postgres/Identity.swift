/// As whom one works: settings of the transaction, which the policies of the database read.
public struct Identity: Sendable {
    /// For logs.
    public var label: String
    /// For instance `("app.agent", "42")`. They are gone when the transaction ends: they then read as `''`, not NULL.
    public var settings: [(name: String, value: String)]

    public init(label: String, settings: [(name: String, value: String)]) {
        self.label = label
        self.settings = settings
    }

    /// One statement for all settings; `set local` takes no parameters, `set_config(…, true)` is its function form.
    var statement: SQL {
        let calls = settings.indices.map { "set_config($\(2 * $0 + 1), $\(2 * $0 + 2), true)" }
        return SQL(unsafe: "select " + calls.joined(separator: ", "), binds: settings.flatMap { [$0.name, $0.value] })
    }
}
