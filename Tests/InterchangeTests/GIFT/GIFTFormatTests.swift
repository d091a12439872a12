import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

@Suite struct GIFTFormatTests {
    static func load(_ text: String, _ name: String = "bank.gift") -> Specimens.Loaded {
        Specimens.load(Source(file: name, bytes: Data(text.utf8)))
    }

    static func written(_ bank: Bank, as format: String) throws -> (text: String, losses: [String: [String]]) {
        let format = try #require(Formats.named(FormatName(rawValue: format)))
        var text = ""
        let losses = format.write(bank, catalogue: .standard, media: { _ in nil }) {
            text = String(decoding: $1, as: UTF8.self)
        }
        let codes = losses.map { ($0.id, $0.losses.map(\.message)) }
        return (text, Dictionary(codes, uniquingKeysWith: +))
    }

    private static func mark(_ text: String, _ value: ResponseValue) throws -> Mark {
        let loaded = load(text)
        let version = try #require(loaded.versions.first, "\(loaded.items.map(\.report.problems))")
        #expect(loaded.items.map(\.report.status) == [.ok], "\(loaded.items.map(\.report.problems))")
        return try Mark.sum(version.scoring.map { try Catalogue.standard.rule($0).mark(value).mark })
    }

    @Test func `one right answer is a single best answer, whose last paragraph is the lead-in`() throws {
        let text = """
            // [id:q1] [tag:heart]
            $CATEGORY: Year 2/Heart

            // [id:q1] [tag:heart]
            ::Pain::[html]<p>A man has pain.</p><p>What <em>next</em>?</p>{=ECG#Yes. ~Sleep#[html]<b>No.</b>
            ####Time counts.}
            """
        let loaded = Self.load(text)
        let version = try #require(loaded.versions.first)
        #expect(loaded.items.map(\.report.status) == [.ok] && loaded.items[0].report.losses == [])
        #expect(version.kind == SingleBestAnswer.name && version.item.rawValue == "q1" && version.title == "Pain")
        #expect(version.body == [.text("A man has pain."), .interaction(ResponseID(rawValue: "RESPONSE"))])
        #expect(
            version.interactions.first?.prompt == [
                .paragraph([.text("What "), .emphasis([.text("next")]), .text("?")])
            ]
        )
        #expect(version.rationale.general == [.text("Time counts.")])
        #expect(version.rationale.options[OptionID(rawValue: "B")] == [.paragraph([.strong([.text("No.")])])])
        #expect(version.metadata.tags == ["tag": ["heart"], "category": ["Year 2/Heart"]])
    }

    @Test func `behaviour is that of the weights`() throws {
        let single = Self.load("Which?{=a ~%50%b ~%-25%c}").versions
        let use = try #require(single.first?.scoring.first)
        let rule = try Catalogue.standard.rule(use)
        let single3 = ["A", "B", "C"].map { rule.mark(.choices([OptionID(rawValue: $0)])).mark }
        #expect(single3 == [.one, Mark(1, over: 2), Mark(-1, over: 4)])
        let several = try #require(
            Self.load("Which?{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-100%d}").versions.first?.scoring.first
        )
        let sum = try Catalogue.standard.rule(several)
        func marks(_ ids: String) -> Mark { sum.mark(.choices(ids.map { OptionID(rawValue: String($0)) })).mark }
        #expect(several.marks == .one)
        #expect(marks("ABC") == .one && marks("AB") == Mark(2, over: 3) && marks("ABD") == .zero && marks("D") == .zero)
    }

    @Test(arguments: [
        ("nobody", Mark.one), (" NO ONE ", .one), ("no man", Mark(1, over: 2)), ("man", .zero), ("", .zero),
    ])
    func `typed answers are compared by pattern, the first one counts`(typed: String, mark: Mark?) throws {
        let text = "Who?{=nobody =no one =%50%no* =%0%*}"
        #expect(try Self.mark(text, .text(typed)) == mark)
    }

    @Test(arguments: [
        ("{#1822}", "1822", "1"), ("{#1822}", "1823", "0"), ("{#3.1415:0.0005}", "3.142", "1"),
        ("{#3.141..3.142}", "3.1405", "0"), ("{#3.141..3.142}", "3,1415", "1"), ("{#=1822:0 =%50%1822:2}", "1822", "1"),
        ("{#=1822:0 =%50%1822:2}", "1820", "0.5"), ("{#=1822:0 =%50%1822:2}", "1819.9", "0"),
        ("{#=%0%5 =4:2}", "5", "0"), ("{#3:2~#Wrong}", "9", "0"), ("{#3:2~#Wrong}", "5", "1"),
    ])
    func `typed numbers gain the marks of the first range that holds them`(
        answers: String,
        typed: String,
        mark: String
    ) throws {
        #expect(try Self.mark("How many? \(answers)", .number(typed, unit: nil)) == Mark(parsing: mark))
    }

    @Test func `pairs are stems of equal worth, and a pair without a stem is a distractor`() throws {
        let version = try #require(
            Self.load("Match.{=Italy -> Rome =Japan -> Tokyo =Rom -> Rome = -> Paris}").versions.first
        )
        guard case .match(let match) = version.interactions[0] else {
            Issue.record("no match")
            return
        }
        #expect(version.kind == ExtendedMatching.name)
        #expect(match.rows.map(\.content.plainText) == ["Italy", "Japan", "Rom"])
        #expect(match.columns.map(\.content.plainText) == ["Rome", "Tokyo", "Paris"])
        #expect(version.scoring.map(\.marks) == Array(repeating: Mark(1, over: 3), count: 3))
        #expect(version.scoring[2].parameters == ["row": "S3", "key": ["A"]])
    }

    @Test func `the same name twice is two items, and a file read again is the same items`() {
        let text = "::TSL::It is.{T}\n\n::TSL::It is.{TRUE}\n\n::TSL::It is.{T}\n\n// [id:x]\nA?{T}\n\n// [id:x]\nB?{T}"
        let first = Self.load(text)
        #expect(Set(first.versions.map(\.item)).count == 5)
        #expect(first.versions.map(\.item) == Self.load("\n\n" + text).versions.map(\.item))
        #expect(first.items.last?.report.losses.map(\.code) == ["item.renamed"])
    }

    @Test(arguments: [
        ("Which?{=a ~%abc%b", "gift.brace"), ("Which?{~a ~b}", "quiz.key"), ("How many?{#four}", "quiz.number"),
        ("How many?{#5..1}", "quiz.number"), ("Which?{=a ~}", "quiz.option"), ("Match.{=a -> =b -> c}", "quiz.option"),
        ("Match.{= -> a}", "quiz.pairs"), ("How many?{#1:0.12345678901}", "quiz.number"),
        ("Who?{=%99999%a}", "quiz.weight"),
    ])
    func `an unsound question is refused with its line, the next one is not`(text: String, code: String) {
        let loaded = Self.load("Good?{T}\n\n\(text)\n\nGood as well?{T}")
        #expect(loaded.items.map(\.report.status) == [.ok, .rejected, .ok])
        #expect(loaded.items[1].report.problems.first?.code == code)
        #expect(loaded.items[1].report.problems.first?.line == 3)
    }

    @Test func `what is sound and not delivered is kept and leaves as it came`() throws {
        let text = "// [id:d]\nRead this first.\n\n// [id:s]\nWho?{=Frog#Good!}\n"
        let loaded = Self.load(text)
        #expect(loaded.items.map(\.report.status) == [.unsupported, .ok])
        #expect(loaded.items[0].report.problems.map(\.code) == ["quiz.unsupported"])
        #expect(loaded.items[1].report.losses.map(\.code) == ["quiz.feedback"])
        let back = try Self.written(loaded.bank, as: "gift")
        #expect(back.text.contains("// [id:d]\nRead this first.\n\n") && back.text.contains("{=Frog#Good!}"))
        #expect(back.losses.isEmpty)
        var edited = loaded.bank
        edited.items[1].title = "Edited"
        #expect(try !Self.written(edited, as: "gift").text.contains("Good!"))
    }

    @Test func `text that looks like marks of the format is written so that it reads back`() throws {
        let words = [
            "::x::", "// no", "{a}", "#~=:", "\\n", "%50%", "[html]<b>", "-> y", "$CATEGORY: z", "a\\", "####",
        ]
        var items: [ItemVersion] = []
        for (index, text) in words.enumerated() {
            var item = try #require(Self.load("Which?{=x ~y}").versions.first)
            item.item = ItemID(rawValue: "i\(index)]")
            item.title = text
            guard case .choice(var choice) = item.interactions[0] else { continue }
            choice.prompt = [.text(text)]
            choice.options[0].content = [.text(text)]
            item.interactions = [.choice(choice)]
            item.rationale.general = [.text(text)]
            item.metadata.tags = ["tag": [text], "category": [text]]
            items.append(item)
        }
        let written = try Self.written(Bank(id: "b", name: "B", items: items), as: "gift")
        #expect(written.losses.isEmpty, "\(written.losses)")
        #expect(Self.load(written.text).versions == items)
    }

    @Test func `thousands of equal questions have identifiers of their own in as many steps`() {
        let items = Self.load(String(repeating: "Is it?{T}\n\n", count: 3000)).items
        #expect(items.count == 3000 && Set(items.map(\.report.id)).count == 3000)
        let named = Self.load(String(repeating: "// [id:a]\nIs it?{T}\n\n", count: 500)).items
        #expect(Set(named.map(\.report.id)).count == 500)
    }

    @Test func `what GIFT cannot hold is named for each item`() throws {
        var item = try #require(Self.load("// [id:a]\nWhich?{=x ~y}").versions.first)
        item.language = "en-GB"
        item.scoring[0].marks = Mark(2)
        item.metadata.tags = ["organ": ["heart"]]
        item.metadata.authors = ["Ada"]
        item.body.insert(.image(ContentImage(media: "media/x.png", alternative: "an ECG")), at: 0)
        let written = try Self.written(Bank(id: "b", name: "B", items: [item]), as: "gift")
        let words = (written.losses["a"] ?? []).joined(separator: "; ")
        for part in ["language", "scoring", "organ", "authors", "pictures"] {
            #expect(words.contains(part), "\(words)")
        }
        #expect(written.text.contains("an ECG") && !written.text.contains("media/"))
    }
}
