/// What sort of item an item is: it arranges interactions and names the rules that mark them.
///
/// A kind is found by what it recognises, so that formats, pages and storage need not name any.
public protocol ItemKind: Sendable {
    static var name: KindName { get }
    /// The rules that this kind brings along; shared rules may be brought by several kinds.
    static var rules: [any ScoringRule.Type] { get }
    /// Who gives the responses; what an examiner answers is never put into a form.
    static var answeredBy: Answerer { get }

    /// Whether `version`, whatever kind it says it is, has the standard form of this kind.
    static func recognise(_ version: ItemVersion) -> Bool

    /// What an author should mend before the item is used; empty when it is sound.
    static func problems(in version: ItemVersion) -> [Problem]

    /// Items and responses that run through the common suites of kinds.
    static var specimens: [KindSpecimen] { get }
}

extension ItemKind {
    public static var answeredBy: Answerer { .candidate }
}

/// One finding about an item: how grave it is, a stable code, a message and the part it is about.
public struct Problem: Hashable, Sendable {
    public enum Severity: String, Hashable, Sendable, CaseIterable {
        /// Delivery would be wrong or impossible; the item cannot be used.
        case error
        /// The item can be used, but an author should look.
        case warning
    }

    public var severity: Severity
    public var code: String
    public var message: String
    public var part: String

    public init(_ severity: Severity, code: String, message: String, part: String = "") {
        self.severity = severity
        self.code = code
        self.message = message
        self.part = part
    }
}

/// An item of a kind with responses and the marks that they must gain.
public struct KindSpecimen: Sendable {
    public var name: String
    public var version: ItemVersion
    /// Codes of the problems that the kind must find; empty for a sound specimen.
    public var problemCodes: [String]
    public var cases: [Case]

    public struct Case: Sendable {
        public var name: String
        public var response: ItemResponse
        /// Marks by outcome.
        public var marks: [OutcomeID: Mark]
        public var misfit: Misfit?

        public init(_ name: String, _ response: ItemResponse, marks: [OutcomeID: Mark], misfit: Misfit? = nil) {
            self.name = name
            self.response = response
            self.marks = marks
            self.misfit = misfit
        }
    }

    public init(name: String, version: ItemVersion, problemCodes: [String] = [], cases: [Case]) {
        self.name = name
        self.version = version
        self.problemCodes = problemCodes
        self.cases = cases
    }
}
