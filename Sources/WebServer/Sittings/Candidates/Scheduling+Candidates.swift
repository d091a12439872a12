import Assessment
import ExamDelivery
import Foundation
import Storage

extension Scheduling {
    /// Who of a sitting is meant: pages name the person, programs the candidate number.
    enum Named: Sendable {
        case person(PersonID)
        case number(String)
    }

    /// The candidate who is meant.
    ///
    /// - Throws: ``Failure/notFound`` when nobody on the list is.
    func candidate(_ named: Named, in id: SittingID) async throws -> CandidateRecord {
        let candidate: CandidateRecord? =
            switch named {
            case .person(let person): try await website.store.candidate(person, in: id)
            case .number(let number): try await website.store.candidates(of: id).first { $0.number == number }
            }
        guard let candidate else { throw Failure.notFound }
        return candidate
    }

    /// Adds minutes to the running attempt of one candidate.
    ///
    /// - Returns: The attempt with its new end.
    func addTime(
        _ minutes: Int?,
        because reason: String,
        to candidate: CandidateRecord
    ) async throws -> Outcome<Attempt> {
        let reason = reason.trimmingCharacters(in: .whitespaces)
        var findings: [SittingFinding] = []
        if minutes == 0 || !(minutes.map(SittingCheck.addedMinutes.contains) ?? false) {
            findings.append(.addedMinutes)
        }
        if reason.isEmpty { findings.append(.reason) }
        guard findings.isEmpty, let minutes else { return .refused(findings) }
        guard let id = candidate.attempt else { return .refused([.notStarted]) }
        let attempt = try await website.store.record(on: id, now: now) { attempt throws(Attempt.Refusal) in
            try attempt.moveEnd(
                to: attempt.endsAt + TimeInterval(60 * minutes),
                reason: String(reason.prefix(SittingCheck.reasonLength)),
                now: now
            )
        }
        return .done(attempt)
    }

    /// Makes a new exam ticket; the old one stops working.
    func renewTicket(of candidate: CandidateRecord, in id: SittingID) async throws -> Ticket {
        let ticket = try await website.store.renewTicket(of: candidate.person, in: id, by: actor, now: now)
        website.sessions.forgetAll()
        return ticket
    }

    /// Compares a candidate list with a sitting and, unless it is a dry run, takes it in whole.
    ///
    /// - Returns: What it did or would do; `nil` when the list has problems, and then nothing was changed.
    func takeIn(_ list: CandidateList, into id: SittingID, isDryRun: Bool) async throws -> CandidateListOutcome? {
        guard list.problems.isEmpty else { return nil }
        return try await website.store.importCandidates(
            list.candidates,
            into: id,
            isDryRun: isDryRun,
            by: actor,
            now: now
        )
    }
}
