public import Assessment
public import Foundation

/// What one candidate gave and gained, as QTI reports it: a test, its items, their variables.
///
/// Source: QTI 3.0 results reporting, information model 1.0 (2022); QTI 2.1 and 2.2 results reporting, which is the same
/// without score and answer status.
public struct QTIResultReport: Hashable, Sendable {
    /// Who it is about, by a name that the receiving system knows; `nil` for a report without a name.
    public var candidate: String?
    public var sessions: [Session]
    public var test: TestResult?
    public var items: [ItemResult]

    public init(
        candidate: String? = nil,
        sessions: [Session] = [],
        test: TestResult? = nil,
        items: [ItemResult] = []
    ) {
        self.candidate = candidate
        self.sessions = sessions
        self.test = test
        self.items = items
    }

    /// A name that a system, itself named by an address, gave to the attempt.
    public struct Session: Hashable, Sendable {
        public var source: String
        public var identifier: String

        public init(source: String, identifier: String) {
            self.source = source
            self.identifier = identifier
        }
    }

    public struct TestResult: Hashable, Sendable {
        public var identifier: String
        public var date: Date
        public var variables: [Variable]

        public init(identifier: String, date: Date, variables: [Variable] = []) {
            self.identifier = identifier
            self.date = date
            self.variables = variables
        }
    }

    public struct ItemResult: Hashable, Sendable {
        public var identifier: String
        /// The place of the item in the paper, from 1.
        public var place: Int?
        public var date: Date
        public var status: Status
        public var variables: [Variable]
        /// What the candidate remarked on the item.
        public var comment: String?

        public init(
            identifier: String,
            place: Int? = nil,
            date: Date,
            status: Status = .final,
            variables: [Variable] = [],
            comment: String? = nil
        ) {
            self.identifier = identifier
            self.place = place
            self.date = date
            self.status = status
            self.variables = variables
            self.comment = comment
        }
    }

    /// How far the item has come; the raw values are the standard's.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        case initial
        case pendingSubmission
        case pendingResponseProcessing
        /// Only 3.0 knows this; before it, such an item waits for its response processing.
        case pendingExternalScoring
        case final
    }

    public enum Cardinality: String, Hashable, Sendable, CaseIterable { case single, multiple, ordered, record }

    public enum Variable: Hashable, Sendable {
        case response(Response)
        case outcome(Outcome)
        /// A value that was drawn for the candidate.
        case template(identifier: String, cardinality: Cardinality, baseType: String?, values: [String])
    }

    public struct Response: Hashable, Sendable {
        public var identifier: String
        public var cardinality: Cardinality
        /// One of the standard's base types, such as `identifier`; `nil` for records.
        public var baseType: String?
        /// Empty when nothing was given.
        public var values: [String]
        public var correct: [String]
        /// The options in the order in which this candidate saw them.
        public var order: [String]

        public init(
            identifier: String,
            cardinality: Cardinality,
            baseType: String?,
            values: [String],
            correct: [String] = [],
            order: [String] = []
        ) {
            self.identifier = identifier
            self.cardinality = cardinality
            self.baseType = baseType
            self.values = values
            self.correct = correct
            self.order = order
        }

        /// What `value` is at `interaction`; numbers leave without their unit, files by their name.
        public init(_ interaction: Interaction, _ value: ResponseValue?, order: [OptionID] = []) {
            identifier = interaction.id.rawValue
            cardinality = Cardinality(rawValue: QTIResponseForm.cardinality(interaction)) ?? .single
            baseType = QTIResponseForm.baseType(interaction)
            values = QTIResponseForm.values(value)
            correct = []
            self.order = order.map(\.rawValue)
        }
    }

    public struct Outcome: Hashable, Sendable {
        public var identifier: String
        public var mark: Mark
        public var maximum: Mark?
        /// The least that passes.
        public var mastery: Mark?
        /// Whether people gave it, so that other systems must not compute it again; not of QTI 2.1.
        public var isMarkedByPeople: Bool

        public init(
            identifier: String,
            mark: Mark,
            maximum: Mark? = nil,
            mastery: Mark? = nil,
            isMarkedByPeople: Bool = false
        ) {
            self.identifier = identifier
            self.mark = mark
            self.maximum = maximum
            self.mastery = mastery
            self.isMarkedByPeople = isMarkedByPeople
        }
    }
}
