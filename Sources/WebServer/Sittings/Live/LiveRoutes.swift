import Assessment
import Foundation
import Storage

/// The page of a running sitting: how candidates stand, more time for one, messages to one or all.
struct LiveRoutes: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/sittings/{sitting}/live", .live, "The candidates of a running sitting.") { call in
                Pages.reply(try await page(call, entered: Self.asked(call)), .staff, call)
            },
            Route(
                .post,
                "/sittings/{sitting}/time",
                .live,
                body: .smallForm,
                "Adds time for one candidate.",
                handle: addTime
            ),
            Route(
                .post,
                "/sittings/{sitting}/messages",
                .live,
                body: .smallForm,
                audit: .messageSent,
                "Sends a message to one candidate or to all.",
                handle: send
            ),
        ]
    }

    /// The form that the address asks for.
    private static func asked(_ call: Call) -> LivePage.Entered? {
        if let person = call.query["time"] { return .time(PersonID(rawValue: person)) }
        return call.query["message"].map { .message($0 == "all" ? nil : PersonID(rawValue: $0)) }
    }

    private func page(
        _ call: Call,
        entered: LivePage.Entered?,
        problems: [String] = []
    ) async throws -> LivePage {
        let record = try await call.sittingRecord()
        let form = try await call.store.form(record.sitting.form)
        return LivePage(
            sitting: record.sitting,
            candidates: try await call.store.standings(in: record.sitting.id, now: call.now),
            sent: try await call.store.messages(of: record.sitting.id).map(LivePage.Sent.init),
            questionCount: form?.positions.count ?? 0,
            now: call.now,
            showsNames: call.query["names"] != "off",
            isOpen: record.state == .open,
            entered: entered,
            problems: problems,
            texts: call.texts
        )
    }

    private func addTime(_ call: Call) async throws -> Reply {
        let id = try await call.sittingRecord().sitting.id
        let person = PersonID(rawValue: try call.form.required("candidate"))
        let candidate = try await call.scheduling.candidate(.person(person), in: id)
        let minutes = call.form["minutes"] ?? ""
        let reason = call.form["reason"] ?? ""
        let outcome = try await call.scheduling.addTime(
            Int(minutes.trimmingCharacters(in: .whitespaces)),
            because: reason,
            to: candidate
        )
        switch outcome {
        case .done: return .seeOther("/sittings/\(id.rawValue)/live")
        case .refused(let findings):
            let entered = LivePage.Entered.time(person, minutes: minutes, reason: reason)
            let page = try await page(call, entered: entered, problems: findings.texts(call.texts))
            return Pages.reply(page, .staff, call, status: 422)
        }
    }

    private func send(_ call: Call) async throws -> Reply {
        let id = try await call.sittingRecord().sitting.id
        let person = call.form["candidate"].flatMap { $0.isEmpty ? nil : PersonID(rawValue: $0) }
        let text = call.form["text"] ?? ""
        do {
            _ = try await call.scheduling.send(text, to: person.map(Scheduling.Named.person), in: id)
        } catch let refusal as MessageRefusal {
            guard let key = refusal.textKey else { throw refusal }
            let entered = LivePage.Entered.message(person, text: text)
            let page = try await page(call, entered: entered, problems: [call.texts(key)])
            return Pages.reply(page, .staff, call, status: Failure(refusal).status.rawValue)
        }
        return .seeOther("/sittings/\(id.rawValue)/live", notice: "message-sent")
    }
}

extension MessageRefusal {
    /// What the page says; `nil` where there is no such page.
    fileprivate var textKey: String? {
        switch self {
        case .length: "watch.problem.message"
        case .notOpen: "watch.problem.not-open"
        case .unknownSitting, .noSuchCandidate: nil
        }
    }
}

extension LivePage.Sent {
    fileprivate init(_ sent: SentMessage) {
        self.init(
            at: sent.message.sentAt,
            number: sent.number,
            text: sent.message.body,
            readCount: sent.readCount,
            recipientCount: sent.recipientCount
        )
    }
}
