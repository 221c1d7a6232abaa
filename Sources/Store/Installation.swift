public import Postgres
import SQLFiles

extension Migrator {
    /// Brings a database to Trousse's schema: the roles as the login that installs, everything else as `trousse_owner`.
    /// - Parameter login: opened without a role, by somebody who may create roles (or on a server where they exist).
    public static func trousse(_ login: Database) -> Migrator {
        Migrator(
            Files(
                roles: SQLFiles.roles, migrations: SQLFiles.migrations, functions: SQLFiles.functions, views: SQLFiles.views,
                policies: SQLFiles.policies),
            database: login, owner: "trousse_owner")
    }
}
