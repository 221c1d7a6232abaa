import Foundation
import Testing

@testable import Postgres

/// A folder of SQL files that a test writes, edits and removes.
private struct Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "trousse-sql-\(UUID().uuidString)")

    init(_ files: [String: String]) throws {
        for kind in ["migrations", "functions", "views", "policies"] {
            try FileManager.default.createDirectory(at: url.appending(path: kind), withIntermediateDirectories: true)
        }
        for (name, text) in files { try write(name, text) }
    }

    func write(_ name: String, _ text: String?) throws {
        let file = url.appending(path: name)
        guard let text else { return try FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
    }

    func migrator(_ database: Database, owner: String? = nil) -> Migrator {
        let roles = url.appending(path: "roles.sql")
        return Migrator(
            Migrator.Files(
                roles: FileManager.default.fileExists(atPath: roles.path) ? roles : nil, migrations: url.appending(path: "migrations"),
                functions: url.appending(path: "functions"), views: url.appending(path: "views"),
                policies: url.appending(path: "policies")), database: database, owner: owner)
    }

    func remove() { try? FileManager.default.removeItem(at: url) }
}

@Suite struct MigratorTests {
    private static let files = [
        "migrations/0001_tables.sql": "create table public.t (a int);\ninsert into public.t values (1);",
        "migrations/0002_suite.sql": "alter table public.t add column b int;",
        "functions/a.sql": "create or replace function public.a() returns int language sql as 'select public.b()';",
        "functions/b.sql": "create or replace function public.b() returns int language sql as 'select 7';",
        "views/v.sql": "drop view if exists public.v; create view public.v as select public.a() as a, t.b from public.t;",
        "policies/t.sql": "drop policy if exists p on public.t; create policy p on public.t using (true);",
    ]

    private func withFolder(_ files: [String: String] = files, _ body: (Folder, Database) async throws -> Void) async throws {
        let folder = try Folder(files)
        defer { folder.remove() }
        try await TestServer.withDatabase { try await body(folder, $0) }
    }

    private func value(_ database: Database, _ sql: SQL) async throws -> Int {
        try await database.read(as: TestServer.everyone) { try await $0.value(sql, as: Int.self) }
    }

    @Test("everything is applied once, in order, and a second run does nothing")
    func once() async throws {
        try await withFolder { folder, database in
            var told: [String] = []
            let pending = try await folder.migrator(database).status()
            let summary = try await folder.migrator(database).migrate { told.append($0) }
            #expect(summary == pending)
            #expect(summary.applied == ["migrations/0001_tables.sql", "migrations/0002_suite.sql"])
            #expect(summary.reapplied == ["functions/a.sql", "functions/b.sql", "views/v.sql", "policies/t.sql"])
            #expect(told.first == "Migration migrations/0001_tables.sql")
            let answer = try await value(database, "select a from public.v")
            #expect(answer == 7)
            let again = try await folder.migrator(database).migrate()
            let status = try await folder.migrator(database).status()
            #expect(again.isEmpty && status.isEmpty)
        }
    }

    @Test("an edited migration is refused in French, and nothing else is done")
    func edited() async throws {
        try await withFolder { folder, database in
            try await folder.migrator(database).migrate()
            try folder.write("migrations/0001_tables.sql", "create table public.t (a bigint);")
            try folder.write("migrations/0003_fin.sql", "create table public.u (a int);")
            let error = await #expect(throws: MigrationError.self) { try await folder.migrator(database).migrate() }
            #expect(error?.description.contains("0001_tables.sql a été modifiée") == true)
            let count = try await value(database, "select count(*) from pg_class where relname = 'u'")
            #expect(count == 0)
        }
    }

    @Test("a migration numbered before an applied one, and one that the program does not know, are refused")
    func order() async throws {
        try await withFolder { folder, database in
            try await folder.migrator(database).migrate()
            try folder.write("migrations/0001_avant.sql", "select 1;")
            let late = await #expect(throws: MigrationError.self) { try await folder.migrator(database).migrate() }
            #expect(late?.description.contains("vient avant") == true)
            try folder.write("migrations/0001_avant.sql", nil)
            try folder.write("migrations/0002_suite.sql", nil)
            let unknown = await #expect(throws: MigrationError.self) { try await folder.migrator(database).migrate() }
            #expect(unknown?.description.contains("ne connaît pas") == true)
        }
    }

    @Test("a changed file is applied again with its kind and the kinds after it")
    func changed() async throws {
        try await withFolder { folder, database in
            try await folder.migrator(database).migrate()
            try folder.write("functions/b.sql", "create or replace function public.b() returns int language sql as 'select 8';")
            let functions = try await folder.migrator(database).migrate()
            #expect(functions.reapplied == ["functions/a.sql", "functions/b.sql", "views/v.sql", "policies/t.sql"])
            let answer = try await value(database, "select a from public.v")
            #expect(answer == 8)
            try folder.write("policies/t.sql", "drop policy if exists p on public.t;")
            let policies = try await folder.migrator(database).migrate()
            #expect(policies.applied == [] && policies.reapplied == ["policies/t.sql"])
            try folder.write("migrations/0003_fin.sql", "create table public.u (a int);")
            let all = try await folder.migrator(database).migrate()
            #expect(all.reapplied.count == 4)
        }
    }

    @Test("a failing migration leaves nothing of itself, keeps those before it, and tells file and line")
    func failing() async throws {
        try await withFolder { folder, database in
            try folder.write("migrations/0002_suite.sql", "create table public.u (a int);\n\ninsert into public.u values\n    (absent);")
            let error = await #expect(throws: MigrationError.self) { try await folder.migrator(database).migrate() }
            #expect(error?.description.hasPrefix("migrations/0002_suite.sql, ligne 4\u{A0}:") == true)
            #expect(error?.cause?.sqlState == "42703")
            let tables = try await value(database, "select count(*) from pg_class where relname in ('t', 'u')")
            #expect(tables == 1)
            try folder.write("migrations/0002_suite.sql", "alter table public.t add column b int;")
            let summary = try await folder.migrator(database).migrate()
            #expect(summary.applied == ["migrations/0002_suite.sql"] && summary.reapplied.count == 4)
        }
    }

    @Test("a failing function leaves all functions as they were, and they are applied when it is repaired")
    func failingFunction() async throws {
        try await withFolder { folder, database in
            try await folder.migrator(database).migrate()
            try folder.write("functions/b.sql", "create or replace function public.b() returns int language sql as 'select absent()';")
            let error = await #expect(throws: MigrationError.self) { try await folder.migrator(database).migrate() }
            #expect(error?.description.hasPrefix("La fonction b() est fausse") == true)
            let answer = try await value(database, "select a from public.v")
            #expect(answer == 7)
            let pending = try await folder.migrator(database).status()
            #expect(pending.reapplied.contains("functions/b.sql"))
        }
    }

    @Test("a file that went away is forgotten, and applied anew if it returns")
    func gone() async throws {
        try await withFolder { folder, database in
            try await folder.migrator(database).migrate()
            try folder.write("policies/t.sql", nil)
            try folder.write("policies/u.sql", "select 1;")
            try await folder.migrator(database).migrate()
            let known = try await value(database, "select count(*) from migration.applied where name like 'policies/%'")
            #expect(known == 1)
        }
    }

    @Test("migrators that start together apply everything once")
    func concurrent() async throws {
        try await withFolder { folder, database in
            let migrator = folder.migrator(database)
            let summaries = try await withThrowingTaskGroup { group in
                for _ in 0..<6 { group.addTask { try await migrator.migrate() } }
                return try await group.reduce(into: [Migrator.Summary]()) { $0.append($1) }
            }
            #expect(summaries.count { !$0.isEmpty } == 1)
            let rows = try await value(database, "select count(*) from public.t")
            #expect(rows == 1)
        }
    }

    @Test("roles are made first, and the owner owns what the migrations create")
    func owner() async throws {
        try await withFolder { folder, database in
            try folder.write(
                "roles.sql",
                """
                do $$ begin
                    if not exists (select from pg_roles where rolname = 'essai_owner') then create role essai_owner; end if;
                    execute format('grant create on database %I to essai_owner', current_database());
                    grant create on schema public to essai_owner;
                end $$;
                """)
            try await folder.migrator(database, owner: "essai_owner").migrate()
            let summary = try await folder.migrator(database, owner: "essai_owner").migrate()
            #expect(summary.isEmpty)
            let owned = try await value(
                database, "select count(*) from pg_class where relname in ('t', 'v', 'applied') and relowner = 'essai_owner'::regrole")
            #expect(owned == 3)
        }
        try await TestServer.admin("drop role essai_owner")
    }

    @Test("a script with a transaction of its own is refused")
    func ownTransaction() async throws {
        try await withFolder { folder, database in
            try folder.write("migrations/0002_suite.sql", "begin; create table public.u (a int); commit;")
            await #expect(throws: MigrationError.self) { try await folder.migrator(database).migrate() }
        }
    }

    @Test("a folder that cannot be read is named")
    func unreadable() async throws {
        try await withFolder { folder, database in
            try FileManager.default.removeItem(at: folder.url.appending(path: "views"))
            let error = await #expect(throws: MigrationError.self) { try await folder.migrator(database).status() }
            #expect(error?.description.contains("views") == true)
        }
    }
}
