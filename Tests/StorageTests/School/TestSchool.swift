import Assessment
import ExamDelivery
import Foundation
import ItemKinds
import Testing

@testable import Storage

/// A store with people, and the steps that lead to a sealed paper and an open sitting.
struct TestSchool {
    static let now = Date(timeIntervalSince1970: 1_800_000_000)

    let store: Store
    let examiner: PersonID
    let second: PersonID
    let officer: PersonID

    init(_ database: Database) async throws {
        let store = try Store(
            database: database,
            key: try ServerKey(secret: Data(repeating: 7, count: 32)),
            catalogue: .standard
        )
        self.store = store
        try await store.migrate(now: Self.now)
        func add(_ name: String, _ role: Role) async throws -> PersonID {
            try await store.addPerson(
                name: name,
                login: nil,
                password: nil,
                roles: [role],
                by: .operatorAtMachine,
                now: Self.now
            )
        }
        examiner = try await add("Examiner", .examiner)
        second = try await add("Second", .examiner)
        officer = try await add("Officer", .examOfficer)
    }

    /// A sound specimen of each kind, under ids of their own, but for those that people mark.
    static var items: [ItemVersion] { specimens.map(\.version) }

    static var specimens: [KindSpecimen] {
        Catalogue.standard.kinds.filter { $0.answeredBy == .candidate }.compactMap { kind in
            kind.specimens.first { specimen in
                specimen.problemCodes.isEmpty
                    && specimen.version.scoring.allSatisfy { use in
                        // A rule that cannot be made would fail the specimen's own suite.
                        (try? Catalogue.standard.rule(use))?.leavesMarkingToPeople == false
                    }
            }
        }
    }

    private static func media(of item: ItemVersion) -> [String: StoredMedia] {
        let shown = item.interactions.flatMap(\.content) + item.body
        guard shown.flatMap(\.media).contains(SpecimenDrawing.path) else { return [:] }
        return [SpecimenDrawing.path: StoredMedia(type: "image/png", bytes: SpecimenDrawing.bytes)]
    }

    func importItems(_ items: [ItemVersion] = TestSchool.items) async throws -> ImportRecord {
        try await store.stageImport(
            fileName: "items.zip",
            problems: [],
            items: items.map { item in
                IncomingItem(path: "items/\(item.item.rawValue).json", version: item, media: Self.media(of: item))
            },
            by: .person(examiner),
            now: Self.now
        )
    }

    /// A paper of all items, in the state that `state` names; sealing gives its form.
    func paper(
        in state: PaperState = .sealed,
        of items: [ItemVersion] = TestSchool.items
    ) async throws -> (id: PaperID, form: ContentHash?) {
        let plan = try await importItems(items)
        try await store.applyImport(plan.id, by: .person(examiner), now: Self.now)
        let id = try await store.addPaper(
            title: "Paper",
            language: "en",
            instructions: [],
            blueprint: nil,
            seed: 1,
            by: .person(examiner),
            now: Self.now
        )
        var paper = try #require(try await store.paper(id)).paper
        let entries = items.map { Paper.Entry(item: $0.item, version: $0.hash) }
        paper.sections = [Paper.Section(title: "All", entries: entries)]
        try await store.savePaper(paper, blueprint: nil, seed: 1, upon: 1, by: .person(examiner), now: Self.now)
        guard state != .draft else { return (id, nil) }
        try await store.movePaper(id, to: .inReview, by: .person(examiner), now: Self.now)
        guard state != .inReview else { return (id, nil) }
        try await store.movePaper(id, to: .approved, by: .person(second), now: Self.now)
        guard state != .approved else { return (id, nil) }
        return (id, try await store.sealPaper(id, by: .person(second), now: Self.now))
    }

    /// An open sitting of an hour with these candidate numbers.
    func sitting(_ numbers: [String], of items: [ItemVersion] = TestSchool.items) async throws -> SittingID {
        let form = try #require(try await paper(of: items).form)
        let sitting = Sitting(
            id: SittingID(rawValue: ""),
            title: "Sitting",
            form: form,
            window: Window(opens: Self.now, closes: Self.now + 7200),
            duration: .seconds(3600),
            zone: "Europe/London",
            passMark: Mark(1, over: 2)
        )
        let id = try await store.planSitting(sitting, by: .person(officer), now: Self.now)
        let list = numbers.map { IncomingCandidate(number: $0, name: "Candidate \($0)") }
        _ = try await store.importCandidates(list, into: id, isDryRun: false, by: .person(officer), now: Self.now)
        try await store.moveSitting(id, to: .open, by: .person(officer), now: Self.now)
        return id
    }

    /// The right response of each specimen, by form position.
    static var rightResponses: [ItemResponse] {
        specimens.compactMap { $0.cases.first?.response }
    }

    func start(_ number: String, in id: SittingID, now: Date = TestSchool.now) async throws -> (AttemptID, PersonID) {
        let candidate = try #require(try await store.candidates(of: id).first { $0.number == number })
        let attempt = try await store.startAttempt(
            of: candidate.person,
            in: id,
            seed: 3,
            device: "Firefox, Linux",
            now: now
        )
        return (attempt, candidate.person)
    }

    @discardableResult
    func save(
        _ response: ItemResponse,
        at position: Int,
        sequence: Int,
        of attempt: AttemptID,
        by person: PersonID,
        change: ChangeID = ChangeID(UUID()),
        now: Date = TestSchool.now + 60
    ) async throws -> SavedChange {
        let made = Change(person: person, epoch: 1, sequence: sequence, position: position, response: response)
        return try await store.saveResponse(made, to: attempt, changeID: change, now: now)
    }
}
