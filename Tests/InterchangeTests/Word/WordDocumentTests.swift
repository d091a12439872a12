import Archive
import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

/// What Word itself writes around the words, and what LibreOffice writes.
@Suite struct WordDocumentTests {
    private typealias File = WordFile

    private static let picture = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0])

    /// A question with `body` as its stem.
    private static func version(_ stem: String, options: [String]? = nil) throws -> Specimens.Loaded {
        let listed = options ?? ["A. one", "B. two"].map { File.paragraph($0) }
        return try File(
            [File.paragraph("Question 1"), stem, File.paragraph("Which?")] + listed + [File.paragraph("Answer: B")]
        ).loaded()
    }

    private static func sound(_ loaded: Specimens.Loaded) throws -> ItemVersion {
        #expect(loaded.items.map(\.report.status) == [.ok], "\(loaded.items.map(\.report.problems))")
        return try #require(loaded.versions.first)
    }

    @Test func `runs that Word splits, checks and wraps are one text`() throws {
        let runs = """
            \(File.run("A wom"))<w:proofErr w:type="spellStart"/>\(File.run("an of "))<w:proofErr w:type="spellEnd"/>\
            <w:bookmarkStart w:id="0" w:name="x"/><w:smartTag w:element="number">\(File.run("61"))</w:smartTag>\
            <w:sdt><w:sdtPr/><w:sdtContent>\(File.run(" has SpO"))</w:sdtContent></w:sdt>\
            \(File.run("2", "<w:vertAlign w:val=\"subscript\"/>"))<w:r><w:tab/><w:t>of 91</w:t></w:r>\
            \(File.run(" and ", "<w:b w:val=\"0\"/>"))\(File.run("no", "<w:rStyle w:val=\"Strong\"/>"))\
            \(File.run(" fe\u{AD}ver", "<w:i/>"))<w:r><w:softHyphen/><w:noBreakHyphen/><w:t>“x”</w:t></w:r>
            """
        let version = try Self.sound(try Self.version(File.paragraph(runs: runs)))
        #expect(
            version.body.first
                == .paragraph([
                    .text("A woman of 61 has SpO"), .subscript([.text("2")]), .text(" of 91 and "),
                    .strong([.text("no")]),
                    .emphasis([.text(" fever")]), .text("\u{2011}“x”"),
                ])
        )
    }

    @Test func `deleted text, comments and the codes of fields are no text`() throws {
        let runs = """
            \(File.run("Pulse "))<w:del w:id="1"><w:r><w:delText>60</w:delText></w:r></w:del><w:ins w:id="2">\(File.run("120"))</w:ins>\
            <w:commentRangeStart w:id="3"/>\(File.run(" a minute"))<w:r><w:commentReference w:id="3"/></w:r>\
            <w:moveFrom w:id="4">\(File.run(" gone"))</w:moveFrom><w:moveTo w:id="5">\(File.run(" here"))</w:moveTo>\
            <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>\
            <w:r><w:fldChar w:fldCharType="separate"/></w:r>\(File.run(" (Table 1)"))<w:r><w:fldChar w:fldCharType="end"/></w:r>\
            <w:fldSimple w:instr=" PAGE ">\(File.run("."))</w:fldSimple>
            """
        let version = try Self.sound(try Self.version(File.paragraph(runs: runs)))
        #expect(version.body.plainText == "Pulse 120 a minute here (Table 1).")
        let joined = "<w:p><w:pPr><w:rPr><w:del w:id=\"9\"/></w:rPr></w:pPr>\(File.run("Two "))</w:p>"
        let whole = try Self.sound(try Self.version(joined + File.paragraph("halves")))
        #expect(whole.body.plainText == "Two halves")
    }

    @Test func `questions and options that Word numbers itself are found`() throws {
        let paragraphs = [("One", 0), ("red", 1), ("blue", 1), ("Two", 0), ("up", 1), ("down", 1), ("left", 1)]
        var parts = paragraphs.map { File.paragraph($0.0, list: (1, $0.1)) }
        parts.insert(File.paragraph("Answer: b"), at: 3)
        parts.append(File.paragraph("Answer: C"))
        let loaded = try File(parts).loaded()
        #expect(loaded.items.map(\.report.status) == [.ok, .ok], "\(loaded.items.map(\.report.problems))")
        #expect(
            try loaded.versions.map { try WordFormatTests.choice($0).options.map(\.content.plainText) } == [
                ["red", "blue"], ["up", "down", "left"],
            ]
        )
        #expect(loaded.versions.map { WordFormatTests.key($0) } == [["B"], ["C"]])
        let lettered = ["one", "two", "three"].map { File.paragraph($0, list: (2, 0)) }
        let goingOn = ["six", "seven"].map { File.paragraph($0, list: (2, 0)) }
        let third = try File(
            [File.paragraph("Question 1"), File.paragraph("Which?")] + lettered
                + [File.paragraph("Answer: C"), File.paragraph("Question 2"), File.paragraph("What?")] + goingOn
                + [File.paragraph("Answer: E")]
        ).loaded()
        #expect(
            third.versions.map { WordFormatTests.key($0) } == [["C"], ["B"]],
            "\(third.items.map(\.report.problems))"
        )
        let restarted = ["four", "five"].map { File.paragraph($0, list: (4, 0)) }
        let second = try File(
            [File.paragraph("Question 1"), File.paragraph("Which?")] + lettered
                + [File.paragraph("Answer: C"), File.paragraph("Question 2"), File.paragraph("What?")] + restarted
                + [File.paragraph("Answer: A")]
        ).loaded()
        #expect(
            second.versions.map { WordFormatTests.key($0) } == [["C"], ["A"]],
            "\(second.items.map(\.report.problems))"
        )
    }

    @Test func `headings begin questions, by their level in whatever language Word runs`() throws {
        let loaded = try File([
            File.paragraph("Paper A", style: "berschrift1"), File.paragraph("Chest pain", style: "Heading2"),
            File.paragraph("Which?"), File.paragraph("A. one"), File.paragraph("B. two"), File.paragraph("Answer: A"),
            File.paragraph("Low sodium", style: "Heading2"), File.paragraph("What?"), File.paragraph("Accept: SIADH"),
        ]).loaded()
        #expect(loaded.items.map(\.report.status) == [.ok, .ok], "\(loaded.items.map(\.report.problems))")
        #expect(loaded.versions.map(\.title) == ["Chest pain", "Low sodium"])
    }

    @Test func `a key in bold is the key, and candidates do not see that it was bold`() throws {
        let bold = File.paragraph(runs: File.run("B. two", "<w:b/>"))
        let loaded = try File([
            File.paragraph("Question 1"), File.paragraph("Which?"), File.paragraph("A. one"), bold,
            File.paragraph("C. three"),
        ]).loaded()
        let version = try Self.sound(loaded)
        #expect(WordFormatTests.key(version) == ["B"])
        #expect(try WordFormatTests.choice(version).options[1].content == [.text("two")])
        let other = [
            File.paragraph("A. one"), File.paragraph("B. two"), File.paragraph(runs: File.run("C. three", "<w:b/>")),
        ]
        let differing = try Self.version(File.paragraph("x"), options: other)
        #expect(differing.items[0].report.problems.map(\.code) == ["word.key"])
        let two = try File([
            File.paragraph("Question 1"), File.paragraph("Which?"), File.paragraph(runs: File.run("A. one", "<w:b/>")),
            bold,
            File.paragraph("C. three"),
        ]).loaded()
        #expect(two.items[0].report.problems.map(\.code) == ["word.key"])
    }

    @Test func `lists and tables in a stem are content`() throws {
        let stem =
            File.paragraph("He takes:") + File.paragraph("aspirin", list: (3, 0))
            + File.paragraph("insulin", list: (3, 0))
            + File.table([["Sodium", "128 mmol/L"], ["Urea", "< 7"]])
        let version = try Self.sound(try Self.version(stem))
        #expect(version.body[1] == .list(isOrdered: false, items: [[.text("aspirin")], [.text("insulin")]]))
        guard case .table(let table) = version.body[2] else { return #expect(Bool(false), "\(version.body)") }
        #expect(table.rows == [[[.text("Sodium")], [.text("128 mmol/L")]], [[.text("Urea")], [.text("< 7")]]])
    }

    @Test func `pictures come by their hash with their text and size, and are handed over once`() throws {
        var file = File([
            File.paragraph("Question 1"), File.paragraph(runs: File.picture("p.png", alternative: "ECG &amp; leads")),
            File.paragraph("Which?"), File.paragraph("Accept: AF"), File.paragraph("Question 2"),
            File.paragraph(runs: File.picture("p.png", alternative: "ECG", extra: "<a:srcRect l=\"10\"/>")),
            File.paragraph("What?"), File.paragraph("Accept: VT"),
        ])
        file.media["p.png"] = Self.picture
        let loaded = try file.loaded()
        let name = "media/\(ContentHash(of: Self.picture).rawValue).png"
        let image = ContentImage(media: name, alternative: "ECG & leads", widthInPixels: 100, heightInPixels: 50)
        #expect(loaded.versions.first?.body.first == .image(image))
        #expect(loaded.media == [name: Self.picture] && loaded.items.map(\.media.count) == [1, 0])
        #expect(loaded.items.map { $0.report.losses.map(\.code) } == [[], ["word.crop"]])
    }

    @Test(arguments: [
        (Data([0xD7, 0xCD, 0xC6, 0x9A]), "word.picture"), (Data([0x49, 0x49, 0x2A, 0]), "word.picture"),
    ])
    func `a picture that browsers do not show is a named loss, and its text stands there`(
        bytes: Data,
        code: String
    ) throws {
        var file = File([
            File.paragraph("Question 1"), File.paragraph(runs: File.picture("p.emf", alternative: "An ECG")),
            File.paragraph("Which?"), File.paragraph("Accept: AF"),
        ])
        file.media["p.emf"] = bytes
        let loaded = try file.loaded()
        #expect(try Self.sound(loaded).body.plainText == "An ECG" && loaded.media.isEmpty)
        #expect(loaded.items[0].report.losses.map(\.code) == [code])
        #expect(loaded.items[0].report.losses[0].message.contains("EMF"))
        file.media = [:]
        file.external["p.emf"] = "https://x.example/t.gif"
        #expect(try file.loaded().items[0].report.losses.map(\.message) == ["a picture lies outside the document"])
    }

    @Test(arguments: [
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "word.equation"),
        ("<w:r><w:object><o:OLEObject ProgID=\"Equation.3\"/></w:object></w:r>", "word.object"),
        ("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/></w:r>", "word.symbol"),
    ])
    func `a question that would say something else without its part is refused`(runs: String, code: String) throws {
        let loaded = try Self.version(File.paragraph(runs: File.run("Look ") + runs))
        #expect(loaded.items.map(\.report.status) == [.rejected])
        #expect(loaded.items[0].report.problems.map(\.code) == [code] && loaded.items[0].report.problems[0].line == 2)
    }

    @Test(arguments: [
        (WordFile.run("x", "<w:u w:val=\"single\"/>"), "word.look"), (WordFile.run("x", "<w:vanish/>"), "word.hidden"),
        ("<w:hyperlink r:id=\"h\">\(WordFile.run("x"))</w:hyperlink>", "word.link"),
        ("<w:r><w:footnoteReference w:id=\"1\"/></w:r>", "word.footnote"),
        (
            """
            <w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>\(WordFile.paragraph("in a box"))\
            </w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent/></w:pict></mc:Fallback>\
            </mc:AlternateContent></w:r>
            """, "word.textbox"
        ),
    ])
    func `what is not read but does not change the text is a named loss`(runs: String, code: String) throws {
        let loaded = try Self.version(File.paragraph(runs: File.run("Look ") + runs))
        #expect(try Self.sound(loaded).body.plainText.hasPrefix("Look"))
        #expect(loaded.items[0].report.losses.map(\.code) == [code])
    }

    @Test func `signs of the font Symbol are letters`() throws {
        let runs = File.run("pCO₂ ") + "<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r>" + File.run(" 6")
        #expect(try Self.sound(try Self.version(File.paragraph(runs: runs))).body.plainText == "pCO₂ ≥ 6")
    }

    @Test func `options typed with line breaks in one paragraph are options`() throws {
        let parts = ["A. one", "B. two", "C. three", "Answer: B"].map { File.run($0) }.joined(
            separator: "<w:r><w:br/></w:r>"
        )
        let loaded = try File([File.paragraph("Question 1"), File.paragraph("Which?"), File.paragraph(runs: parts)])
            .loaded()
        #expect(WordFormatTests.key(try Self.sound(loaded)) == ["B"])
    }

    // MARK: - LibreOffice

    private static func sample(_ name: String) throws -> Specimens.Loaded {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Samples")
        let bytes = try Data(contentsOf: folder.appending(path: "\(name).docx"))
        return Specimens.load(try Source.opening("\(name).docx", bytes: bytes))
    }

    @Test func `a document that LibreOffice wrote is read in all its kinds`() throws {
        let loaded = try Self.sample("libreoffice-mixed")
        #expect(
            loaded.items.map(\.report.status) == [.ok, .ok, .ok, .rejected],
            "\(loaded.items.map(\.report.problems))"
        )
        #expect(loaded.versions.map(\.kind) == [SingleBestAnswer.name, ExtendedMatching.name, VeryShortAnswer.name])
        let first = loaded.versions[0]
        #expect(first.title == "Pain after a flight" && WordFormatTests.key(first) == ["C"])
        #expect(try WordFormatTests.choice(first).options.map(\.content.plainText).last == "Shingles")
        #expect(first.body.contains { if case .table(let table) = $0 { table.header.count == 2 } else { false } })
        guard case .paragraph(let runs) = first.body[0] else { return #expect(Bool(false)) }
        #expect(runs.contains(.subscript([.text("2")])) && runs.contains(.emphasis([.text("long")])))
        #expect(loaded.media.count == 1 && first.body.flatMap(\.media).count == 1)
        #expect(loaded.versions[1].scoring.map { $0.parameters["key"] } == [["C"], ["A"]])
        #expect(loaded.versions[2].scoring[0].marks == Mark(2))
        #expect(loaded.items[3].report.problems.map(\.code) == ["word.key"])
    }

    @Test func `a document in Arabic is read from right to left`() throws {
        let loaded = try Self.sample("libreoffice-arabic")
        #expect(loaded.items.map(\.report.status) == [.ok, .ok], "\(loaded.items.map(\.report.problems))")
        #expect(loaded.versions.map(\.language) == ["ar-EG", "ar-EG"])
        #expect(loaded.versions.map { WordFormatTests.key($0) } == [["A"], ["B"]])
        #expect(
            try WordFormatTests.choice(loaded.versions[1]).options.map(\.content.plainText) == [
                "الكبد", "البنكرياس", "الطحال",
            ]
        )
        #expect(loaded.versions[0].rationale.general == [.text("يحمل كل نتاج القلب.")])
    }

    // MARK: - Hostile documents

    @Test func `broken, deep and active parts are refused with their part and line`() throws {
        var files = File(text: WordFormatTests.question).files
        files["word/document.xml"] = Data("<!DOCTYPE a []><a/>".utf8)
        #expect(Specimens.load(Source(folder: "x.docx", files: files)).report.problems.map(\.code) == ["xml.doctype"])
        let deep = File([String(repeating: "<w:sdt><w:sdtContent>", count: 200)])
        #expect(try deep.loaded().report.problems.map(\.code).first?.hasPrefix("xml.") == true)
        let nested = String(repeating: "<w:ins>", count: 90) + File.run("x") + String(repeating: "</w:ins>", count: 90)
        #expect(try Self.version("<w:p>\(nested)</w:p>").items.map(\.report.status) == [.ok])
        files = File(text: WordFormatTests.question).files
        files["word/_rels/document.xml.rels"] = Data(
            "<Relationships><Relationship Id='s' Type='x/styles' Target='../../../etc/passwd'/></Relationships>".utf8
        )
        #expect(Specimens.load(Source(folder: "x.docx", files: files)).items.map(\.report.status) == [.ok])
        files["word/document.xml"] = nil
        #expect(Specimens.load(Source(folder: "x.docx", files: files)).report.problems.map(\.code) == ["file.missing"])
    }

    @Test func `thousands of questions, options and lists end in time`() throws {
        let many = (1...600).map { "Question \($0)\nWhich \($0)?\nA. one\nB. two\nAnswer: B" }.joined(separator: "\n")
        #expect(try WordFormatTests.loaded(many).versions.count == 600)
        let options = "Question 1\nWhich?\n" + String(repeating: "A. x\n", count: 5_000) + "Answer: A"
        let report = try WordFormatTests.loaded(options).items[0].report
        #expect(report.status == .rejected && report.problems.count <= 501)
        let numbers = File(["9999999999", "-5"].map { File.paragraph("x", list: (1, Int($0) ?? 0)) })
        #expect(try numbers.loaded().versions.isEmpty)
    }
}
