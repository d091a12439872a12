import Assessment
import Foundation
import Storage

/// The messages of a sitting as programs see them.
struct MessageAPI: RouteGroup {
    var routes: [Route] {
        [
            Route(
                .get,
                "/api/v1/sittings/{sitting}/messages",
                .live,
                "Every message of a sitting with the number of its readers, newest first."
            ) { call in
                let messages = try await call.store.messages(of: try await call.sittingRecord().sitting.id)
                return .json(["messages": .array(messages.map(\.json))])
            },
            Route(
                .post,
                "/api/v1/sittings/{sitting}/messages",
                .live,
                body: .smallJSON,
                audit: .messageSent,
                "Sends a message to one candidate, or to all.",
                handle: send
            ),
        ]
    }

    private func send(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        let text = try fields.string("text")
        let number = try fields.optionalString("candidate")
        try fields.end()
        let id = try await call.sittingRecord().sitting.id
        let message = try await call.scheduling.send(text, to: number.map(Scheduling.Named.number), in: id)
        return .json(
            ["message": .string(message.id.rawValue), "sentAt": .string(ExamData.instant(message.sentAt))],
            status: 201
        )
    }
}

extension Scheduling {
    /// Sends a message to one candidate of an open sitting, or to all for `nil`.
    ///
    /// - Throws: `MessageRefusal`; ``Failure/notFound`` when nobody on the list is meant.
    func send(_ text: String, to named: Named?, in id: SittingID) async throws -> Message {
        var person: PersonID?
        if let named { person = try await candidate(named, in: id).person }
        return try await website.store.sendMessage(text, to: person, in: id, by: actor, now: now)
    }
}

extension SentMessage {
    /// This message as programs see it; without `candidate` it is to all.
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "message": .string(message.id.rawValue), "text": .string(message.body), "sentBy": .string(sentBy),
            "sentAt": .string(ExamData.instant(message.sentAt)), "read": .integer(Int64(readCount)),
            "recipients": .integer(Int64(recipientCount)),
        ]
        if let number { members["candidate"] = .string(number) }
        return .object(members)
    }
}

extension Message {
    /// This message as the device of a candidate gets it with a heartbeat.
    var json: JSONValue {
        ["id": .string(id.rawValue), "text": .string(body), "sentAt": .string(ExamData.instant(sentAt))]
    }
}
