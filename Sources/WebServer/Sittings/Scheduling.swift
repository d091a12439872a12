import Assessment
import ExamDelivery
import Foundation
import Storage

/// Planning a sitting, leading it and keeping its candidates: one way for the pages, the API and the command.
struct Scheduling: Sendable {
    let website: Website
    let actor: Actor
    let now: Date

    /// What became of something that was asked for.
    enum Outcome<Value: Sendable>: Sendable {
        case done(Value)
        /// Everything that stands against it; nothing was changed.
        case refused([SittingFinding])
    }

    /// Plans a sitting of a sealed form.
    func plan(_ plan: SittingPlan) async throws -> Outcome<SittingID> {
        guard let sitting = SittingCheck.sitting(plan) else { return .refused(SittingCheck.findings(plan)) }
        do {
            return .done(try await website.store.planSitting(sitting, by: actor, now: now))
        } catch SittingRefusal.noSuchForm {
            return .refused([.form])
        }
    }

    /// Moves a sitting to the state called `word`.
    ///
    /// - Throws: ``Failure`` 422 when there is no such state; `SittingRefusal` when the sitting does not go there.
    func move(_ id: SittingID, to word: String) async throws {
        guard let state = SittingState(rawValue: word) else {
            throw Failure.unprocessable("sitting.state", "there is no such state")
        }
        try await website.store.moveSitting(id, to: state, by: actor, now: now)
    }
}

extension Call {
    var scheduling: Scheduling { Scheduling(website: website, actor: actor, now: now) }

    /// The sitting named in the path.
    ///
    /// - Throws: ``Failure/notFound``.
    func sittingRecord() async throws -> SittingRecord {
        guard let record = try await store.sitting(SittingID(rawValue: parameter("sitting"))) else {
            throw Failure.notFound
        }
        return record
    }
}
