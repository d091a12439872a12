import Assessment
import Storage

extension Failure {
    /// A refusal about a sitting as people and programs see it.
    init(_ refusal: SittingRefusal) {
        switch refusal {
        case .unknown: self = .notFound
        case .noSuchForm: self = Failure([.form])
        case .noSuchStep(let from, let to):
            self = .conflict("sitting.no-such-step", "a sitting does not go from \(from.rawValue) to \(to.rawValue)")
        case .attemptsRunning(let count):
            self = .conflict("sitting.running", "\(count) candidates still have time; wait or end their attempts")
        case .listIsFixed(let state):
            self = .conflict("sitting.list-fixed", "the list cannot change while the sitting is \(state.rawValue)")
        }
    }

    /// A refusal about a message as people and programs see it.
    init(_ refusal: MessageRefusal) {
        switch refusal {
        case .unknownSitting, .noSuchCandidate: self = .notFound
        case .notOpen(let state):
            self = .conflict(
                "message.not-open",
                "the sitting is \(state.rawValue); messages can be sent while it is open"
            )
        case .length(let length):
            self = .unprocessable(
                "message.length",
                "a message has 1 to \(Message.lengths.upperBound) characters; this one has \(length)"
            )
        }
    }

    /// Findings as programs see them: status and code of the first, all of them as details where there are several.
    init(_ findings: [SittingFinding]) {
        guard let first = findings.first else { preconditionFailure("a refusal without a finding") }
        let failures = findings.map(Self.failure)
        self = Self.failure(first)
        if failures.count > 1 { details = failures.map(\.message) }
    }

    private static func failure(_ finding: SittingFinding) -> Failure {
        switch finding {
        case .title: .unprocessable("sitting.title", "a title has 1 to 200 characters")
        case .form: .unprocessable("sitting.no-form", "there is no sealed paper with this form")
        case .times: .unprocessable("instant", "the window needs two instants such as 2027-06-03T09:00:00Z")
        case .window: .unprocessable("sitting.window", "the window closes before it opens")
        case .minutes: .unprocessable("sitting.minutes", "the length is 1 to 10080 minutes")
        case .zone: .unprocessable("sitting.zone", "the zone is no IANA time zone")
        case .resources: .unprocessable("sitting.resources", "resources must be the hash of a resource pack")
        case .passMark: .unprocessable("sitting.pass-mark", "the pass mark is a share of the marks, in 0…1")
        case .addedMinutes:
            .unprocessable("attempt.minutes", "1 to 600 minutes can be added, or taken back below nothing")
        case .reason: .unprocessable("attempt.reason", "a reason is needed; it is kept with the change")
        case .notStarted:
            .conflict("attempt.none", "this candidate has not started yet; change the adjustments instead")
        }
    }
}
