import Assessment
import ExamDelivery
import Foundation
import Storage

/// What a candidate's page needs to know: the sitting, the attempt if begun, and which device this is.
struct Desk: Sendable {
    let record: SittingRecord
    let candidate: CandidateRecord
    let attempt: Attempt?
    /// The lease that this browser holds; 0 when it has none.
    let epoch: Int
    let session: SessionToken
    let call: Call

    var sitting: Sitting { record.sitting }
    var path: String { "/sit/\(sitting.id.rawValue)" }
    var clock: ClockText { ClockText(zone: TimeZone(identifier: sitting.zone) ?? .gmt) }
    /// Name of the cookie that holds this browser's lease.
    var leaseName: String { "lease_\(sitting.id.rawValue)" }

    /// Loads the sitting named in the path for the candidate who asks.
    ///
    /// - Throws: ``Failure/notFound`` when the person is not on its list, as if it did not exist.
    init(_ call: Call) async throws {
        let id = SittingID(rawValue: call.parameter("sitting"))
        guard case .signedIn(let signedIn, let token) = call.principal,
            signedIn.sitting == nil || signedIn.sitting == id,
            let record = try await call.store.sitting(id),
            let candidate = try await call.store.candidate(signedIn.person.id, in: id)
        else { throw Failure.notFound }
        self.record = record
        self.candidate = candidate
        session = token
        self.call = call
        if let id = candidate.attempt {
            try await call.store.closeAttemptIfDue(id, now: call.now)
            attempt = try await call.store.attempt(id)
        } else {
            attempt = nil
        }
        let lease = call.cookies["lease_\(id.rawValue)"]?.split(separator: ".")
        epoch = lease?.first.map(String.init) == attempt?.id.rawValue ? lease?.last.flatMap { Int($0) } ?? 0 : 0
    }

    /// The attempt, where the page makes no sense without one.
    func begun() throws -> Attempt {
        guard let attempt else { throw Failure.notFound }
        return attempt
    }

    /// Whether another device has taken the lease since this one had it.
    func isElsewhere(_ attempt: Attempt) -> Bool { epoch != attempt.epoch && attempt.isRunning(at: call.now) }

    /// Whether the exam stays closed to this browser: it came back by ticket after the end, to deliver what it holds.
    var onlyDelivers: Bool { attempt.map(call.onlyDelivers(to:)) ?? false }

    /// Gives this browser the lease, beginning the attempt where there is none; pages and API alike.
    ///
    /// - Throws: ``AttemptRefusal/refused(_:)`` while another device works on it and `takesOver` is false.
    func lease(takesOver: Bool) async throws -> Lease {
        var generator = SystemRandomNumberGenerator()
        return try await call.store.lease(
            of: candidate.person,
            in: sitting.id,
            for: session,
            holding: epoch,
            takesOver: takesOver,
            seed: generator.next(),
            device: DeviceName.name(call.userAgent),
            now: call.now
        )
    }

    func secondsSinceHeard(_ attempt: Attempt) -> Int {
        Int(call.now.timeIntervalSince(attempt.lastSavedAt ?? attempt.start.startedAt))
    }

    /// What every page of the attempt shows, with the newest messages that were not read yet.
    func facts(_ attempt: Attempt, questionCount: Int) async throws -> ExamFacts {
        ExamFacts(
            path: path,
            attempt: attempt.id.rawValue,
            epoch: epoch,
            paper: sitting.title,
            questionCount: questionCount,
            startedAt: attempt.start.startedAt,
            now: call.now,
            endsAt: attempt.endsAt,
            clock: clock,
            localZone: call.cookies["zone"].flatMap(Self.zone),
            resources: resources,
            messages: try await notes()
        )
    }

    /// The time zone that a browser names; `nil` for what is shaped like none, as a cookie can hold anything.
    static func zone(_ name: String) -> TimeZone? {
        guard name.utf8.count <= 64, name.wholeMatch(of: /[A-Za-z0-9_+\-]+(?:\/[A-Za-z0-9_+\-]+)*/) != nil else {
            return nil
        }
        return TimeZone(identifier: name)
    }

    /// A page fetched ahead is drawn by a script, which hears of messages with its heartbeat.
    private func notes() async throws -> [ExamBar.Note] {
        guard !call.isPrefetch else { return [] }
        let unread = try await call.store.messages(to: candidate.person, in: sitting.id).filter { $0.readAt == nil }
        return unread.suffix(Self.mostNotes).reversed().map {
            ExamBar.Note(time: clock.minute($0.message.sentAt), text: $0.message.body)
        }
    }

    private static let mostNotes = 5

    var resources: [ExamBar.Link] {
        guard sitting.resources != nil else { return [] }
        return [ExamBar.Link(href: "\(path)/resources/pack", label: call.texts("exam.resources"))]
    }

    /// The reply with the cookie by which this browser holds the lease.
    func holding(_ reply: Reply, _ lease: Lease) -> Reply {
        var reply = reply
        reply.cookies.append((leaseName, "\(lease.attempt.rawValue).\(lease.epoch)", 7 * 24 * 3600))
        return reply
    }
}

extension Call {
    /// Whether who asks came back by ticket after the attempt's end.
    func onlyDelivers(to attempt: Attempt) -> Bool {
        guard case .signedIn(let signedIn, _) = principal else { return false }
        return signedIn.onlyDelivers(to: attempt)
    }
}

/// What a browser says it is, in two words that a person recognises.
enum DeviceName {
    static func name(_ userAgent: String) -> String {
        let browsers = [
            ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"),
        ]
        let systems = [
            ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
            ("CrOS", "Chromebook"), ("Linux", "Linux"),
        ]
        let browser = browsers.first { userAgent.contains($0.0) }?.1
        let system = systems.first { userAgent.contains($0.0) }?.1
        return [browser, system].compactMap(\.self).joined(separator: ", ")
    }
}
