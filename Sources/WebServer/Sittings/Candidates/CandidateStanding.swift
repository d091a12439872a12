import Assessment
import ExamDelivery
import Foundation
import Storage

/// How one candidate of a sitting stands at this moment, for its pages and for programs.
struct CandidateStanding: Sendable {
    let person: PersonID
    let number: String
    let name: String
    let state: State
    var adjustments: [Adjustment] = []
    /// Time without a sign of the device, once it is worth saying; `nil` while heard.
    var offlineFor: Duration?
    var lastSavedAt: Date?
    /// Working time that is left.
    var left: Duration?
    /// The candidate's own end; `nil` before the start.
    var endsAt: Date?
    var minutesAdded = 0
    var answered = 0
    var device = ""
    /// Stored responses that do not count, by standing (`late`, `oldDevice`, `misfit`).
    var setAside: [String: Int] = [:]

    /// The words of the API.
    enum State: String, Sendable, CaseIterable {
        case notHere, working, timeUp, handedIn

        var textKey: String {
            switch self {
            case .notHere: "candidate.standing.not-here"
            case .working: "candidate.standing.working"
            case .timeUp: "candidate.standing.time-up"
            case .handedIn: "candidate.standing.handed-in"
            }
        }
    }

    var needsAttention: Bool { (state == .working && offlineFor != nil) || !setAside.isEmpty }

    /// This candidate as programs see it.
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "number": .string(number), "state": .string(state.rawValue), "answered": .integer(Int64(answered)),
        ]
        if let endsAt {
            members["endsAt"] = .string(ExamData.instant(endsAt))
            members["device"] = .string(device)
            members["late"] = .integer(Int64(setAside["late"] ?? 0))
        }
        if let lastSavedAt { members["lastSavedAt"] = .string(ExamData.instant(lastSavedAt)) }
        return .object(members)
    }
}

extension CandidateStanding {
    init(_ candidate: CandidateRecord, _ attempt: Attempt?, now: Date) {
        self.init(
            person: candidate.person,
            number: candidate.number,
            name: candidate.name,
            state: State(attempt, now: now),
            adjustments: candidate.adjustments
        )
        guard let attempt else { return }
        lastSavedAt = attempt.lastSavedAt
        left = .seconds(max(0, Int(attempt.endsAt.timeIntervalSince(now))))
        endsAt = attempt.endsAt
        minutesAdded = Int(attempt.endsAt.timeIntervalSince(attempt.start.endsAt)) / 60
        answered = attempt.answeredCount
        device = attempt.device
        setAside = attempt.setAside
    }
}

extension CandidateStanding.State {
    fileprivate init(_ attempt: Attempt?, now: Date) {
        self =
            switch attempt?.phase {
            case nil: .notHere
            case .handedIn: .handedIn
            case .closed: .timeUp
            case .running: attempt?.isRunning(at: now) == true ? .working : .timeUp
            }
    }
}

extension Store {
    /// How every candidate of a sitting stands, by candidate number.
    func standings(in id: SittingID, now: Date) async throws -> [CandidateStanding] {
        try await attempts(of: id).map { CandidateStanding($0.candidate, $0.attempt, now: now) }
    }
}
