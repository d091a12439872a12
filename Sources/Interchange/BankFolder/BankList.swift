import Assessment
import Foundation

/// The list of a bank folder, `bank.json`: what the bank is and which files it consists of, each with its hash.
struct BankList {
    var bank: Bank
    var items: [Entry] = []
    var blueprints: [Entry] = []
    var resources: [Entry] = []
    /// What is kept of packages beside their items.
    var packages: [Entry] = []
    var media: [Entry] = []

    struct Entry: Hashable {
        var path: String
        var hash: ContentHash
    }

    /// Reads the list, format 1.
    static func reading(_ bytes: Data) throws(Source.Refusal) -> BankList {
        let json: JSONValue
        do throws(StrictJSON.Problem) {
            json = try StrictJSON.value(bytes, maximumDepth: 16)
        } catch {
            let line = bytes.prefix(error.offset).count { $0 == 0x0A } + 1
            throw Source.Refusal([Finding("bank.format", "bank.json: \(error.description)", line: line)])
        }
        do throws(FormatProblem) {
            return try BankList(json: json)
        } catch {
            throw Source.Refusal([Finding("bank.format", "bank.json: \(error.description)")])
        }
    }

    init(bank: Bank) { self.bank = bank }

    init(json: JSONValue) throws(FormatProblem) {
        var fields = try Fields(json)
        guard try fields.integer("format") == 1 else {
            throw FormatProblem(path: "format", message: "only format 1 is known; a newer Avicenna may read this")
        }
        bank = Bank(
            id: try fields.string("id"),
            name: try fields.string("name"),
            language: try fields.string("language"),
            licence: try fields.optionalString("licence") ?? "",
            origin: try fields.optionalString("origin") ?? ""
        )
        items = try fields.list("items", Entry.init(json:path:))
        blueprints = try fields.list("blueprints", Entry.init(json:path:))
        resources = try fields.list("resources", Entry.init(json:path:))
        packages = try fields.list("packages", Entry.init(json:path:))
        media = try fields.list("media", Entry.init(json:path:))
        try fields.end()
        var seen: Set<String> = []
        for entry in items + blueprints + resources + packages + media where !seen.insert(entry.path).inserted {
            throw FormatProblem(path: entry.path, message: "stands twice in the list")
        }
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "format": 1, "id": .string(bank.id), "name": .string(bank.name), "language": .string(bank.language),
            "licence": .string(bank.licence), "origin": .string(bank.origin), "items": .array(items.map(\.json)),
            "blueprints": .array(blueprints.map(\.json)), "resources": .array(resources.map(\.json)),
            "media": .array(media.map(\.json)),
        ]
        if !packages.isEmpty { members["packages"] = .array(packages.map(\.json)) }
        return .object(members)
    }
}

extension BankList.Entry {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        self.path = try fields.string("path")
        guard PackagePath.isInside(self.path) else {
            throw FormatProblem(path: fields.at("path"), message: "must stay inside the bank's folder")
        }
        guard let hash = ContentHash(rawValue: try fields.string("hash")) else {
            throw FormatProblem(path: fields.at("hash"), message: "must be 64 lower-case hexadecimal digits")
        }
        self.hash = hash
        try fields.end()
    }

    var json: JSONValue { ["path": .string(path), "hash": .string(hash.rawValue)] }
}
