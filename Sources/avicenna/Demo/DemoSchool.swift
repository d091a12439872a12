import Assessment
import ExamDelivery
import Foundation
import ItemBank
import Storage

/// A small living school: people of every role, a bank, a sitting that is open now, a practice sitting, and one that is
/// over and has results.
struct DemoSchool {
    let store: Store
    let bank: DemoBank
    let zone: String

    /// One person of the demonstration, with what is printed for them.
    struct Member {
        let role: String
        let login: String
        let name: String
        let roles: Set<Role>
    }

    static let members = [
        Member(role: "examiner", login: "examiner", name: "Dr Amina Haddad", roles: [.examiner]),
        Member(role: "second-examiner", login: "examiner2", name: "Dr Tomás Ibarra", roles: [.examiner]),
        Member(role: "exam-officer", login: "officer", name: "Grace Okoye", roles: [.examOfficer]),
        Member(role: "invigilator", login: "invigilator", name: "Jun Watanabe", roles: [.invigilator]),
        Member(role: "board", login: "board", name: "Prof. Ingrid Solberg", roles: [.board, .examOfficer]),
        Member(role: "second-board", login: "board2", name: "Prof. Daniel Mwangi", roles: [.board]),
        Member(role: "administrator", login: "admin", name: "Lena Fischer", roles: [.administrator]),
        Member(role: "candidate", login: "candidate", name: "Noor Rahman", roles: [.candidate]),
    ]

    /// Fills an empty store.
    ///
    /// - Throws: when the bank cannot be read or its blueprints cannot be met.
    func fill(now: Date) async throws {
        var people: [String: PersonID] = [:]
        for member in Self.members {
            people[member.role] = try await store.addPerson(
                name: member.name,
                login: member.login,
                password: nil,
                roles: member.roles,
                by: .operatorAtMachine,
                now: now
            )
        }
        guard let examiner = people["examiner"], let second = people["second-examiner"],
            let officer = people["exam-officer"], let candidate = people["candidate"]
        else { return }
        try await importBank(by: .person(examiner), now: now)
        let pack = bank.resources.first?.hash
        let main = try await sealedForm(bank.blueprint("year-5-paper-a"), by: examiner, approver: second, now: now)
        let practice = try await sealedForm(bank.blueprint("practice-paper"), by: examiner, approver: second, now: now)
        try await open(
            "Year 5 written paper A",
            main,
            minutes: 60,
            isPractice: false,
            pack,
            candidate,
            by: officer,
            now: now
        )
        try await open(
            "Practice paper",
            practice,
            minutes: 20,
            isPractice: true,
            pack,
            candidate,
            by: officer,
            now: now
        )
        try await finished(main, pack, by: officer, now: now)
    }

    private func importBank(by actor: Actor, now: Date) async throws {
        let items = bank.items.map { IncomingItem(path: $0.path, version: $0.version) }
        let plan = try await store.stageImport(fileName: bank.name, problems: [], items: items, by: actor, now: now)
        try await store.applyImport(plan.id, by: actor, now: now)
        for blueprint in bank.blueprints {
            try await store.saveBlueprint(
                id: blueprint.id,
                name: blueprint.name,
                body: blueprint.json,
                by: actor,
                now: now
            )
        }
        for pack in bank.resources { try await store.saveResourcePack(pack, by: actor, now: now) }
    }

    private func sealedForm(
        _ blueprint: Blueprint,
        by examiner: PersonID,
        approver: PersonID,
        now: Date
    ) async throws -> ContentHash {
        let id = try await store.addPaper(
            title: blueprint.name,
            language: "en-GB",
            instructions: [.text("Choose or type one answer for each question. There is no penalty for guessing.")],
            blueprint: blueprint.id,
            seed: 1037,
            by: .person(examiner),
            now: now
        )
        let pool = try bank.items.map { try AssemblyCandidate($0.version, hash: $0.version.hash) }
        guard case .plan(let plan) = try Assembly(blueprint, pool: pool, seed: 1037).choose() else {
            throw CommandError(
                code: "AV1001",
                message: "the demonstration bank cannot meet its blueprint",
                place: blueprint.id,
                exit: .internalFault
            )
        }
        guard let paper = try await store.paper(id)?.paper else { return ContentHash(of: .null) }
        try await store.savePaper(
            paper.holding(plan.chosen, title: blueprint.name),
            blueprint: blueprint.id,
            seed: 1037,
            upon: 1,
            by: .person(examiner),
            now: now
        )
        try await store.movePaper(id, to: .inReview, by: .person(examiner), now: now)
        try await store.movePaper(id, to: .approved, by: .person(approver), now: now)
        return try await store.sealPaper(id, by: .person(approver), now: now)
    }

    private func open(
        _ title: String,
        _ form: ContentHash,
        minutes: Int,
        isPractice: Bool,
        _ pack: ContentHash?,
        _ candidate: PersonID,
        by officer: PersonID,
        now: Date
    ) async throws {
        let sitting = Sitting(
            id: SittingID(rawValue: ""),
            title: title,
            form: form,
            window: Window(opens: now - 60, closes: now + 30 * 24 * 3600),
            duration: .seconds(minutes * 60),
            zone: zone,
            isPractice: isPractice,
            resources: pack,
            passMark: Mark(11, over: 20)
        )
        let id = try await store.planSitting(sitting, by: .person(officer), now: now)
        try await store.addCandidate(
            candidate,
            number: "40217",
            to: id,
            adjustments: isPractice ? [] : [.extraTime(percent: 25)],
            by: .person(officer),
            now: now
        )
        try await store.moveSitting(id, to: .open, by: .person(officer), now: now)
    }

    /// A sitting of yesterday with forty invented candidates, scored and waiting for its release.
    private func finished(_ form: ContentHash, _ pack: ContentHash?, by officer: PersonID, now: Date) async throws {
        let yesterday = now - 24 * 3600
        let sitting = Sitting(
            id: SittingID(rawValue: ""),
            title: "Year 5 written paper A, first sitting",
            form: form,
            window: Window(opens: yesterday - 60, closes: yesterday + 3 * 3600),
            duration: .seconds(3600),
            zone: zone,
            resources: pack,
            passMark: Mark(11, over: 20)
        )
        let id = try await store.planSitting(sitting, by: .person(officer), now: yesterday)
        let robots = DemoCohort(size: 40, seed: 2027)
        _ = try await store.importCandidates(
            robots.list,
            into: id,
            isDryRun: false,
            by: .person(officer),
            now: yesterday
        )
        try await store.moveSitting(id, to: .open, by: .person(officer), now: yesterday)
        guard let key = try await store.key(ofForm: form), let sealed = try await store.form(form) else { return }
        for (index, candidate) in try await store.candidates(of: id).enumerated() {
            let attempt = try await store.startAttempt(
                of: candidate.person,
                in: id,
                seed: UInt64(index),
                device: "Firefox, Linux",
                now: yesterday
            )
            let changes = robots.changes(of: index, person: candidate.person, form: sealed, key: key, store: store)
            for change in changes {
                _ = try await store.saveResponse(
                    change,
                    to: attempt,
                    changeID: ChangeID(UUID.version7(now: yesterday)),
                    now: yesterday + TimeInterval(60 * change.sequence)
                )
            }
            try await store.record(on: attempt, now: yesterday + 3000) { attempt throws(Attempt.Refusal) in
                try attempt.handIn(now: yesterday + 3000)
            }
        }
        try await store.moveSitting(id, to: .closed, by: .person(officer), now: now)
        _ = try await store.scoreSitting(id, by: .person(officer), now: now)
    }
}
