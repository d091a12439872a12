import Assessment
import Foundation
import Storage

/// The messages that a person has got.
struct MessageRoutes: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/messages", .signedIn, "Messages and announcements.") { call in
                let isCandidate = call.principal.person?.roles == [.candidate]
                return Pages.reply(try await page(call), isCandidate ? .candidate : .staff, call)
            },
            // No audit event: the row itself says who read what and when, and nothing of the school changes by it.
            Route(
                .post,
                "/messages",
                .candidate,
                body: .smallForm,
                "Marks messages as read that the page has shown.",
                handle: markRead
            ),
        ]
    }

    private func page(_ call: Call) async throws -> MessagesPage {
        guard case .signedIn(let signedIn, _) = call.principal else { throw Failure.signInNeeded }
        var received: [MessagesPage.Received] = []
        // A ticket opens one sitting; an account all of its own.
        for record in try await call.store.sittings(of: signedIn.person.id)
        where signedIn.sitting == nil || signedIn.sitting == record.sitting.id {
            received += try await call.store.messages(to: signedIn.person.id, in: record.sitting.id).map { received in
                MessagesPage.Received(
                    id: received.message.id.rawValue,
                    sitting: record.sitting.title,
                    text: received.message.body,
                    at: received.message.sentAt,
                    clock: SittingText.clock(record.sitting),
                    isRead: received.readAt != nil
                )
            }
        }
        return MessagesPage(received: received, texts: call.texts)
    }

    private func markRead(_ call: Call) async throws -> Reply {
        let messages = call.form.all("message").map(MessageID.init(rawValue:))
        try await call.store.markRead(messages, by: try call.person.id, now: call.now)
        return .seeOther("/messages")
    }
}
