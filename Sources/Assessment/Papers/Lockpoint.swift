/// Where in a section earlier answers, those of the section and of all before it, stop being changeable.
public enum Lockpoint: String, Hashable, Sendable, CaseIterable {
    case none
    /// Once, after the section.
    case atEnd
    /// After each question: the unfolding case, whose next step tells what the last one asked.
    case afterEach
}

extension Lockpoint {
    init(from fields: inout Fields) throws(FormatProblem) {
        guard let value = fields.take("lockpoint") else {
            self = .none
            return
        }
        // `none` is never written: papers and forms sealed before there were lockpoints keep their hashes.
        guard let lockpoint = value.text.flatMap(Self.init), lockpoint != .none else {
            throw FormatProblem(path: fields.at("lockpoint"), message: "atEnd or afterEach is needed, or no member")
        }
        self = lockpoint
    }

    /// The member that a section writes; nothing for ``none``.
    var members: [String: JSONValue] { self == .none ? [:] : ["lockpoint": .string(rawValue)] }
}
