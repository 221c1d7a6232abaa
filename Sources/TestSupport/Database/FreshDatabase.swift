internal import Documents
public import Testing

extension Trait where Self == FreshDatabase {
    /// A clone for each test alone: for those that touch what belongs to everybody (imports, migrations, rules).
    public static var freshDatabase: Self { FreshDatabase() }
}

/// See `.freshDatabase`.
public struct FreshDatabase: TestTrait, SuiteTrait, TestScoping {
    public let isRecursive = true

    public func scopeProvider(for test: Test, testCase: Test.Case?) -> FreshDatabase? { testCase == nil ? nil : self }

    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let database = try await TestDatabase.make()
        do {
            try await TestDatabase.$fresh.withValue(database) { try await function() }
        } catch {
            try await database.close()
            throw error
        }
        try await database.close()
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips where PostgreSQL is not installed, and says so; never in CI, where a missing server is a failure.
    public static var postgresql: Self {
        .enabled("PostgreSQL 15 n’est pas installé et TROUSSE_TEST_URL n’est pas donné") { TestServer.isPossible }
    }

    /// Skips where no Python has Typst, and says so; never in CI.
    public static var typst: Self {
        .enabled("pas de Python avec typst : lancez « make outils » ou donnez TROUSSE_PYTHON") { Atelier.estPret }
    }
}
