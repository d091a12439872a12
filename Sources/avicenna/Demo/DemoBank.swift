import Assessment
import Foundation
import ItemBank

/// The bank that the demonstration school starts with, read from `QuestionBanks/` or from beside the program.
struct DemoBank {
    let name: String
    let items: [(path: String, version: ItemVersion)]
    let blueprints: [Blueprint]
    let resources: [ResourcePack]

    /// Reads the bank folder at `url` and checks every hash that its manifest names.
    init(at url: URL) throws {
        let manifest = try Self.json(url.appending(path: "bank.json"))
        name = manifest["name"]?.text ?? url.lastPathComponent
        func files(_ list: String) throws -> [(path: String, data: Data)] {
            try (manifest[list]?.elements ?? []).map { entry in
                let path = entry["path"]?.text ?? ""
                let data = try Data(contentsOf: url.appending(path: path))
                guard ContentHash(of: data).rawValue == entry["hash"]?.text else {
                    throw CommandError(
                        code: "AV1002",
                        message: "the file is not the one that the bank's manifest names",
                        place: path,
                        remedy: "take the bank from its source again",
                        exit: .badData
                    )
                }
                return (path, data)
            }
        }
        items = try files("items").map { ($0.path, try ItemVersion(data: $0.data)) }
        blueprints = try files("blueprints").map { try Blueprint(data: $0.data) }
        resources = try files("resources").map {
            try ResourcePack(json: try StrictJSON.value($0.data, maximumDepth: 64))
        }
    }

    private static func json(_ url: URL) throws -> JSONValue {
        try StrictJSON.value(try Data(contentsOf: url), maximumDepth: 64)
    }

    func blueprint(_ id: String) throws -> Blueprint {
        guard let blueprint = blueprints.first(where: { $0.id == id }) else {
            throw CommandError(code: "AV1003", message: "the bank has no blueprint “\(id)”", exit: .badData)
        }
        return blueprint
    }

    /// Where the bank lies: named, or `QuestionBanks/avicenna-first` in or above the working folder, or beside the
    /// program.
    static func folder(named path: String?) -> URL? {
        if let path { return URL(filePath: path, directoryHint: .isDirectory) }
        var places = [URL(filePath: FileManager.default.currentDirectoryPath), Bundle.main.bundleURL]
        for place in places {
            var above = place
            while above.path != "/" {
                above = above.deletingLastPathComponent()
                places.append(above)
            }
        }
        return places.map { $0.appending(path: "QuestionBanks/avicenna-first") }
            .first { FileManager.default.fileExists(atPath: $0.appending(path: "bank.json").path) }
    }
}
