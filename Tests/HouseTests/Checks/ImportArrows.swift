/// Which modules each target may import: the table of floors in the design, as data.
struct ImportArrows {
    struct Target {
        var floor: Int
        /// Modules from outside the package, or of the same package when the floor alone does not allow them.
        var outside: Set<String>
        /// When set, the only targets of ours that may be imported, whatever the floors say.
        var onlyOurs: Set<String>?
    }

    static let targets: [String: Target] = [
        "Assessment": Target(floor: 1, outside: ["Foundation", "Crypto"]),
        "Psychometrics": Target(floor: 1, outside: [], onlyOurs: []),
        "Solver": Target(floor: 1, outside: [], onlyOurs: []),
        // Foundation for `Data`, the bytes that go in and out.
        "Archive": Target(floor: 1, outside: ["CZlib", "Foundation"], onlyOurs: []),
        "ItemKinds": Target(floor: 2, outside: ["Foundation"], onlyOurs: ["Assessment"]),
        "ItemBank": Target(floor: 2, outside: ["Foundation"], onlyOurs: ["Assessment", "Solver"]),
        "ExamDelivery": Target(floor: 2, outside: ["Foundation"], onlyOurs: ["Assessment", "Solver"]),
        "SecondScorer": Target(floor: 2, outside: ["Foundation"], onlyOurs: []),
        "Interchange": Target(
            floor: 2,
            outside: ["Foundation", "FoundationXML"],
            onlyOurs: ["Assessment", "Archive"]
        ),
        "Exchange": Target(
            floor: 2,
            outside: ["Foundation", "Crypto", "JWTKit", "COpenSSL"],
            onlyOurs: ["Assessment", "Archive"]
        ),
        "Storage": Target(
            floor: 3,
            outside: [
                "Foundation", "Glibc", "Synchronization", "COpenSSL", "Crypto", "GRDB", "GRDBSQLite", "CPostgreSQL",
            ]
        ),
        "WebServer": Target(
            floor: 4,
            outside: [
                "Foundation", "Glibc", "Synchronization", "Crypto", "Hummingbird", "HummingbirdCore",
                "HummingbirdTLS", "HTTPTypes", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOSSL", "Mustache", "JWTKit",
                "AsyncHTTPClient", "Logging", "Metrics", "ServiceLifecycle", "COpenSSL",
            ]
        ),
        "avicenna": Target(
            floor: 5,
            outside: [
                "Foundation", "Glibc", "Synchronization", "ArgumentParser", "Configuration", "Logging", "NIOCore",
                "NIOPosix", "NIOHTTP1", "ServiceLifecycle", "UnixSignals",
            ]
        ),
    ]

    /// Modules that one corner of a target has to itself.
    static let corners: [(module: String, folder: String)] = [
        ("GRDB", "Sources/Storage/Drivers/"),
        ("GRDBSQLite", "Sources/Storage/Drivers/"),
        ("CPostgreSQL", "Sources/Storage/Drivers/"),
        ("Mustache", "Sources/WebServer/Pages/"),
        ("ArgumentParser", "Sources/avicenna/"),
    ]

    /// Names every import that points up, sideways or out of its corner.
    static func findings(in files: [SourceFile]) -> [Finding] {
        var mustacheFiles: [String] = []
        var findings = files.flatMap { file -> [Finding] in
            guard file.path.hasPrefix("Sources/"), let name = file.target else { return [] }
            guard let target = targets[name] else {
                return [Finding(file.path, "target \(name) is not in the table of floors")]
            }
            return imports(of: file).compactMap { module, line in
                if module == "Mustache" { mustacheFiles.append(file.path) }
                if let corner = corners.first(where: { $0.module == module }), !file.path.hasPrefix(corner.folder) {
                    return Finding(file.path, line: line, "\(module) is imported only in \(corner.folder)")
                }
                return target.allows(module) ? nil : Finding(file.path, line: line, "\(name) must not import \(module)")
            }
        }
        if mustacheFiles.count > 1 {
            findings += mustacheFiles.map { Finding($0, "one file alone imports Mustache") }
        }
        return findings
    }

    /// The modules a file imports, with the lines.
    static func imports(of file: SourceFile) -> [(module: String, line: Int)] {
        let tokens = SwiftLexer(file.text).tokens
        let kinds: Set<String> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        var depth = 0
        return tokens.indices.compactMap { index in
            let token = tokens[index]
            if token.kind == .sign, "([{".contains(token.text) { depth += 1 }
            if token.kind == .sign, ")]}".contains(token.text) { depth -= 1 }
            // Inside brackets and braces `import` is somebody's argument label.
            guard depth == 0, token.kind == .word, token.text == "import", index + 1 < tokens.count else { return nil }
            let next = kinds.contains(tokens[index + 1].text) ? index + 2 : index + 1
            return next < tokens.count ? (tokens[next].text, tokens[next].line) : nil
        }
    }
}

extension ImportArrows.Target {
    fileprivate func allows(_ module: String) -> Bool {
        if outside.contains(module) { return true }
        if let onlyOurs { return onlyOurs.contains(module) }
        return ImportArrows.targets[module].map { $0.floor < floor } ?? false
    }
}
