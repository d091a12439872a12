import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

/// What the template makes of text, however it is spelt.
@Suite struct WordFormatTests {
    static let question = """
        Question 1
        Type: SBA
        Title: Dissection
        Tags: content = cardiovascular; task = diagnosis
        A man of 61 has tearing pain in his chest.
        What is the most likely cause?
        A. Aortic dissection
        B. Pulmonary embolism
        C. Pneumothorax
        Answer: A
        Rationale: The pain tears.
        Rationale B: No breathlessness.
        Difficulty: 0,6
        Marks: 2
        """

    static func loaded(_ text: String) throws -> Specimens.Loaded { try WordFile(text: text).loaded() }

    static func problems(_ text: String) throws -> [Finding] { try loaded(text).items.flatMap(\.report.problems) }

    static func choice(_ version: ItemVersion?) throws -> ChoiceInteraction {
        guard case .choice(let choice) = try #require(version).interactions.first else {
            throw FormatProblem(path: "", message: "no choice")
        }
        return choice
    }

    static func key(_ version: ItemVersion?) -> JSONValue? { version?.scoring.first?.parameters["key"] }

    @Test func `a single best answer is read with everything that the template says of it`() throws {
        let loaded = try Self.loaded(Self.question)
        #expect(loaded.items.map(\.report.status) == [.ok], "\(loaded.items.map(\.report.problems))")
        let version = try #require(loaded.versions.first)
        #expect(version.kind == SingleBestAnswer.name && version.title == "Dissection" && version.language == "en-GB")
        #expect(
            version.body == [
                .text("A man of 61 has tearing pain in his chest."), .interaction(version.interactions[0].id),
            ]
        )
        let choice = try Self.choice(version)
        #expect(choice.prompt == [.text("What is the most likely cause?")])
        #expect(choice.options.map(\.content.plainText) == ["Aortic dissection", "Pulmonary embolism", "Pneumothorax"])
        #expect(choice.options.map(\.id.rawValue) == ["A", "B", "C"])
        #expect(Self.key(version) == ["A"] && version.scoring[0].marks == Mark(2))
        #expect(version.rationale.general == [.text("The pain tears.")])
        #expect(version.rationale.options == [OptionID(rawValue: "B"): [.text("No breathlessness.")]])
        #expect(version.metadata.tags == ["content": ["cardiovascular"], "task": ["diagnosis"]])
        #expect(version.metadata.difficulty == Mark(3, over: 5))
        #expect(loaded.items[0].report.losses == [])
    }

    @Test(arguments: [
        ("Answer: A", "ANSWER : A"), ("Answer: A", "Answer – A"), ("Answer: A", "answer = a)"), ("Answer: A", "Key：Ａ"),
        ("Answer: A", "Correct answer: A."), ("Answer: A", "Anwser: A"), ("Answer: A", "Answer A"),
        ("Answer: A", "Answer: A. Aortic dissection"), ("Answer: A", "Answer: aortic dissection"),
        ("Answer: A", "Réponse : A"), ("Answer: A", "Lösung: A"), ("Answer: A", "Answer:\nA"),
        ("Question 1", "Q1."), ("Question 1", "QUESTION NO. 1"), ("Question 1", "Item 1:"), ("Question 1", "1."),
        ("Question 1\n", ""),
        ("Rationale: ", "Explanation - "), ("Rationale: ", "Explantion: "), ("Type: SBA", "type: Single-best answer"),
        ("Difficulty: 0,6", "difficulty: 60 %"), ("Marks: 2", "Points＝２"), ("A. Aortic", "*A. Aortic"),
        ("A. Aortic dissection", "(A) Aortic dissection *"),
    ])
    func `spelling, case, dashes and width do not matter`(from: String, to: String) throws {
        let loaded = try Self.loaded(Self.question.replacing(from, with: to))
        #expect(loaded.items.map(\.report.status) == [.ok], "\(loaded.items.map(\.report.problems))")
        let choice = try Self.choice(loaded.versions.first)
        #expect(choice.options.map(\.content.plainText) == ["Aortic dissection", "Pulmonary embolism", "Pneumothorax"])
        #expect(Self.key(loaded.versions.first) == ["A"])
        #expect(loaded.versions.first?.scoring[0].marks == Mark(2))
        #expect(loaded.versions.first?.metadata.difficulty == Mark(3, over: 5))
        #expect(loaded.versions.first?.rationale.general.plainText == "The pain tears.")
    }

    @Test(arguments: [
        (["A. ", "B. ", "C. "], ["a) ", "b) ", "c) "]), (["A. ", "B. ", "C. "], ["(A) ", "(B) ", "(C) "]),
        (["A. ", "B. ", "C. "], ["A\t", "B\t", "C\t"]), (["A. ", "B. ", "C. "], ["Ａ．", "Ｂ．", "Ｃ．"]),
        (["A. ", "B. ", "C. "], ["A – ", "B – ", "C – "]), (["A. ", "B. ", "C. "], ["A:", "B:", "C:"]),
    ])
    func `options are lettered as people letter them`(from: [String], to: [String]) throws {
        var text = Self.question
        for (old, new) in zip(from, to) { text = text.replacing("\n\(old)", with: "\n\(new)") }
        let loaded = try Self.loaded(text)
        #expect(loaded.items.map(\.report.status) == [.ok], "\(loaded.items.map(\.report.problems))")
        #expect(try Self.choice(loaded.versions.first).options.map(\.content.plainText)[0] == "Aortic dissection")
    }

    @Test(arguments: [
        ("Answer: A\n", "", "word.key", 1), ("Answer: A", "Answer: A, C", "word.key", 10),
        ("Answer: A", "Answer: F", "word.key", 10), ("Answer: A", "Answer: aneurysm", "word.key", 10),
        ("Answer: A", "Answer: A\nAnswer: B", "word.key", 10), ("B. Pulm", "*B. Pulm", "word.key", 10),
        ("B. Pulmonary embolism\nC. Pneumothorax\n", "", "word.options", 7),
        ("C. Pneumo", "D. Pneumo", "word.options", 9),
        ("Type: SBA", "Type: OSCE", "word.type", 2), ("Type: SBA", "Type: VSAQ", "word.type", 7),
        ("Rationale: ", "", "word.stray", 11), ("Rationale B", "Rationale F", "word.rationale", 12),
        ("Difficulty: 0,6", "Difficulty: hard", "word.difficulty", 13), ("Marks: 2", "Marks: 0", "word.marks", 14),
        ("Marks: 2", "Marks: 2\nMarks: 3", "word.twice", 15), ("Tags: content =", "Tags: =", "word.tags", 4),
        ("A. Aortic dissection\nB. Pulmonary embolism\nC. Pneumothorax\n", "", "word.options", 1),
    ])
    func `what has two readings is named with question and paragraph, and nothing is imported`(
        from: String,
        to: String,
        code: String,
        paragraph: Int
    ) throws {
        let loaded = try Self.loaded(Self.question.replacing(from, with: to))
        #expect(loaded.versions.isEmpty)
        let finding = try #require(loaded.items.flatMap(\.report.problems).first { $0.code == code }, "\(loaded.items)")
        #expect(finding.line == paragraph && finding.message.hasPrefix("question 1, paragraph \(paragraph): "))
    }

    @Test func `organisms and short forms are no options`() throws {
        let text = Self.question.replacing("A man of 61", with: "E. coli grew.\nA. fumigatus grew too.\nA man of 61")
        let loaded = try Self.loaded(text)
        let version = try #require(loaded.versions.first, "\(loaded.items.map(\.report.problems))")
        #expect(
            version.body.plainText == "E. coli grew. A. fumigatus grew too. A man of 61 has tearing pain in his chest."
        )
        #expect(try Self.choice(version).options.count == 3)
    }

    @Test func `extended matching is read with theme, options and a key for every stem`() throws {
        let text = """
            Question 1
            Theme: Causes of a low haemoglobin
            Options:
            A. Blood loss
            B. Lack of folate
            C. Lack of vitamin B12
            D. Sickle cell disease
            Lead-in: For each patient, choose the cause.
            1. A woman of 70 has numb feet.
            Answer: C
            2. A man of 58 has black stools.
            His pulse is 110.
            Answer: A
            Rationale: Ibuprofen harms the stomach.
            Marks: 1
            """
        let loaded = try Self.loaded(text)
        let version = try #require(loaded.versions.first, "\(loaded.items.map(\.report.problems))")
        #expect(version.kind == ExtendedMatching.name && version.title == "Causes of a low haemoglobin")
        guard case .match(let match) = version.interactions[0] else { return #expect(Bool(false), "no match") }
        #expect(
            match.rows.map(\.content.plainText) == [
                "A woman of 70 has numb feet.", "A man of 58 has black stools. His pulse is 110.",
            ]
        )
        #expect(match.prompt.plainText == "For each patient, choose the cause." && match.columns.count == 4)
        #expect(version.scoring.map { $0.parameters["key"] } == [["C"], ["A"]])
        #expect(version.body.plainText == "Theme: Causes of a low haemoglobin")
        let unnumbered = text.replacing("Lead-in: ", with: "").replacing("1. A wo", with: "A wo").replacing(
            "2. A man",
            with: "A man"
        )
        .replacing("His pulse is 110.\n", with: "")
        guard case .match(let plain) = try #require(try Self.loaded(unnumbered).versions.first).interactions[0] else {
            return
        }
        #expect(plain.prompt.plainText == match.prompt.plainText && plain.rows.count == 2)
        #expect(try Self.problems(text.replacing("Answer: C\n", with: "")).map(\.code) == ["word.answer"])
        #expect(try Self.problems(text.replacing("Answer: C", with: "Answer: F")).map(\.code) == ["word.key"])
        #expect(try Self.problems(unnumbered.replacing("A man", with: "Later.\nA man")).map(\.code) == ["word.lead-in"])
    }

    @Test func `a very short answer has accepted and rejected texts`() throws {
        let text = """
            1. A plaster presses on the neck of the fibula.
            Which nerve is at risk?
            Accept: common peroneal nerve； common fibular nerve
            Reject: tibial nerve
            2. Which organ makes insulin?
            Answer: pancreas
            """
        let loaded = try Self.loaded(text)
        #expect(
            loaded.versions.map(\.kind) == [VeryShortAnswer.name, VeryShortAnswer.name],
            "\(loaded.items.map(\.report))"
        )
        #expect(
            loaded.versions[0].scoring[0].parameters["accept"] == ["common peroneal nerve", "common fibular nerve"]
        )
        #expect(loaded.versions[0].scoring[0].parameters["reject"] == ["tibial nerve"])
        #expect(loaded.versions[1].interactions[0].prompt.plainText == "Which organ makes insulin?")
        #expect(try Self.problems("1. Which?\nAnswer: B").map(\.code) == ["word.options"])
    }

    @Test func `a name stays when key and rationale change, and changes with the words`() throws {
        let first = try #require(try Self.loaded(Self.question).versions.first)
        let keyed = Self.question.replacing("Answer: A", with: "Answer: B").replacing("The pain tears", with: "Because")
        #expect(try Self.loaded(keyed).versions.first?.item == first.item)
        let worded = Self.question.replacing("tearing pain in", with: "dull pain in")
        #expect(try Self.loaded(worded).versions.first?.item != first.item)
        let named = try Self.loaded(Self.question.replacing("Type: SBA", with: "ID: chest-1")).versions.first
        #expect(named?.item.rawValue == "chest-1")
        let twice = try Self.loaded(Self.question + "\n" + Self.question.replacing("Question 1", with: "Question 2"))
        #expect(twice.items.map(\.report.status) == [.ok, .rejected])
        #expect(twice.items[1].report.problems.map(\.code) == ["item.twice"])
    }

    @Test func `one faulty question does not hide the others, and text outside of questions is named`() throws {
        let faulty = Self.question.replacing("Question 1", with: "Question 2").replacing("Answer: A", with: "")
        let third = Self.question.replacing("Question 1", with: "Question 3").replacing("61", with: "62")
        let loaded = try Self.loaded("Final examination\n" + [Self.question, faulty, third].joined(separator: "\n"))
        #expect(loaded.items.map(\.report.status) == [.ok, .rejected, .ok])
        #expect(loaded.items.map(\.report.path) == (1...3).map { "exam.docx:question \($0)" })
        #expect(loaded.items[0].report.losses.map(\.code) == ["word.outside"])
    }

    @Test func `a document without a question is refused with the remedy`() throws {
        let loaded = try Self.loaded("Minutes of the meeting\nNobody came.")
        #expect(loaded.report.problems.map(\.code) == ["word.questions"])
        let old = Formats.report("exam.doc", bytes: Data([0xD0, 0xCF, 0x11, 0xE0]), catalogue: .standard)
        #expect(old.package.problems.map(\.code) == ["word.old"])
    }
}
