import Assessment
import ExamDelivery
import Foundation
import ItemKinds
import Storage
import Testing

@testable import WebServer

/// A bank, a sealed form and sittings, made through the store.
extension TestWebsite {
    /// The sound specimens of all kinds that a paper may hold.
    static var items: [ItemVersion] {
        Catalogue.standard.kinds.filter { $0.answeredBy == .candidate }.compactMap { kind in
            kind.specimens.first { $0.problemCodes.isEmpty }?.version
        }
    }

    /// The same as an import brings them.
    static var incoming: [IncomingItem] {
        items.map { IncomingItem(path: $0.item.rawValue, version: $0, media: drawing(of: $0)) }
    }

    /// The drawing of specimens, where `item` shows it.
    static func drawing(of item: ItemVersion) -> [String: StoredMedia] {
        let shown = (item.interactions.flatMap(\.content) + item.body).flatMap(\.media)
        guard shown.contains(SpecimenDrawing.path) else { return [:] }
        return [SpecimenDrawing.path: StoredMedia(type: "image/png", bytes: SpecimenDrawing.bytes)]
    }

    /// Waits until the file of this import is read no more: a busy machine may still read it when its page answers.
    func readingEnds(of plan: String) async {
        while server.website.runningImports.progress(of: plan) != nil { await Task.yield() }
    }

    func person(_ role: Role) throws -> PersonID { try #require(people[role]) }

    /// A form of these items, sealed.
    ///
    /// `sections` says how many items each has, and its lockpoint; one for all without.
    func sealedForm(
        _ items: [IncomingItem] = incoming,
        sections: [(count: Int, lockpoint: Lockpoint)] = []
    ) async throws -> ContentHash {
        let (author, second) = (Actor.person(try person(.examiner)), Actor.person(try person(.examOfficer)))
        let plan = try await store.stageImport(
            fileName: "items.zip",
            problems: [],
            items: items,
            by: author,
            now: Self.start
        )
        try await store.applyImport(plan.id, by: author, now: Self.start)
        let id = try await store.addPaper(
            title: "Paper",
            language: "en",
            instructions: [],
            blueprint: nil,
            seed: 1,
            by: author,
            now: Self.start
        )
        var paper = try #require(try await store.paper(id)).paper
        let entries = items.compactMap(\.version).map { Paper.Entry(item: $0.item, version: $0.hash) }
        var rest = entries[...]
        paper.sections = sections.map { section in
            defer { rest = rest.dropFirst(section.count) }
            return Paper.Section(title: "", entries: Array(rest.prefix(section.count)), lockpoint: section.lockpoint)
        }
        if !rest.isEmpty { paper.sections.append(Paper.Section(title: "All", entries: Array(rest))) }
        try await store.savePaper(paper, blueprint: nil, seed: 1, upon: 1, by: author, now: Self.start)
        try await store.movePaper(id, to: .inReview, by: author, now: Self.start)
        try await store.movePaper(id, to: .approved, by: second, now: Self.start)
        return try await store.sealPaper(id, by: second, now: Self.start)
    }

    /// A planned sitting of an hour whose window opens then.
    func sitting(
        _ title: String,
        of form: ContentHash,
        opens: Date = start,
        zone: String = "Europe/London"
    ) async throws -> SittingID {
        let sitting = Sitting(
            id: SittingID(rawValue: ""),
            title: title,
            form: form,
            window: Window(opens: opens, closes: opens + 7200),
            duration: .seconds(3600),
            zone: zone,
            passMark: Mark(1, over: 2)
        )
        return try await store.planSitting(sitting, by: .person(try person(.examOfficer)), now: Self.start)
    }

    /// A closed sitting that one candidate sat without answering; the clock stands three hours on.
    func closedSitting(zone: String = "Europe/London") async throws -> (id: SittingID, candidate: PersonID) {
        let officer = Actor.person(try person(.examOfficer))
        let id = try await sitting("Sitting", of: try await sealedForm(), zone: zone)
        let list = [IncomingCandidate(number: "1", name: "Candidate 1")]
        _ = try await store.importCandidates(list, into: id, isDryRun: false, by: officer, now: Self.start)
        try await store.moveSitting(id, to: .open, by: officer, now: Self.start)
        let candidate = try #require(try await store.candidates(of: id).first?.person)
        _ = try await store.startAttempt(of: candidate, in: id, seed: 3, device: "Firefox, Linux", now: Self.start)
        clock.move(by: 3 * 3600)
        try await store.moveSitting(id, to: .closed, by: officer, now: clock.now)
        return (id, candidate)
    }
}
