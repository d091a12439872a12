import Assessment
import ExamDelivery
import Foundation
import Storage

/// Files that candidates hand in: in by page and API, back to the candidate, out to those who mark.
struct HandedFileRoutes: RouteGroup {
    /// The file itself and the rest of its question's form.
    private static let body = Route.BodyRule.file(limit: Store.handedFileLimit + Route.BodyRule.responseForm.limit)

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
                    + "the response that names it is saved afterwards. With ?position= and ?response= of a "
                    + "question that is open its type is checked first. Comes in until the results are confirmed, by an expired session too.",
                handle: keep
            ),
            Route(
                .post,
                "/sit/{sitting}/q/{number}/file",
                .candidate,
                body: Self.body,
                rate: .save,
                "Hands in a file with the rest of its question's form, and comes back to the question.",
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

    /// Where `position` and `response` are named, a file of a type that was not asked for there is refused at once.
    private func keep(_ call: Call) async throws -> Reply {
        let attempt = try await call.deliveredAttempt()
        guard case .file(let name, let bytes, _) = call.body else { throw HandedFileRefusal.empty }
        if let position = call.query["position"].flatMap({ Int($0) }), let response = call.query["response"],
            // What cannot be looked up is unknown: a file is not lost for want of a check.
            let upload = try? await upload(ResponseID(rawValue: response), at: position, of: attempt, call),
            !upload.takes(FileType.name(of: bytes)), !bytes.isEmpty
        {
            throw Failure.unprocessable("file.type", "the question does not take files of this type; choose another")
        }
        let file = try await call.store.keepFile(bytes, named: name, of: attempt.id, now: call.now)
        return .json(["file": ResponseValue.file(file).json["file"] ?? .null], status: 201)
    }

    private func upload(
        _ id: ResponseID,
        at position: Int,
        of attempt: Attempt,
        _ call: Call
    ) async throws -> UploadInteraction? {
        guard let record = try await call.store.sitting(attempt.start.sitting) else { return nil }
        let form = try await call.website.fragments.form(of: record.sitting, texts: call.texts, store: call.store)
        // Past a lockpoint what there is and what there is not look the same.
        guard attempt.hasReached(position, in: CandidateOrder(of: form.form, seed: attempt.start.seed)) else {
            return nil
        }
        return form.upload(id, at: position)
    }

    /// Saves what stands beside the file too, also when the file is not taken: the fields have left the page.
    private func handIn(_ call: Call) async throws -> Reply {
        let desk = try await Desk(call)
        let attempt = try desk.begun()
        let drawn = try await call.website.fragments.form(of: desk.sitting, texts: call.texts, store: call.store)
        let order = CandidateOrder(of: drawn.form, seed: attempt.start.seed)
        guard case .file(let name, let bytes, let fields) = call.body, let number = Int(call.parameter("number")),
            let position = order.position(ofQuestion: number), let go = fields["go"], go.hasPrefix("file:"),
            let change = fields["change"].flatMap(ChangeID.init(rawValue:)),
            attempt.hasReached(position, in: order),
            let upload = drawn.upload(ResponseID(rawValue: String(go.dropFirst("file:".count))), at: position)
        else { throw Failure.notFound }
        let interactions = drawn.positions[position - 1].interactions
        var sent = SentAnswer(fields, at: position, go: go, interactions)
        var notice: String?
        if !bytes.isEmpty, !upload.takes(FileType.name(of: bytes)) {
            notice = "file-type"
        } else {
            do {
                let file = try await call.store.keepFile(bytes, named: name, of: attempt.id, now: call.now)
                sent.files[upload.id] = file
            } catch let refusal as HandedFileRefusal {
                notice = name.isEmpty ? "file-none" : refusal.notice
            }
        }
        // Read again: it may have changed while the file was on its way to the disk.
        let now = try await call.store.attempt(attempt.id)
        let standing = try await sent.save(to: now, of: desk, in: drawn, changeID: change)
        let question = "\(desk.path)/q/\(number)"
        guard let notice = notice ?? standing else { return .seeOther(question) }
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

extension DrawnForm {
    /// The upload called `id` at a position, from 1.
    fileprivate func upload(_ id: ResponseID, at position: Int) -> UploadInteraction? {
        guard positions.indices.contains(position - 1) else { return nil }
        for case .upload(let upload) in positions[position - 1].interactions where upload.id == id { return upload }
        return nil
    }
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
