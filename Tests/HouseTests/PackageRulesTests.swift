import Foundation
import Testing

@Suite struct PackageRulesTests {
    @Test func `the manifest keeps the settings, the floors and no empty room`() throws {
        let tree = Tree.house
        let manifest = try tree.manifest()
        let files = try tree.texts(under: "Sources") + tree.texts(under: "Tests")
        let folders = try tree.folders(under: "Sources")
        let findings =
            PackageRules.findings(in: manifest)
            + PackageRules.emptyTargets(in: manifest, files: files, folders: folders)
        #expect(findings.isEmpty, "\(findings.listed)")
    }

    @Test func `a dump of the toolchain is read`() throws {
        let manifest = try JSONDecoder().decode(Manifest.self, from: Data(Self.dump.utf8))
        #expect(manifest.targets.map(\.name) == ["Solver"])
        #expect(Set(manifest.targets[0].settings) == PackageRules.settings.subtracting([Self.lacking]))
        #expect(manifest.dependencies.map(\.identity) == ["swift-nio", "grdb.swift", "here"])
        #expect(manifest.dependencies.map(\.bounds?.lower) == ["2.99.9", nil, nil])
        #expect(
            PackageRules.findings(in: manifest).map(\.message) == [
                "Solver lacks the setting treatAllWarnings error", "swift-nio 2.99.9 is below the floor 2.100.0",
                "grdb.swift is not named by from:", "here is not named by from:",
            ]
        )
    }

    @Test(arguments: [
        ("swift-nio", "2.100.0", "3.0.0", 0), ("swift-nio", "2.101.2", "3.0.0", 0), ("swift-nio", "2.9.0", "3.0.0", 1),
        ("swift-nio", "2.101.2", "2.102.0", 1), ("swift-nio-http2", "1.43.9", "2.0.0", 1),
        ("other", "1.0.0", "2.0.0", 0),
    ])
    func `versions are compared by number`(identity: String, lower: String, upper: String, count: Int) {
        let dependency = Manifest.Dependency(identity, bounds: (lower, upper))
        #expect(PackageRules.findings(in: Manifest(targets: [], dependencies: [dependency])).count == count)
    }

    @Test func `empty targets and stray folders are named`() {
        let targets = ["Solver", "CZlib", "Archive"].map {
            Manifest.Target(name: $0, type: "regular", exclude: [], settings: [])
        }
        let files = [
            SourceFile(path: "Sources/Solver/Bound.swift", text: ""),
            SourceFile(path: "Sources/Archive/README.md", text: ""),
            SourceFile(path: "Sources/CZlib/module.modulemap", text: ""),
            SourceFile(path: "Tests/LostTests/LostTests.swift", text: ""),
            SourceFile(path: "Tests/Browser/a.py", text: ""),
        ]
        let findings = PackageRules.emptyTargets(
            in: Manifest(targets: targets, dependencies: []),
            files: files,
            folders: ["Sources/Solver", "Sources/Solver/Bounds", "Sources/Left"]
        )
        #expect(findings.map(\.path) == ["Package.swift", "Sources/Left", "Tests/LostTests"])
    }

    private static let lacking = Manifest.Setting("treatAllWarnings", "error")

    private static let dump = """
        {"name":"x","targets":[{"name":"Solver","type":"regular","exclude":[],"dependencies":[],"settings":[
        {"kind":{"enableUpcomingFeature":{"_0":"ExistentialAny"}},"tool":"swift"},
        {"kind":{"enableUpcomingFeature":{"_0":"InternalImportsByDefault"}},"tool":"swift"},
        {"kind":{"enableUpcomingFeature":{"_0":"MemberImportVisibility"}},"tool":"swift"},
        {"kind":{"enableUpcomingFeature":{"_0":"NonisolatedNonsendingByDefault"}},"tool":"swift"},
        {"kind":{"enableUpcomingFeature":{"_0":"InferIsolatedConformances"}},"tool":"swift"}]}],
        "dependencies":[
        {"sourceControl":[{"identity":"swift-nio","requirement":{"range":[
        {"lowerBound":"2.99.9","upperBound":"3.0.0"}]}}]},
        {"sourceControl":[{"identity":"grdb.swift","requirement":{"exact":["7.10.0"]}}]},
        {"fileSystem":[{"identity":"here","path":"/here"}]}]}
        """
}
