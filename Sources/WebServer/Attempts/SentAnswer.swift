import Assessment
import ExamDelivery
import Foundation
import Storage

/// What a question's form brought, by whichever of its buttons, to be saved over what is held.
struct SentAnswer: Sendable {
    private let position: Int
    private let epoch: Int?
    private let interactions: [Interaction]
    /// What the fields hold; without files, which stay until they are removed or cleared.
    private let fields: ItemResponse
    private let clears: Bool
    private let removed: ResponseID?
    /// The turn that the form takes, where its button does.
    private let turn: Int?
    /// The files that came with the form and are kept.
    var files: [ResponseID: HandedFile] = [:]

    init(_ form: FormFields, at position: Int, go: String, _ interactions: [Interaction]) {
        self.position = position
        self.interactions = interactions
        epoch = form["epoch"].flatMap { Int($0) }
        clears = go == "clear"
        removed = go.hasPrefix("remove:") ? ResponseID(rawValue: String(go.dropFirst("remove:".count))) : nil
        turn = go == "turn" || go.hasPrefix("press:") ? form["turn"].flatMap { Int($0) } : nil
        var fields = clears ? ResponseForm.cleared(form, interactions) : ResponseForm.response(form, interactions)
        for case .upload(let upload) in interactions { fields.values[upload.id] = nil }
        self.fields = fields
    }

    /// What is given now, where `held` was given before; `nil` when nothing is.
    ///
    /// A choice cannot be taken back by its own fields: an empty form of choices comes from a page that is older than
    /// the answer, which stays.
    func response(over held: ItemResponse) -> ItemResponse? {
        guard !clears else { return fields }
        let isStale = fields.isBlank && !interactions.contains(where: \.isTyped)
        var response = isStale ? held : fields
        for case .upload(let upload) in interactions {
            response.values[upload.id] = upload.id == removed ? nil : held[upload.id]
        }
        for (id, file) in files { response.values[id] = .file(file) }
        return isStale && response.isBlank && held.isBlank ? nil : response
    }

    /// What a turn gives: just what its page holds, empty or not.
    private func response(ofTurnOver held: ItemResponse) -> ItemResponse {
        var response = fields
        for case .upload(let upload) in interactions { response.values[upload.id] = held[upload.id] }
        return response
    }

    /// Takes the turn that the pressed button takes, or saves what is given now.
    ///
    /// - Returns: What the next page says of an answer that is kept and does not count.
    func store(to attempt: Attempt, of desk: Desk, in drawn: DrawnForm, changeID: ChangeID) async throws -> String? {
        guard let turn else { return try await save(to: attempt, of: desk, in: drawn, changeID: changeID) }
        let store = desk.call.store
        let turns = try await store.formTurns(of: desk.sitting.form)
        let given = response(ofTurnOver: attempt.held[position]?.response ?? ItemResponse())
        let whole = drawn.whole(given, turn: turn, at: position, of: attempt, turns)
        // A form has no sequence of its own that would tell that it is sent again.
        if let all = attempt.turns[position], all.indices.contains(turn - 1), all[turn - 1] == whole { return nil }
        let change = Change(
            person: desk.candidate.person,
            epoch: epoch ?? desk.epoch,
            sequence: attempt.nextSequence(at: position),
            position: position,
            response: whole,
            turn: turn
        )
        let saved = try await store.saveResponse(change, to: attempt.id, changeID: changeID, now: desk.call.now)
        if case .misfit(let reason) = saved.standing, reason.hasPrefix("turn") { return "turn-not-taken" }
        return SitRoutes.notice(saved.standing)
    }

    /// Saves what is given now unless it is held already; leaving a question as it was is no change.
    ///
    /// - Returns: What the next page says of an answer that is kept and does not count.
    func save(to attempt: Attempt, of desk: Desk, in drawn: DrawnForm, changeID: ChangeID) async throws -> String? {
        guard var response = response(over: attempt.held[position]?.response ?? ItemResponse()) else { return nil }
        if attempt.turns[position] != nil {
            let turns = try await desk.call.store.formTurns(of: desk.sitting.form)
            response = drawn.whole(response, turn: nil, at: position, of: attempt, turns)
        }
        let saved = try await desk.call.store.saveResponseUnlessHeld(
            Change(
                person: desk.candidate.person,
                epoch: epoch ?? desk.epoch,
                sequence: attempt.nextSequence(at: position),
                position: position,
                response: response
            ),
            to: attempt.id,
            changeID: changeID,
            now: desk.call.now
        )
        return saved.flatMap { SitRoutes.notice($0.standing) }
    }
}
