// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let postgreSQL = Target.Dependency.target(name: "CPostgreSQL", condition: .when(traits: ["PostgreSQL"]))

/// A library of ours with its README.
func floor(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: ["README.md"] + exclude, swiftSettings: house)
}

/// The tests of the target of that name.
func tests(of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.byName(name: name)] + dependencies,
        exclude: exclude,
        swiftSettings: house
    )
}

let package = Package(
    name: "avicenna",
    products: [.executable(name: "avicenna", targets: ["avicenna"])],
    traits: [.trait(name: "PostgreSQL", description: "Store in PostgreSQL through libpq, beside SQLite")],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

        floor("Archive", ["CZlib"]),
        floor("Assessment", [crypto]),
        floor("Psychometrics"),
        floor("Solver"),

        floor("ExamDelivery", ["Assessment"]),
        floor("Interchange", ["Archive", "Assessment"], exclude: ["FORMATS.md"]),
        floor("ItemBank", ["Assessment", "Solver"]),
        floor("ItemKinds", ["Assessment"]),

        floor(
            "Storage",
            ["Assessment", "COpenSSL", "ExamDelivery", "ItemBank", crypto, grdb, grdbSQLite, postgreSQL],
            exclude: ["DESIGN.md"]
        ),
        .target(
            name: "WebServer",
            dependencies: [
                "Archive", "Assessment", "ExamDelivery", "Interchange", "ItemBank", "Psychometrics", "Storage",
                crypto, hummingbird, hummingbirdTLS, logging, mustache, nio, nioPosix, nioSSL,
            ],
            exclude: ["README.md"],
            resources: [.copy("Site")],
            swiftSettings: house
        ),
        .executableTarget(
            name: "avicenna",
            dependencies: [
                "Archive", "Assessment", "ExamDelivery", "Interchange", "ItemBank", "ItemKinds", "Psychometrics",
                "Storage", "WebServer", argumentParser, logging, serviceLifecycle, unixSignals,
            ],
            exclude: ["README.md"],
            // Commands only join parts; optimising them takes a twentieth of a first build, at its end and on one core.
            swiftSettings: house + [.unsafeFlags(["-Onone"], .when(configuration: .release))]
        ),

        tests(of: "Archive"),
        tests(of: "Assessment"),
        tests(of: "ExamDelivery", ["Assessment", "ItemKinds"]),
        tests(of: "Interchange", ["Archive", "Assessment", "Fuzzing", "ItemKinds"], exclude: ["Word/Samples"]),
        tests(of: "ItemBank", ["Assessment", "Solver"]),
        tests(of: "ItemKinds", ["Assessment"]),
        tests(of: "Psychometrics"),
        tests(of: "Solver"),
        tests(of: "Storage", ["Assessment", "ExamDelivery", "ItemKinds", crypto, grdb]),
        tests(
            of: "WebServer",
            ["Archive", "Assessment", "ExamDelivery", "ItemKinds", "Psychometrics", "Storage", crypto, mustache],
            exclude: ["Specimens/Golden"]
        ),
        .testTarget(name: "AvicennaTests", swiftSettings: house),
        .testTarget(name: "HouseTests", swiftSettings: house),
        .executableTarget(
            name: "Benchmarks",
            dependencies: ["Archive", "Assessment", "ItemKinds", hummingbird],
            path: "Tests/Benchmarks",
            swiftSettings: house
        ),
        .executableTarget(
            name: "Fuzzing",
            dependencies: ["Archive", "Assessment", "Interchange", "ItemKinds"],
            path: "Tests/Fuzzing",
            swiftSettings: house
        ),
    ],
    swiftLanguageModes: [.v6]
)
