import Assessment
import Foundation
import ItemKinds
import Storage

@testable import WebServer

extension Specimen {
    static let staffItems: [Specimen] = bank + item + imports

    private static let counts = BankPage.Counts(
        kinds: [("single-best-answer", 210), ("extended-matching", 40), ("kind-of-tomorrow", 3)],
        topics: [
            ("content", [("cardiovascular", 120), ("respiratory", 80), (People.long, 1)]),
            ("house-style", [("short", 12)]),
        ]
    )

    private static let bank: [Specimen] = [
        staff("bank") { texts in
            BankPage(
                query: BankPage.Query(
                    words: "chest pain",
                    kind: "single-best-answer",
                    topic: .init(axis: "content", category: "cardiovascular"),
                    offset: 50
                ),
                counts: counts,
                rows: [School.cardio, School.renal, School.long, School.arabic],
                total: 312,
                bankIsEmpty: false,
                canImport: true,
                texts: texts
            )
        },
        staff("bank-empty") { texts in
            BankPage(
                query: .init(),
                counts: .init(),
                rows: [],
                total: 0,
                bankIsEmpty: true,
                canImport: true,
                texts: texts
            )
        },
        staff("bank-no-hit") { texts in
            BankPage(
                query: .init(words: People.rightToLeft, topic: .init(axis: "content", category: "renal")),
                counts: counts,
                rows: [],
                total: 0,
                bankIsEmpty: false,
                relief: .init(filter: .words, count: 12),
                canImport: false,
                texts: texts
            )
        },
    ]

    private static func itemPage(
        _ item: ItemVersion,
        number: Int = 3,
        problems: [Problem] = [],
        uses: [ItemPage.Use] = [],
        sharers: ItemPage.Sharers? = nil,
        _ texts: Texts
    ) -> ItemPage {
        ItemPage(
            item: item,
            number: number,
            versions: [3, 2].map { .init(number: $0, hash: School.hash, importedAt: School.day + Double($0) * 86_400) },
            problems: problems,
            catalogue: .standard,
            uses: uses,
            sharers: sharers,
            preview: ItemPage.Preview(of: item, seed: 7, catalogue: .standard),
            clock: Exam.clock,
            texts: texts
        ) { "/bank/media/\($0)" }
    }

    private static var ofCase: ItemVersion {
        var item = School.keyed
        let text = Block.text("A man of 60 has had chest pain for an hour.")
        item.body.insert(.stimulus(School.hash, [text]), at: 0)
        item.metadata.caseSet = CaseSetPlace(set: CaseSetID(rawValue: "chest-pain"), step: 2)
        return item
    }

    private static func sharers(_ count: Int, of total: Int) -> ItemPage.Sharers {
        let titles = [People.long, People.rightToLeft]
        let items = (0..<count).map { number in
            (ItemID(rawValue: "pain/\(number)"), number < 2 ? titles[number] : "Chest pain \(number)")
        }
        return ItemPage.Sharers(items: items, total: total)
    }

    private static let item: [Specimen] = [
        staff("item") { itemPage(School.keyed, uses: [.init(name: "Paper A 2027", href: "/papers/1")], $0) },
        staff("item-shared") { itemPage(ofCase, sharers: sharers(20, of: 32), $0) },
        staff("item-shared-alone") { itemPage(ofCase, sharers: sharers(0, of: 0), $0) },
        staff("item-drawn") { itemPage(ProcessedItem.drawnDose, uses: [], $0) },
        staff("item-turns") { itemPage(ProcessedItem.nextStep, uses: [], $0) },
        staff("item-old") { texts in
            itemPage(
                School.matching,
                number: 2,
                problems: [
                    Problem(.error, code: "key.unknown", message: "The key names an unknown option.", part: "SCORE_S1"),
                    Problem(.warning, code: "option.longest", message: "The longest option is the key."),
                ],
                texts
            )
        },
        staff("item-rules") { itemPage(School.ruled, $0) },
        staff("item-bare") { itemPage(Items.rightToLeft, number: 9, $0) },
        staff("item-station") { itemPage(Stations.whole, $0) },
        staff("item-station-bare") { itemPage(Stations.bare, $0) },
        staff("item-hostile") { itemPage(Items.hostile, $0) },
    ]

    private static let imports: [Specimen] = [
        staff("import") { texts in
            ImportPage(byteLimit: 256 << 20, entryLimit: 20_000, earlier: [], clock: Exam.clock, texts: texts)
        },
        staff("import-refused") { texts in
            ImportPage(
                problems: [People.rightToLeft, "bank.zip is larger than 256 MB."],
                byteLimit: 256 << 20,
                entryLimit: 20_000,
                earlier: [
                    .init(
                        id: "01J8",
                        fileName: "bank.zip",
                        state: .applied,
                        createdAt: School.day,
                        person: People.rightToLeft,
                        itemCount: 1
                    ),
                    .init(
                        id: "01J9",
                        fileName: People.long,
                        state: .staged,
                        createdAt: School.day,
                        person: nil,
                        itemCount: 1200
                    ),
                ],
                clock: Exam.clock,
                texts: texts
            )
        },
        plan("import-plan", .staged, counts: [.new: 150, .newer: 31, .same: 20, .changedBoth: 2]),
        plan("import-plan-blocked", .staged, problems: ["manifest.json: line 4: the hash of items/a.json differs."]),
        plan("import-plan-applied", .applied, counts: [.new: 3]),
        plan("import-plan-discarded", .discarded, counts: [.new: 3, .forked: 1, .withdrawn: 1]),
        plan("import-plan-staging", .staging, counts: [:]),
        plan("import-plan-reading", .staging, counts: [:], progress: .reading(items: 1204)),
        plan(
            "import-plan-checking",
            .staging,
            counts: [:],
            progress: .staging(.entries(2500, of: 10_000)),
            isStill: true
        ),
        plan("import-plan-writing", .staging, counts: [:], progress: .staging(.files(3, of: 8))),
        plan("import-plan-no-room", .discarded, counts: [:], end: .noRoom(needed: 3_000_000, free: 1_000_000)),
        plan("import-plan-refused", .staged, counts: [.new: 1, .changedBoth: 2], refusal: .unfinishedChoice),
        plan("import-plan-leaving", .staged),
        plan("import-plan-left-out", .applied, counts: [.new: 2, .blocked: 1]),
        compared("plan-entry", .changedBoth, isOpen: true),
        compared("plan-entry-newer", .newer, isOpen: false),
        compared("plan-entry-stranger", .changedBoth, hasBase: false, isOpen: true),
    ]

    /// An Arabic item with long texts, its option taken out here and its key changed there.
    private static func compared(
        _ name: String,
        _ outcome: ImportPlanPage.Outcome,
        hasBase: Bool = true,
        isOpen: Bool
    ) -> Specimen {
        staff(name) { texts in
            var (ours, theirs) = (School.keyed, School.keyed)
            ours.body.insert(.text(People.long), at: 0)
            ours.title = People.rightToLeft
            theirs.title = "Another title"
            theirs.scoring[0].marks = Mark(2)
            theirs.metadata.tags["content"] = ["renal"]
            theirs.body.insert(.paragraph([.strong([.text("A new first paragraph.")])]), at: 0)
            return PlanEntryPage(
                plan: "01J8",
                fileName: "bank-2027.zip",
                row: .init(
                    path: "items/cardio-0001.xml",
                    item: "cardio-0001",
                    name: People.rightToLeft,
                    subject: .item("single-best-answer"),
                    outcome: outcome,
                    notes: hasBase ? [] : ["the bank's item of this identifier came in another package"],
                    number: 7,
                    choice: outcome == .changedBoth ? .ours : nil
                ),
                versions: .init(
                    base: hasBase ? School.keyed : nil,
                    ours: outcome == .newer ? School.keyed : ours,
                    theirs: theirs
                ),
                isOpen: isOpen,
                texts: texts
            )
        }
    }

    private static func plan(
        _ name: String,
        _ state: ImportPlanPage.State,
        counts: [ImportPlanPage.Outcome: Int] = [.new: 2, .blocked: 1],
        end: ImportEnd? = nil,
        progress: ImportProgress? = nil,
        isStill: Bool = false,
        refusal: ImportRefusal? = nil,
        problems: [String] = []
    ) -> Specimen {
        staff(name) { texts in
            ImportPlanPage(
                id: "01J8",
                fileName: state == .applied ? People.long : "bank-2027.zip",
                state: state,
                createdAt: School.day,
                end: end,
                progress: progress,
                isStill: isStill,
                refusal: refusal,
                problems: problems,
                notes: state == .staged ? ["test.xml: tests are not read yet; this resource is left out"] : [],
                counts: counts,
                choices: counts[.changedBoth] == nil ? [:] : [.ours: 1, .fork: 1],
                rows: counts.isEmpty
                    ? []
                    : [
                        .init(
                            path: "items/renal-0007.xml",
                            item: "renal-0007",
                            name: People.rightToLeft,
                            subject: .item("numeric"),
                            outcome: counts[.blocked] != nil
                                ? .blocked : counts[.changedBoth] != nil ? .changedBoth : .newer,
                            notes: ["line 14: element <object> is not supported", People.long],
                            number: 7,
                            choice: counts[.changedBoth] == nil ? nil : .fork
                        ),
                        .init(
                            path: "items/a-long-folder-name/cardio-0001-with-a-long-name.xml",
                            item: "cardio-0001",
                            name: "Pleuritic chest pain",
                            subject: .item("single-best-answer"),
                            outcome: .new,
                            notes: []
                        ),
                        .init(
                            path: "blueprints/year-5.json",
                            item: "year-5",
                            name: "Year 5",
                            subject: .blueprint,
                            outcome: .newer,
                            notes: []
                        ),
                        .init(
                            path: "resources/open.json",
                            item: "open",
                            name: "Open book",
                            subject: .resourcePack,
                            outcome: .same,
                            notes: []
                        ),
                    ],
                offset: counts[.newer] == nil ? 0 : 100,
                shownOutcome: state == .discarded ? .new : nil,
                clock: Exam.clock,
                texts: texts
            )
        }
    }
}

/// A station with all its parts, and one with as few as may be.
private enum Stations {
    static var whole: ItemVersion {
        var station = OSCEStation.specimens[0].version
        station.station?.props.append(People.long)
        station.station?.patientScript.append(.text(People.rightToLeft))
        return station
    }

    static var bare: ItemVersion {
        var station = OSCEStation.specimens[1].version
        station.station?.examinerBrief = []
        station.language = "ar"
        station.body = [.text(People.rightToLeft)]
        return station
    }
}
