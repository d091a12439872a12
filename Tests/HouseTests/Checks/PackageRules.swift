/// What the manifest must say: one array of settings for all, versions by `from:` above the floors, no empty target.
struct PackageRules {
    /// The settings array `house` of the style guide.
    static let settings: Set<Manifest.Setting> = [
        .init("enableUpcomingFeature", "ExistentialAny"),
        .init("enableUpcomingFeature", "InternalImportsByDefault"),
        .init("enableUpcomingFeature", "MemberImportVisibility"),
        .init("enableUpcomingFeature", "NonisolatedNonsendingByDefault"),
        .init("enableUpcomingFeature", "InferIsolatedConformances"),
        .init("treatAllWarnings", "error"),
    ]

    /// Versions below which a dependency has known holes.
    ///
    /// Source: CVE-2026-28980 (swift-nio, header counts), GHSA-4px2-pw77-vc85 (swift-nio-http2, smuggling by path).
    static let floors: [String: [Int]] = ["swift-nio": [2, 100, 0], "swift-nio-http2": [1, 44, 0]]

    /// Names targets that lack a setting, dependencies that are not `from:` or too old.
    static func findings(in manifest: Manifest) -> [Finding] {
        let targets = manifest.targets.filter(\.isOfSwift).flatMap { target in
            settings.subtracting(target.settings).map {
                Finding("Package.swift", "\(target.name) lacks the setting \($0.words.joined(separator: " "))")
            }
        }
        return targets + manifest.dependencies.compactMap(finding)
    }

    /// Targets without a source, and folders of `Sources` and `Tests` with Swift in them that no target names.
    static func emptyTargets(in manifest: Manifest, files: [SourceFile], folders: [String]) -> [Finding] {
        let names = Set(manifest.targets.map(\.name))
        let empty = manifest.targets.compactMap { target -> Finding? in
            let sources = files.filter { $0.target == target.name }
            let hasSource = sources.contains { $0.path.hasSuffix(".swift") || $0.name == "module.modulemap" }
            return hasSource ? nil : Finding("Package.swift", "target \(target.name) has no source")
        }
        let stray = folders.filter { $0.hasPrefix("Sources/") && $0.split(separator: "/").count == 2 }.compactMap {
            folder in
            names.contains(String(folder.dropFirst("Sources/".count)))
                ? nil : Finding(folder, "a folder of Sources that is no target")
        }
        let untested = Set(files.swift.filter { $0.path.hasPrefix("Tests/") }.compactMap(\.target)).subtracting(names)
        return empty + stray + untested.sorted().map { Finding("Tests/\($0)", "Swift that no target compiles") }
    }

    private static func finding(_ dependency: Manifest.Dependency) -> Finding? {
        let name = dependency.identity
        guard let bounds = dependency.bounds else { return Finding("Package.swift", "\(name) is not named by from:") }
        let lower = numbers(bounds.lower)
        guard numbers(bounds.upper) == [(lower.first ?? 0) + 1, 0, 0] else {
            return Finding("Package.swift", "\(name) is not named by from:")
        }
        guard let floor = floors[name], lower.lexicographicallyPrecedes(floor) else { return nil }
        let needed = floor.map(String.init).joined(separator: ".")
        return Finding("Package.swift", "\(name) \(bounds.lower) is below the floor \(needed)")
    }

    private static func numbers(_ version: String) -> [Int] {
        version.split(separator: ".").map { Int($0.prefix(while: \.isNumber)) ?? 0 }
    }
}
