public import Foundation

/// Where the SQL of this package lies once built: the folders of `SQL/`, copied as they are.
public enum SQLFiles {
    public static var roles: URL { Bundle.module.resourceURL!.appending(path: "roles.sql") }
    public static var migrations: URL { folder("migrations") }
    public static var functions: URL { folder("functions") }
    public static var policies: URL { folder("policies") }
    public static var views: URL { folder("views") }
    public static var reports: URL { folder("reports") }

    private static func folder(_ name: String) -> URL {
        Bundle.module.resourceURL!.appending(path: name, directoryHint: .isDirectory)
    }
}
