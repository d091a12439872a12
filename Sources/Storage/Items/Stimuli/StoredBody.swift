import Assessment
import Foundation

/// An item version as its row holds it: the canonical JSON with a reference in place of each shared text of its body.
///
/// A reference is a block of type `stimulus` with the member `stored` alone, which no block of an item can be. Versions
/// that were stored whole hold none and are read as they are.
struct StoredBody {
    let text: String
    /// The texts that were taken out, each once.
    let stimuli: [StoredStimulus]

    /// Takes the shared texts out of `version`, whose canonical bytes are `data`.
    init(_ version: ItemVersion, data: Data) {
        guard !version.body.stimuli.isEmpty, case .object(var members) = version.json, let body = members["body"] else {
            text = String(decoding: data, as: UTF8.self)
            stimuli = []
            return
        }
        var found: [StoredStimulus] = []
        members["body"] = Self.taken(from: body, into: &found)
        text = CanonicalJSON.text(.object(members))
        stimuli = found
    }

    /// Puts the version called `hash` together again from `text`, the body of its row.
    ///
    /// - Throws: ``StorageError/corrupt(_:)`` when a text is missing or what was put together is not what was stored.
    static func version(_ text: String, hash: ContentHash, in transaction: Transaction) throws -> ItemVersion {
        let json = try StrictJSON.value(Data(text.utf8), maximumDepth: 64)
        guard case .object(var members) = json, let body = members["body"], refers(body) else {
            return try ItemVersion(json: json)
        }
        members["body"] = try filled(body) { try StoredStimulus.json($0, in: transaction) }
        let whole = JSONValue.object(members)
        guard ContentHash(of: whole) == hash else {
            throw StorageError.corrupt("an item with its shared text differs from its hash")
        }
        return try ItemVersion(json: whole)
    }

    // MARK: - Walking

    private static func taken(from json: JSONValue, into found: inout [StoredStimulus]) -> JSONValue {
        if isStimulus(json) {
            let stimulus = StoredStimulus(json)
            if !found.contains(where: { $0.hash == stimulus.hash }) { found.append(stimulus) }
            return ["type": "stimulus", "stored": .string(stimulus.hash.rawValue)]
        }
        switch json {
        case .array(let elements): return .array(elements.map { taken(from: $0, into: &found) })
        case .object(let members): return .object(members.mapValues { taken(from: $0, into: &found) })
        case .null, .bool, .integer, .string: return json
        }
    }

    private static func filled(_ json: JSONValue, _ stimulus: (String) throws -> JSONValue) throws -> JSONValue {
        if let hash = reference(json) { return try stimulus(hash) }
        switch json {
        case .array(let elements): return .array(try elements.map { try filled($0, stimulus) })
        case .object(let members): return .object(try members.mapValues { try filled($0, stimulus) })
        case .null, .bool, .integer, .string: return json
        }
    }

    private static func refers(_ json: JSONValue) -> Bool {
        if reference(json) != nil { return true }
        return json.elements?.contains(where: refers) ?? json.members?.values.contains(where: refers) ?? false
    }

    private static func isStimulus(_ json: JSONValue) -> Bool { json["type"] == "stimulus" }

    /// The name of the text that stands where `json` is.
    private static func reference(_ json: JSONValue) -> String? { isStimulus(json) ? json["stored"]?.text : nil }
}
