import Assessment
import ExamDelivery
import Foundation
import Storage

/// Coming in and going out.
struct SignInRoutes: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/sign-in", .everyone, "Sign-in with name and password.") { call in
                let page = SignInPage(next: Cookies.ownPath(call.query["next"]), texts: call.texts)
                return Pages.reply(page, .everyone, call)
            },
            Route(
                .post,
                "/sign-in",
                .everyone,
                body: .smallForm,
                rate: .signIn,
                audit: .signedIn,
                "Signs in with name and password.",
                handle: signIn
            ),
            Route(.get, "/sign-in/code", .everyone, "Sign-in with an exam ticket.") { call in
                Pages.reply(CodeSignInPage(texts: call.texts), .everyone, call)
            },
            Route(
                .post,
                "/sign-in/code",
                .everyone,
                body: .smallForm,
                rate: .signIn,
                audit: .signedIn,
                "Signs in with an exam ticket and the candidate number.",
                handle: signInWithTicket
            ),
            Route(.get, "/sign-in/link/{token}", .everyone, rate: .signIn, "A printed sign-in link.", handle: link),
            Route(
                .post,
                "/sign-in/link/{token}",
                .everyone,
                body: .smallForm,
                rate: .signIn,
                audit: .signedIn,
                "Signs in by a printed link.",
                handle: signInByLink
            ),
            Route(
                .post,
                "/sign-out",
                .signedIn,
                body: .smallForm,
                audit: .signedOut,
                // An expired session still delivers; who leaves a shared machine must be able to end that.
                delivers: true,
                "Ends the session.",
                handle: signOut
            ),
        ]
    }

    private func signIn(_ call: Call) async throws -> Reply {
        let login = String((call.form["login"] ?? "").prefix(200))
        let password = String((call.form["password"] ?? "").prefix(1000))
        let next = Cookies.ownPath(call.form["next"])
        guard call.website.throttle.allows("login \(login.lowercased())", tries: 10, now: call.now) else {
            let page = SignInPage(problem: .slow, login: login, next: next, texts: call.texts)
            return Pages.reply(page, .everyone, call, status: 429)
        }
        let account = try await call.store.account(login: login)
        // A login that does not exist costs the same time as a wrong password.
        let stored = account?.password ?? Self.nobody
        guard try await call.website.apart({ try stored.matches(password) }), let account, account.password != nil
        else {
            let page = SignInPage(problem: .wrong, login: login, next: next, texts: call.texts)
            return Pages.reply(page, .everyone, call, status: 422)
        }
        return try await begin(account.person, for: nil, next: next, call)
    }

    private static let nobody = PasswordHash(
        stored: "scrypt$15$8$3$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    )

    /// Signs in with an exam ticket, which opens the exam until hand-in or the end of the time, and after that nothing
    /// but the way for answers that still wait on a device.
    ///
    /// So that these arrive, a ticket whose attempt has begun signs in until the results are confirmed; a session that
    /// begins after the attempt's end sees the receipt and delivers (``SignedIn/onlyDelivers(to:)``). A ticket without
    /// an attempt has nothing to deliver and ends with the sitting.
    private func signInWithTicket(_ call: Call) async throws -> Reply {
        let code = String((call.form["code"] ?? "").prefix(100))
        let number = String((call.form["candidate"] ?? "").prefix(100)).trimmingCharacters(in: .whitespaces)
        func again(_ problem: CodeSignInPage.Problem, status: Int) -> Reply {
            let page = CodeSignInPage(problem: problem, code: code, candidate: number, texts: call.texts)
            return Pages.reply(page, .everyone, call, status: status)
        }
        guard call.website.throttle.allows("candidate \(number)", tries: 10, now: call.now) else {
            return again(.slow, status: 429)
        }
        guard let ticket = Ticket(typed: code), let found = try await call.store.candidate(withTicket: ticket),
            found.number == number, let record = try await call.store.sitting(found.sitting),
            record.state.takesResponses
        else { return again(.invalid, status: 422) }
        let exam = "/sit/\(found.sitting.rawValue)"
        guard let id = try await call.store.candidate(found.person, in: found.sitting)?.attempt else {
            guard !record.state.hasEnded else { return again(.invalid, status: 422) }
            return try await begin(found.person, for: found.sitting, next: exam, call)
        }
        // The receipt of an attempt that is over sends what this device still holds.
        let isOver = try await !call.store.attempt(id).isRunning(at: call.now)
        return try await begin(found.person, for: found.sitting, next: isOver ? "\(exam)/receipt" : exam, call)
    }

    private func link(_ call: Call) async throws -> Reply {
        let person = try await linked(call)
        return Pages.reply(LinkSignInPage(name: person.name, action: call.path, texts: call.texts), .everyone, call)
    }

    private func signInByLink(_ call: Call) async throws -> Reply {
        try await begin(try await linked(call).id, for: nil, next: "/", call)
    }

    private func linked(_ call: Call) async throws -> Person {
        guard let token = SessionToken(text: call.parameter("token")),
            let id = try await call.store.person(signingInWith: token, now: call.now),
            let person = try await call.store.person(id)
        else { throw Failure.notFound }
        return person
    }

    /// A new session for each sign-in, so that a token known before is worth nothing after.
    ///
    /// A candidate's browser keeps the token longer than it opens anything: with it, answers that waited on the device
    /// are delivered (``SignedIn/mayDeliver(to:at:)``).
    private func begin(
        _ person: PersonID,
        for sitting: SittingID?,
        next: String,
        _ call: Call
    ) async throws -> Reply {
        let seconds = 14 * 3600
        let token = try await call.store.beginSession(
            of: person,
            for: sitting,
            until: call.now + TimeInterval(seconds),
            now: call.now
        )
        let isCandidate = try await call.store.person(person)?.roles.contains(.candidate) == true
        var reply = Reply.seeOther(next)
        reply.cookies.append((Cookies.session, token.text, isCandidate ? Self.deliverySeconds : seconds))
        return reply
    }

    /// As long as browsers keep a cookie at all: 400 days (RFC 6265bis, section 5.5).
    private static let deliverySeconds = 400 * 24 * 3600

    private func signOut(_ call: Call) async throws -> Reply {
        guard case .signedIn(let signedIn, let token) = call.principal else { return .seeOther("/sign-in") }
        try await call.store.endSession(token, of: signedIn.person.id, now: call.now)
        call.website.sessions.forget(token)
        var reply = Reply.seeOther("/sign-in", notice: "signed-out")
        reply.cookies.append((Cookies.session, "", 0))
        return reply
    }
}
