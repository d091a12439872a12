/// Why a run of the processing language was stopped; nothing of that run counts.
public enum ProcessingFault: Error, Hashable, Sendable {
    /// The rules ask for more work than ``ProcessingLimits/steps``.
    case tooManySteps
    /// A container grew beyond ``ProcessingLimits/elements``.
    case tooManyElements
    /// A text is longer than ``ProcessingLimits/textBytes``.
    case textTooLong
    /// An integer that does not fit.
    case overflow
    /// A value was pinned or restored that no variable of the item can hold.
    case unknownVariable(String)
    /// The template draws a value that JSON cannot hold, such as a list with an empty text.
    case unstorable

    /// A stable word for interfaces.
    public var code: String {
        switch self {
        case .tooManySteps: "processing.steps"
        case .tooManyElements: "processing.elements"
        case .textTooLong: "processing.text"
        case .overflow: "processing.overflow"
        case .unknownVariable: "processing.variable"
        case .unstorable: "processing.unstorable"
        }
    }

    public var message: String {
        switch self {
        case .tooManySteps: "the item's rules never come to an end within the steps allowed"
        case .tooManyElements: "the item's rules build a list that is too long"
        case .textTooLong: "a response is longer than rules may look at"
        case .overflow: "the item's rules compute an integer that is too large"
        case .unknownVariable(let name): "the item has no variable “\(name.prefix(60))” that can be given"
        case .unstorable: "the item's template draws a value that cannot be stored, such as an empty text in a list"
        }
    }
}

/// How much one run may cost.
///
/// Whatever an item says, a run ends within these.
public struct ProcessingLimits: Hashable, Sendable {
    /// Operators evaluated and elements produced, together; some operators count by the size of what they look at.
    public var steps = 200_000
    /// The elements of one container.
    public var elements = 10_000
    /// The UTF-8 bytes of one text.
    public var textBytes = 65_536
    /// How often a template may be drawn again because of its constraints.
    ///
    /// Source: QTI 3.0 information model, "template-constraint": at most 100 times.
    public var draws = 100

    public init() {}
}

/// Something that a run passed over, such as an operator of a maker's own.
public struct ProcessingWarning: Hashable, Sendable {
    public let code: String
    public let message: String

    init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }
}
