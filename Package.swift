// swift-tools-version: 6.2
// The walls of the house: who may import whom is written here, and the build refuses the rest
// (`--explicit-target-dependency-import-check error`, see the Makefile).
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .swiftLanguageMode(.v6),
]

// Pure arithmetic that tests ask hundreds of thousands of times: optimised in debug too.
let quick: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "trousse",
    products: [.executable(name: "trousse", targets: ["trousse"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CXlsxwriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CGlpk", providers: [.apt(["libglpk-dev"])]),
        .target(
            name: "SQLFiles", path: "SQL", exclude: ["tests", "schema.sql"],
            resources: [
                .copy("roles.sql"), .copy("migrations"), .copy("functions"), .copy("policies"), .copy("views"), .copy("reports"),
            ], swiftSettings: settings),
        .target(name: "Postgres", dependencies: ["CLibpq", logging], swiftSettings: settings),
        .target(name: "Cluster", dependencies: [logging, subprocess], swiftSettings: settings),
        .target(name: "Model", swiftSettings: settings + quick),
        .target(name: "Planner", dependencies: ["Model"], swiftSettings: settings + quick),
        .target(name: "Optimisation", dependencies: ["CGlpk"], swiftSettings: settings + quick),
        .target(name: "Besoins", dependencies: ["Optimisation", "Planner", "Model"], swiftSettings: settings + quick),
        .target(name: "Programmation", dependencies: ["Optimisation", "Model"], swiftSettings: settings + quick),
        .target(
            name: "CatalogFiles", dependencies: ["Model", subprocess, .product(name: "Yams", package: "Yams")], swiftSettings: settings),
        .target(name: "UBL", dependencies: ["Model"], swiftSettings: settings),
        .target(name: "HTML", swiftSettings: settings),
        .target(name: "Multipart", swiftSettings: settings + quick),
        .target(
            name: "Documents", dependencies: ["Model", "CXlsxwriter", logging, subprocess],
            resources: [.copy("Modeles")], swiftSettings: settings),
        .target(
            name: "Courrier", dependencies: ["Model", "HTML", logging, subprocess], resources: [.copy("facteur.py")],
            swiftSettings: settings),
        .target(name: "Store", dependencies: ["Model", "Postgres", "SQLFiles"], swiftSettings: settings),
        .target(
            name: "Parcours",
            dependencies: ["Model", "Planner", "Besoins", "Optimisation", "Programmation", "Store", "Postgres", "Documents", "Courrier"],
            swiftSettings: settings),
        .target(
            name: "Web",
            dependencies: [
                "Model", "Planner", "Besoins", "Optimisation", "Store", "Postgres", "Documents", "Parcours", "HTML", "Multipart",
                hummingbird,
                logging,
                .product(name: "CryptoExtras", package: "swift-crypto"), .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ],
            resources: [.copy("Assets")], swiftSettings: settings),
        .executableTarget(
            name: "trousse",
            dependencies: [
                "Web", "Parcours", "Store", "Postgres", "Cluster", "Planner", "Optimisation", "CatalogFiles", "UBL", "Documents",
                "Courrier",
                "Model", "SQLFiles",
                hummingbird, logging, .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], swiftSettings: settings),
        // What `make bench` measures without a server; it is not shipped.
        .executableTarget(name: "mesures", dependencies: ["CatalogFiles", "Planner", "Model"], swiftSettings: settings),
        .target(
            name: "TestSupport",
            dependencies: [
                "Web", "Parcours", "Documents", "Store", "Postgres", "Cluster", "Model", "CatalogFiles", hummingbird, logging,
                .product(name: "NIOEmbedded", package: "swift-nio"), .product(name: "NIOCore", package: "swift-nio"),
            ], swiftSettings: settings),
        .testTarget(name: "ModelTests", dependencies: ["Model"], swiftSettings: settings),
        .testTarget(name: "PlannerTests", dependencies: ["Planner", "Model", "CatalogFiles"], swiftSettings: settings),
        .testTarget(name: "CatalogTests", dependencies: ["CatalogFiles", "Model"], swiftSettings: settings),
        .testTarget(name: "UBLTests", dependencies: ["UBL", "CatalogFiles", "Model"], swiftSettings: settings),
        .testTarget(name: "OptimisationTests", dependencies: ["Optimisation"], swiftSettings: settings),
        .testTarget(
            name: "BesoinsTests", dependencies: ["Besoins", "CatalogFiles", "Planner", "Model"], exclude: ["situations.txt"],
            swiftSettings: settings + quick),
        .testTarget(name: "ProgrammationTests", dependencies: ["Programmation", "Model"], swiftSettings: settings + quick),
        .testTarget(name: "HTMLTests", dependencies: ["HTML"], swiftSettings: settings),
        .testTarget(name: "MultipartTests", dependencies: ["Multipart"], swiftSettings: settings + quick),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "Cluster"], swiftSettings: settings),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents", "Model"], exclude: ["conforme.py"], swiftSettings: settings),
        .testTarget(name: "CourrierTests", dependencies: ["Courrier", "Model", "HTML"], swiftSettings: settings),
        .testTarget(
            name: "StoreTests",
            dependencies: ["TestSupport", "Store", "Postgres", "Model", "CatalogFiles", "Parcours", "Planner", "Courrier"],
            exclude: ["serveur_smtp.py"], swiftSettings: settings),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "TestSupport", "Web", "Parcours", "Documents", "Store", "Postgres", "Model", hummingbird, logging,
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            exclude: ["faux_clamd.py"], swiftSettings: settings),
    ]
)
