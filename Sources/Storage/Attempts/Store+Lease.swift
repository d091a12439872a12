public import Assessment
import Crypto
public import ExamDelivery
public import Foundation

/// The right of one device to write an attempt.
public struct Lease: Hashable, Sendable {
    public let attempt: AttemptID
    public let epoch: Int
}

extension Store {
    /// Gives a device the lease of a candidate's attempt, which begins now if it has not begun.
    ///
    /// `held` is the epoch that the device shows, 0 for none. Asking again from the same session is harmless: the
    /// session that began the attempt gets its lease again even when the first answer was lost on the way.
    ///
    /// - Throws: ``AttemptRefusal/refused(_:)`` with ``Attempt/Refusal/staleEpoch(current:)`` when another device works
    ///   on the attempt and `takesOver` is false, or with ``Attempt/Refusal/ended``; ``AttemptRefusal/start(_:)``.
    public func lease(
        of person: PersonID,
        in id: SittingID,
        for session: SessionToken,
        holding held: Int,
        takesOver: Bool,
        seed: UInt64,
        device: String,
        now: Date
    ) async throws -> Lease {
        let change = session.startChange
        let attempt = try await startAttempt(
            of: person,
            in: id,
            seed: seed,
            device: device,
            changeID: change,
            now: now
        )
        let held = try await began(attempt, as: change) ? max(held, 1) : held
        let leased = try await record(on: attempt, now: now) { attempt throws(Attempt.Refusal) in
            try attempt.goOn(holding: held, takesOver: takesOver, device: device, now: now)
        }
        return Lease(attempt: attempt, epoch: leased.epoch)
    }

    private func began(_ id: AttemptID, as change: ChangeID) async throws -> Bool {
        let stream = try stream(of: id)
        let event = try await database.read { try journal.event(of: stream, changeID: change, in: $0) }
        // Devices name their own changes: only a start under this name is one.
        guard let event, case .started = try AttemptEvent(event) else { return false }
        return true
    }
}

extension SessionToken {
    /// Names what this session began, without telling the token.
    var startChange: ChangeID {
        let digest = SHA256.hash(data: Data("avicenna attempt start 1 \(text)".utf8))
        return ChangeID(trusted: "start." + Data(digest).hexadecimal)
    }
}
