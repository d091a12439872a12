import Foundation

/// What `swift package dump-package` says of the package: targets with their settings, dependencies with their ranges.
struct Manifest: Decodable {
    var targets: [Target]
    var dependencies: [Dependency]

    struct Target: Decodable {
        var name: String
        /// Where it lies, when that is not `Sources/<name>` or `Tests/<name>`.
        var path: String?
        var type: String
        var exclude: [String]
        var settings: [Setting]
    }

    /// One setting of a target, as the words that make it up: `["enableUpcomingFeature", "ExistentialAny"]`.
    struct Setting: Decodable, Hashable {
        var words: [String]

        init(_ words: String...) { self.words = words }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Name.self)
            let kinds = try fields.nestedContainer(keyedBy: Name.self, forKey: Name("kind"))
            words = kinds.allKeys.map(\.stringValue).sorted()
            for key in kinds.allKeys {
                let value = try kinds.nestedContainer(keyedBy: Name.self, forKey: key)
                words += value.allKeys.compactMap { try? value.decode(String.self, forKey: $0) }  // lists are not ours
            }
        }
    }

    struct Dependency: Decodable {
        var identity: String
        /// The bounds of a `from:` or range requirement; `nil` for an exact version, a branch, a revision or a folder.
        var bounds: (lower: String, upper: String)?

        init(_ identity: String, bounds: (lower: String, upper: String)?) {
            self.identity = identity
            self.bounds = bounds
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Name.self)
            guard let kind = fields.allKeys.first,
                let source = try fields.decode([Source].self, forKey: kind).first
            else { throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "empty dependency")) }
            identity = source.identity
            bounds = source.requirement?.range?.first.map { ($0.lowerBound, $0.upperBound) }
        }
    }

    private struct Source: Decodable {
        var identity: String
        var requirement: Requirement?

        struct Requirement: Decodable {
            var range: [Bounds]?
        }

        struct Bounds: Decodable {
            var lowerBound: String
            var upperBound: String
        }
    }

    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension Tree {
    /// Asks the toolchain for the package's manifest.
    ///
    /// - Throws: ``ManifestUnreadable`` with what the toolchain said.
    func manifest() throws -> Manifest {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("house-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }  // a left-over temporary folder harms nobody
        let output = scratch.appendingPathComponent("manifest.json")
        let errors = scratch.appendingPathComponent("errors.txt")
        // A scratch folder of its own: the run of `swift test` that started us may hold the lock of `.build`.
        let command = """
            exec swift package --package-path "$1" --scratch-path "$2/build" dump-package >"$2/manifest.json" \
            2>"$2/errors.txt"
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command, "sh", root.path, scratch.path]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ManifestUnreadable(message: try String(contentsOf: errors, encoding: .utf8))
        }
        return try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: output))
    }

    struct ManifestUnreadable: Error {
        var message: String
    }
}
