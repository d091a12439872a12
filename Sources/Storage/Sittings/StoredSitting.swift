public import Assessment
public import ExamDelivery
import Foundation

/// A sitting as it stands.
public struct SittingRecord: Hashable, Sendable {
    public let sitting: Sitting
    public let state: SittingState
}

/// One candidate of one sitting.
public struct CandidateRecord: Hashable, Sendable {
    public let person: PersonID
    public let name: String
    /// The number under which marks and boards know the candidate.
    public let number: String
    public let adjustments: [Adjustment]
    public let attempt: AttemptID?
}

/// Why a sitting cannot be changed.
public enum SittingRefusal: Error, Hashable, Sendable {
    case unknown
    case noSuchForm
    case noSuchStep(from: SittingState, to: SittingState)
    /// Candidates are still working; close their attempts first or wait.
    case attemptsRunning(Int)
    /// The candidate list cannot change in this state.
    case listIsFixed(SittingState)
}

extension SittingRecord {
    init(_ row: Row) throws {
        self.init(
            sitting: try Sitting(json: try StrictJSON.value(Data(try row.text("body").utf8))),
            state: SittingState(rawValue: try row.text("state")) ?? .archived
        )
    }
}

extension CandidateRecord {
    init(_ row: Row) throws {
        let adjustments = try StrictJSON.value(Data(try row.text("adjustments").utf8)).elements ?? []
        self.init(
            person: PersonID(rawValue: try row.text("person")),
            name: try row.text("name"),
            number: try row.text("number"),
            adjustments: try adjustments.map { try Adjustment(json: $0) },
            attempt: try row.ifPresent("attempt", row.text).map(AttemptID.init(rawValue:))
        )
    }
}
