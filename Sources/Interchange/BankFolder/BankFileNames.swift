public import Assessment
import Foundation

/// Gives the files of a bank names that every system can keep, each one once.
///
/// The same identifiers in the same order get the same names, so that a bank written twice is the same bytes.
struct BankFileNames {
    private var taken: Set<String> = []

    /// A name without ending for `identifier`; `tail` tells it from another that would be called the same.
    mutating func name(for identifier: String, tail: ContentHash) -> String {
        let plain = Self.fileName(identifier)
        let isPlain = plain == identifier && !taken.contains(plain.lowercased())
        let name = isPlain ? plain : "\(plain)-\(tail.short)"
        taken.insert(name.lowercased())
        return name
    }

    /// `identifier` as a file name on every system.
    private static func fileName(_ identifier: String) -> String {
        let safe = identifier.unicodeScalars.prefix(80).map { scalar -> Character in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            return isPlain || scalar == "-" || scalar == "_" ? Character(scalar) : "_"
        }
        let name = String(safe)
        // Names of devices on Windows must not be names of files.
        let reserved = ["con", "prn", "aux", "nul", "com", "lpt", "clock"]
        let isReserved = reserved.contains { name.lowercased().hasPrefix($0) } || name.hasPrefix("-") || name.isEmpty
        return isReserved ? "item-\(name)" : name
    }
}

extension BankFile {
    /// The blueprints and resource packs of a school as files of its bank, in an order that is theirs.
    ///
    /// Packs may share an identifier, since a new edition has a new hash; the second one has its hash in its name.
    public static func files(blueprints: [JSONValue], resources: [ResourcePack]) -> [BankFile] {
        files(blueprints, as: .blueprint, in: "blueprints")
            + files(resources.map(\.json), as: .resource, in: "resources")
    }

    private static func files(_ documents: [JSONValue], as role: Role, in folder: String) -> [BankFile] {
        var names = BankFileNames()
        let sorted = documents.map { (id: $0["id"]?.text ?? "", bytes: CanonicalJSON.data($0)) }
            .map { (id: $0.id, hash: ContentHash(of: $0.bytes), bytes: $0.bytes) }
            .sorted { ($0.id, $0.hash.rawValue) < ($1.id, $1.hash.rawValue) }
        return sorted.map { file in
            BankFile(
                role: role,
                path: "\(folder)/\(names.name(for: file.id, tail: file.hash)).json",
                bytes: file.bytes
            )
        }
    }
}
