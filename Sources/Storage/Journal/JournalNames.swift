public import Foundation

/// Names one stream of the journal, such as `attempt/0190…`, `audit`.
///
/// 1 to 100 visible ASCII characters, so that both databases and Swift agree on equality and order.
public struct StreamName: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init?(rawValue: String) {
        guard Self.isValid(rawValue), !rawValue.hasPrefix(Self.evidencePrefix) else { return nil }
        self.rawValue = rawValue
    }

    /// The stream of one thing: `StreamName("attempt", id)`.
    public init(_ noun: StaticString, _ id: UUID) {
        let name = noun.description
        precondition(Self.isValid(name) && name.count <= 60, "a stream's noun is a short ASCII word")
        rawValue = "\(name)/\(id.uuidString.lowercased())"
    }

    /// The stream that there is one of in an installation: `StreamName("audit")`.
    public init(_ name: StaticString) {
        precondition(Self.isValid(name.description), "a stream's name is a short ASCII word")
        rawValue = name.description
    }

    /// Where bodies are kept that came under a change id already used for another body.
    public var evidence: StreamName { StreamName(trusted: Self.evidencePrefix + rawValue) }

    init(trusted rawValue: String) { self.rawValue = rawValue }

    private static let evidencePrefix = "evidence/"

    private static func isValid(_ text: String) -> Bool {
        (1...100).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}

/// Names one change, made by whoever asks for it, so that asking again does no harm.
///
/// 1 to 100 visible ASCII characters; a UUID as a rule.
public struct ChangeID: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init?(rawValue: String) {
        guard (1...100).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        self.rawValue = rawValue
    }

    public init(_ id: UUID) { rawValue = id.uuidString.lowercased() }

    init(trusted rawValue: String) { self.rawValue = rawValue }
}
