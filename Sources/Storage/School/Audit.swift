public import Assessment
import Foundation

/// Who asks for a change.
public enum Actor: Hashable, Sendable {
    case person(PersonID)
    /// Someone at the machine: a command in the data folder or over its socket.
    case operatorAtMachine
    /// The server itself, such as at the end of an attempt.
    case system

    var word: String {
        switch self {
        case .person(let person): person.rawValue
        case .operatorAtMachine: "operator"
        case .system: "system"
        }
    }

    /// The person, where there is one.
    public var person: PersonID? {
        if case .person(let person) = self { person } else { nil }
    }
}

/// What the audit stream can say; a closed list, so that nobody invents words for the same thing.
public enum AuditAction: String, Hashable, Sendable, CaseIterable {
    case personAdded = "person.added"
    case rolesChanged = "person.roles-changed"
    case passwordChanged = "person.password-changed"
    case signedIn = "session.started"
    case signedOut = "session.ended"
    case importStaged = "import.staged"
    case importChosen = "import.choice-made"
    case importApplied = "import.applied"
    case importDiscarded = "import.discarded"
    case blueprintSaved = "blueprint.saved"
    case resourcesSaved = "resources.saved"
    case paperSaved = "paper.saved"
    case paperMoved = "paper.state-changed"
    case paperSealed = "paper.sealed"
    case sittingPlanned = "sitting.planned"
    case sittingMoved = "sitting.state-changed"
    case candidatesImported = "sitting.candidates-imported"
    case adjustmentsChanged = "sitting.adjustments-changed"
    case messageSent = "sitting.message-sent"
    case attemptStarted = "attempt.started"
    case attemptClosed = "attempt.closed"
    case decisionRecorded = "results.decision-recorded"
    case resultsScored = "results.scored"
    case releaseProposed = "results.release-proposed"
    case resultsReleased = "results.released"
}

/// One entry of the audit stream.
public struct AuditEvent: Hashable, Sendable {
    public let actor: Actor
    public let action: AuditAction
    /// The identifier of the thing that was changed; never a name of a person or an answer.
    public let object: String

    var body: Data {
        CanonicalJSON.data([
            "actor": .string(actor.word), "action": .string(action.rawValue), "object": .string(object),
        ])
    }
}
