import Foundation
import Testing

/// Holds documents against the schemas of the standard, with `xmllint` of the package `libxml2-utils`.
///
/// The schemas lie in the corpus without those of other bodies that they import (MathML, XInclude, speech markup). In
/// their place stand schemas made here that permit anything under the names that are asked for.
enum QTISchema {
    private static let folder = "qti-sdk/src/qtism/data/storage/xml/schemes"

    /// What is wrong with `documents`, line by line; `nil`, with a word, where the schemas or the program are missing.
    static func problems(of documents: [String: Data], against schema: String) throws -> [String]? {
        guard let corpus = try Corpus.folder() else { return nil }
        let program = URL(filePath: "/usr/bin/xmllint")
        guard FileManager.default.isExecutableFile(atPath: program.path) else {
            print("skipped: xmllint is not there (package libxml2-utils)")
            return nil
        }
        let place = FileManager.default.temporaryDirectory.appending(path: "avicenna-schema-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }  // A folder that stays behind harms nobody.
        try copy(corpus.appending(path: "\(folder)/\(schema)"), into: place)
        var names: [String] = []
        for (number, (name, bytes)) in documents.sorted(by: { $0.key < $1.key }).enumerated() {
            let file = "\(number)-\(name.replacing("/", with: "_"))"
            try bytes.write(to: place.appending(path: file))
            names.append(file)
        }
        let root = schema.split(separator: "/").last.map(String.init) ?? schema
        let process = Process()
        process.executableURL = program
        process.arguments = ["--nonet", "--noout", "--schema", root] + names
        process.currentDirectoryURL = place
        let output = Pipe()
        process.standardError = output
        process.standardOutput = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return text.split(separator: "\n").map(String.init).filter { !$0.hasSuffix(" validates") }
    }

    /// Copies a schema, and with it what it imports: from beside it, or as a stand-in.
    private static func copy(_ schema: URL, into place: URL) throws {
        let name = schema.lastPathComponent
        guard !FileManager.default.fileExists(atPath: place.appending(path: name).path) else { return }
        var text = try String(contentsOf: schema, encoding: .utf8)
        let imports = text.matches(
            of: /<xsd?:import\s+namespace\s*=\s*"([^"]*)"\s+schemaLocation\s*=\s*"([^"]*)"\s*\/>/
        )
        var changes: [(whole: String, namespace: String, file: String)] = []
        for (number, found) in imports.enumerated() {
            let beside = schema.deletingLastPathComponent().appending(path: String(found.2)).standardizedFileURL
            if FileManager.default.fileExists(atPath: beside.path) {
                changes.append((String(found.0), String(found.1), beside.lastPathComponent))
            } else {
                let file = "\(name)-\(number).xsd"
                try standIn(for: String(found.1), in: text).write(
                    to: place.appending(path: file),
                    atomically: true,
                    encoding: .utf8
                )
                changes.append((String(found.0), String(found.1), file))
            }
        }
        for (whole, namespace, file) in changes {
            let new = "<xs:import xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" namespace=\"\(namespace)\""
            text = text.replacing(whole, with: "\(new) schemaLocation=\"\(file)\"/>")
        }
        try text.write(to: place.appending(path: name), atomically: true, encoding: .utf8)
        for (_, _, file) in changes {
            let beside = schema.deletingLastPathComponent().appending(path: file)
            if FileManager.default.fileExists(atPath: beside.path) { try copy(beside, into: place) }
        }
    }

    /// A schema in which everything that `text` asks of `namespace` is permitted and nothing is said of it.
    private static func standIn(for namespace: String, in text: String) throws -> String {
        var names: Set<String> = []
        for declared in text.matches(of: /xmlns:([A-Za-z0-9]+)\s*=\s*"([^"]*)"/) where declared.2 == namespace {
            let reference = try Regex("ref\\s*=\\s*\"\(declared.1):([A-Za-z0-9-]+)\"")
            for found in text.matches(of: reference) { names.insert(String(found.output[1].substring ?? "")) }
        }
        if namespace.hasSuffix("/XML/1998/namespace") { names.formUnion(["lang", "base", "space", "id"]) }
        let isAttributes = namespace.hasSuffix("/XML/1998/namespace") || namespace.hasSuffix("xlink")
        let parts = names.sorted().map { name in
            isAttributes
                ? "<xs:attribute name=\"\(name)\" type=\"xs:string\"/>"
                : "<xs:element name=\"\(name)\" type=\"xs:anyType\"/>"
        }
        return """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="\(namespace)" \
            elementFormDefault="qualified">\(parts.joined())</xs:schema>
            """
    }
}
