public import Assessment
public import ExamDelivery
public import Foundation

extension Store {
    /// Passes the lockpoint after the candidate's question `question`; see
    /// ``ExamDelivery/Attempt/passLockpoint(after:in:epoch:sequence:now:)``.
    ///
    /// Passing it again is harmless.
    ///
    /// - Returns: The attempt as it stands then; only when it is on disk.
    /// - Throws: ``AttemptRefusal/refused(_:)``; a ``StorageError`` when nothing was saved.
    @discardableResult
    public func passLockpoint(
        after question: Int,
        of id: AttemptID,
        epoch: Int,
        sequence: Int?,
        now: Date
    ) async throws -> Attempt {
        guard let order = try await lockedOrder(of: id) else {
            throw AttemptRefusal.refused(.unknownLockpoint)
        }
        return try await record(on: id, now: now) { attempt throws(Attempt.Refusal) in
            try attempt.passLockpoint(after: question, in: order, epoch: epoch, sequence: sequence, now: now)
        }
    }

    /// The order of the candidate's questions, where the form has lockpoints; `nil` where it has none.
    public func lockedOrder(of id: AttemptID) async throws -> CandidateOrder? { try await liveEntry(id).order }
}
