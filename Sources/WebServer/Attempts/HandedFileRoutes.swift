import Assessment
import ExamDelivery
import Foundation
import Storage

/// Files that candidates hand in: in by page and API, back to the candidate, out to those who mark.
struct HandedFileRoutes: RouteGroup {
    /// The file itself and the envelope of a form.
    private static let body = Route.BodyRule.file(limit: Store.handedFileLimit + (64 << 10))

    var routes: [Route] {
        [
            Route(
                .post,
                "/api/v1/attempts/{attempt}/files",
                .candidate,
                body: Self.body,
                rate: .save,
                delivers: true,
                "Keeps one file (?name=, as application/vnd.avicenna.handed-file) and answers only when it is on disk; "
                    + "the response that names it is saved afterwards. Comes in until the results are confirmed, by an "
                    + "expired session too.",
                handle: keep
            ),
            Route(
                .post,
                "/sit/{sitting}/q/{number}/file",
                .candidate,
                body: Self.body,
                rate: .save,
                "Hands in a file as the response of one upload, and comes back to the question.",
                handle: handIn
            ),
            Route(
                .get,
                "/sit/{sitting}/files/{hash}",
                .candidate,
                "A file that the candidate handed in, for saving.",
                handle: own
            ),
            Route(
                .get,
                "/results/{sitting}/files/{attempt}/{hash}",
                .results,
                "A file that a candidate handed in, for saving.",
                handle: marked
            ),
        ]
    }

    private func keep(_ call: Call) async throws -> Reply {
        let attempt = try await call.deliveredAttempt()
        guard case .file(let name, let bytes, _) = call.body else { throw HandedFileRefusal.empty }
        let file = try await call.store.keepFile(bytes, named: name, of: attempt.id, now: call.now)
        return .json(["file": ResponseValue.file(file).json["file"] ?? .null], status: 201)
    }

    /// The other responses of the question stay as they are held.
    private func handIn(_ call: Call) async throws -> Reply {
        let desk = try await Desk(call)
        let attempt = try desk.begun()
        let drawn = try await call.website.fragments.form(of: desk.sitting, texts: call.texts, store: call.store)
        let order = CandidateOrder(of: drawn.form, seed: attempt.start.seed)
        guard case .file(let name, let bytes, let fields) = call.body, let number = Int(call.parameter("number")),
            let position = order.position(ofQuestion: number), let id = fields["response"].map(ResponseID.init),
            let change = fields["change"].flatMap(ChangeID.init(rawValue:)),
            attempt.hasReached(position, in: order),
            drawn.positions[position - 1].interactions.contains(where: { $0.id == id && $0.isUpload })
        else { throw Failure.notFound }
        let question = "\(desk.path)/q/\(number)"
        let file: HandedFile
        do {
            file = try await call.store.keepFile(bytes, named: name, of: attempt.id, now: call.now)
        } catch let refusal as HandedFileRefusal {
            return .seeOther(question, notice: refusal.notice)
        }
        var response = attempt.held[position]?.response ?? ItemResponse()
        response.values[id] = .file(file)
        let saved = try await call.store.saveResponse(
            Change(
                person: desk.candidate.person,
                epoch: Int(fields["epoch"] ?? "") ?? desk.epoch,
                sequence: attempt.nextSequence(at: position),
                position: position,
                response: response
            ),
            to: attempt.id,
            changeID: change,
            now: call.now
        )
        guard let notice = SitRoutes.notice(saved.standing) else { return .seeOther(question) }
        return .seeOther(question, notice: notice)
    }

    private func own(_ call: Call) async throws -> Reply {
        let desk = try await Desk(call)
        return try await reply(call, try desk.begun().id)
    }

    private func marked(_ call: Call) async throws -> Reply {
        let attempt = try await call.store.attempt(AttemptID(rawValue: call.parameter("attempt")))
        guard attempt.start.sitting.rawValue == call.parameter("sitting") else { throw Failure.notFound }
        return try await reply(call, attempt.id)
    }

    /// Always for saving and under a name of ours: what a stranger made is never shown in our origin.
    private func reply(_ call: Call, _ attempt: AttemptID) async throws -> Reply {
        guard let hash = ContentHash(rawValue: call.parameter("hash")),
            let file = try await call.store.handedFile(hash, of: attempt)
        else { throw Failure.notFound }
        let name = "\(hash.short).\(FileType.ending(of: file.type))"
        return Reply(.bytes(file.bytes, type: file.type, fileName: name))
    }
}

extension Interaction {
    fileprivate var isUpload: Bool { if case .upload = self { true } else { false } }
}

extension HandedFileRefusal {
    /// What the question says when a file was not taken.
    fileprivate var notice: String {
        switch self {
        case .empty: "file-empty"
        case .tooLarge: "file-large"
        case .tooMany: "file-many"
        }
    }
}
