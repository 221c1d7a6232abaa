public import Model
public import Postgres

extension Identity {
    /// A signed-in agent: row-level security shows and accepts what is hers.
    public static func agent(_ agent: ID<Agent>) -> Identity {
        Identity(
            label: "agent \(agent)",
            settings: [(name: "trousse.agent", value: String(agent.rawValue)), (name: "trousse.systeme", value: "")])
    }

    /// Somebody who is not signed in: reads the catalogue and signs in, nothing else. There is nothing to say: what others said ended
    /// with their transactions.
    public static let visiteur = Identity(label: "visiteur", settings: [])

    /// An import, the demonstration, a migration: named in the journal. Useful on the owner's connection only.
    public static func systeme(_ nom: String) -> Identity {
        Identity(label: nom, settings: [(name: "trousse.agent", value: ""), (name: "trousse.systeme", value: nom)])
    }
}
