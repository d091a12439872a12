import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

/// Documents of QTI 1.2 as the systems write that still use it.
@Suite struct QTI1FormatTests {
    static func document(_ items: String, namespace: Bool = true) -> Data {
        let name = namespace ? " xmlns=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2\"" : ""
        return Data(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <questestinterop\(name)><assessment ident="quiz" title="Quiz"><section ident="root_section">\(items)</section>\
            </assessment></questestinterop>
            """.utf8
        )
    }

    static func load(_ items: String, namespace: Bool = true) -> Specimens.Loaded {
        Specimens.load(Source(file: "quiz.xml", bytes: document(items, namespace: namespace)))
    }

    static func material(_ text: String, type: String = "text/plain") -> String {
        "<material><mattext texttype=\"\(type)\">\(text)</mattext></material>"
    }

    static func choices(_ names: [String], cardinality: String = "Single") -> String {
        let labels = names.map { "<response_label ident=\"\($0)\">\(material("choice \($0)"))</response_label>" }
        return """
            <response_lid ident="response1" rcardinality="\(cardinality)"><render_choice>\(labels.joined())</render_choice>\
            </response_lid>
            """
    }

    static let field = """
        <response_str ident="response1" rcardinality="Single"><render_fib><response_label ident="answer1"/></render_fib>\
        </response_str>
        """

    static func item(
        _ response: String,
        _ conditions: String,
        fields: [String: String] = [:],
        outcome: String = "maxvalue=\"100\" minvalue=\"0\"",
        extra: String = ""
    ) -> String {
        let labels = fields.sorted { $0.key < $1.key }.map {
            "<qtimetadatafield><fieldlabel>\($0.key)</fieldlabel><fieldentry>\($0.value)</fieldentry></qtimetadatafield>"
        }
        return """
            <item ident="i1" title="Question"><itemmetadata><qtimetadata>\(labels.joined())</qtimetadata></itemmetadata>\
            <presentation>\(material("&lt;p&gt;Which &lt;b&gt;one&lt;/b&gt;?&lt;/p&gt;", type: "text/html"))\(response)\
            </presentation><resprocessing><outcomes><decvar \(outcome) varname="SCORE" vartype="Decimal"/></outcomes>\
            \(conditions)</resprocessing>\(extra)</item>
            """
    }

    static func when(_ condition: String, _ score: String, action: String = "Set", goesOn: String? = "No") -> String {
        let word = goesOn.map { " continue=\"\($0)\"" } ?? ""
        return """
            <respcondition\(word)><conditionvar>\(condition)</conditionvar>\
            <setvar action="\(action)" varname="SCORE">\(score)</setvar></respcondition>
            """
    }

    static func equal(_ value: String, _ response: String = "response1") -> String {
        "<varequal respident=\"\(response)\">\(value)</varequal>"
    }

    @Test(arguments: [true, false])
    func `a choice with one key is a single best answer, with and without the namespace`(namespace: Bool) throws {
        let text = Self.item(
            Self.choices(["1", "2", "3"]),
            Self.when(Self.equal("2"), "100"),
            fields: ["question_type": "multiple_choice_question", "points_possible": "2.0"]
        )
        let loaded = Self.load(text, namespace: namespace)
        #expect(loaded.items.map(\.report.status) == [.ok], "\(loaded.items.map(\.report))")
        let version = try #require(loaded.versions.first)
        #expect(version.kind == SingleBestAnswer.name && version.item.rawValue == "quiz-i1" && version.original == nil)
        #expect(version.body.first == .paragraph([.text("Which "), .strong([.text("one")]), .text("?")]))
        #expect(version.scoring.map(\.parameters) == [["key": ["2"]]] && version.scoring[0].marks == Mark(2))
    }

    @Test func `per cent become the marks that the metadata give, and other scores stay as they are`() throws {
        let conditions = Self.when(Self.equal("2"), "100")
        let cartridge = ["cc_profile": "cc.multiple_choice.v0p1", "cc_weighting": "5"]
        let weighted = Self.load(Self.item(Self.choices(["1", "2"]), conditions, fields: cartridge))
        #expect(weighted.versions.first?.scoring.first?.marks == Mark(5))
        let unweighted = Self.load(
            Self.item(Self.choices(["1", "2"]), conditions, fields: ["cc_profile": "cc.true_false.v0p1"])
        )
        #expect(unweighted.versions.first?.scoring.first?.marks == .one)
        #expect(
            Self.load(Self.item(Self.choices(["1", "2"]), conditions)).versions.first?.scoring.first?.marks == Mark(100)
        )
    }

    @Test func `a set of choices is marked as the file marks it, or kept`() throws {
        let all = "<and>\(Self.equal("1"))\(Self.equal("3"))<not>\(Self.equal("2"))</not></and>"
        let item = Self.item(Self.choices(["1", "2", "3"], cardinality: "Multiple"), Self.when(all, "100"))
        let whole = try #require(Self.load(item).versions.first)
        // What a kind makes of it is the catalogue's; the marking must be exact in either case.
        if whole.kind != .unknown {
            #expect(whole.scoring[0].rule == MatchCorrect.name && whole.scoring[0].parameters == ["key": ["1", "3"]])
        } else {
            #expect(whole.original?.unread == ["no kind of question here has this form"])
        }
        let adding = ["1", "2"].map { Self.when(Self.equal($0), "50", action: "Add", goesOn: nil) }.joined()
        let open = Self.load(Self.item(Self.choices(["1", "2", "3"], cardinality: "Multiple"), adding))
        #expect(
            open.items[0].report.problems.map(\.message) == [
                "the file leaves open how parts of the score are put together"
            ]
        )
        let or = Self.when("<or>\(Self.equal("1"))\(Self.equal("2"))</or>", "100")
        let either = Self.load(Self.item(Self.choices(["1", "2", "3"], cardinality: "Multiple"), or))
        guard let version = either.versions.first, either.items[0].report.status == .ok else { return }
        let rule = try Catalogue.standard.rule(version.scoring[0])
        for chosen in [[], ["1"], ["2"], ["3"], ["1", "2"], ["1", "3"], ["2", "3"], ["1", "2", "3"]] {
            let marks = rule.mark(.choices(chosen.map(OptionID.init(rawValue:)))).mark
            let isRight = chosen.contains("1") || chosen.contains("2")
            #expect(marks == (isRight ? version.scoring[0].marks : .zero), "\(chosen)")
        }
    }

    @Test func `a typed text is very short answer, case folded unless the file says otherwise`() throws {
        let both = ["Red", "Crimson"].map { Self.when(Self.equal($0), "100") }.joined()
        let two = try #require(
            Self.load(Self.item(Self.field, both, fields: ["question_type": "short_answer_question"])).versions.first
        )
        #expect(two.kind == VeryShortAnswer.name && two.scoring[0].rule == MapResponse.name)
        let rule = try Catalogue.standard.rule(two.scoring[0])
        #expect(rule.mark(.text("crimson")).mark == Mark(100) && rule.mark(.text("blue")).mark == .zero)
        let one = Self.item(
            Self.field,
            Self.when("<varequal respident=\"response1\" case=\"Yes\">Red</varequal>", "1"),
            outcome: ""
        )
        let strict = try #require(Self.load(one).versions.first)
        let exact = try Catalogue.standard.rule(strict.scoring[0])
        #expect(exact.mark(.text("Red")).mark == .one && exact.mark(.text("red")).mark == .zero)
        let part = Self.when("<varsubstring respident=\"response1\">Re</varsubstring>", "1")
        #expect(Self.load(Self.item(Self.field, part)).items[0].report.status == .unsupported)
    }

    @Test func `a number has the range that the file gives it`() throws {
        let range = """
            <or>\(Self.equal("3.14"))<and><vargte respident="response1">3.1</vargte><varlte respident="response1">3.2</varlte></and></or>
            """
        let item = Self.item(
            Self.field,
            Self.when(range, "100"),
            fields: ["question_type": "numerical_question", "points_possible": "1"]
        )
        let version = try #require(Self.load(item).versions.first)
        #expect(version.kind == Numeric.name, "\(version.original?.unread ?? [])")
        let rule = try Catalogue.standard.rule(version.scoring[0])
        let marks = ["3.1", "3.2", "3.14", "3.09", "3.21"].map { rule.mark(.number($0, unit: nil)).mark }
        #expect(marks == [.one, .one, .one, .zero, .zero])
        let open = range.replacing("vargte", with: "vargt")
        #expect(
            Self.load(Self.item(Self.field, Self.when(open, "100"), fields: ["question_type": "numerical_question"]))
                .items[0].report.status == .unsupported
        )
    }

    @Test func `matching is one row for each response, thirds of a hundred made whole`() throws {
        let labels = ["a", "b", "c"].map { "<response_label ident=\"\($0)\">\(Self.material($0))</response_label>" }
            .joined()
        let rows = ["r1", "r2", "r3"].map {
            "<response_lid ident=\"\($0)\">\(Self.material("row \($0)"))<render_choice>\(labels)</render_choice></response_lid>"
        }
        let conditions = zip(["r1", "r2", "r3"], ["b", "a", "c"]).map {
            Self.when(Self.equal($1, $0), "33.33", action: "Add", goesOn: nil)
        }
        let fields = ["question_type": "matching_question", "points_possible": "3"]
        let version = try #require(
            Self.load(Self.item(rows.joined(), conditions.joined(), fields: fields)).versions.first
        )
        #expect(version.kind == ExtendedMatching.name, "\(version.original?.unread ?? [])")
        #expect(version.scoring.map(\.marks) == [.one, .one, .one])
        #expect(version.scoring.map { $0.parameters["key"] } == [["b"], ["a"], ["c"]])
        let plain = Self.load(Self.item(rows.joined(), conditions.joined()))
        #expect(plain.items[0].report.status == .unsupported)
    }

    @Test func `an essay is for markers`() throws {
        let conditions = "<respcondition continue=\"No\"><conditionvar><other/></conditionvar></respcondition>"
        let fields = ["question_type": "essay_question", "points_possible": "4"]
        let loaded = Self.load(Self.item(Self.field, conditions, fields: fields))
        let use = RuleUse(
            id: OutcomeID(rawValue: "SCORE"),
            response: ResponseID(rawValue: "response1"),
            rule: RuleName(rawValue: "marking-points"),
            marks: Mark(4),
            parameters: ["points": []]
        )
        let isKnown: Bool
        do throws(Catalogue.Refusal) {
            _ = try Catalogue.standard.rule(use)
            isKnown = true
        } catch {
            isKnown = false
        }
        if isKnown {
            #expect(loaded.versions.first?.scoring == [use])
        } else {
            #expect(loaded.items[0].report.problems.map(\.message) == ["no kind of question here has this form"])
        }
    }

    @Test(arguments: [
        "fill_in_multiple_blanks_question", "multiple_dropdowns_question", "calculated_question",
        "file_upload_question",
        "text_only_question", "cc.pattern_match.v0p1",
    ])
    func `a type of question that we do not have is kept whole and named`(type: String) throws {
        let item = Self.item(Self.field, Self.when(Self.equal("x"), "100"), fields: ["question_type": type])
        let loaded = Self.load(item)
        #expect(loaded.items.map(\.report.status) == [.unsupported] && loaded.items[0].report.problems.count == 1)
        let original = try #require(loaded.versions.first?.original)
        #expect(original.format == "qti1" && !original.unread.isEmpty)
        let again = Specimens.load(Source(file: "kept.xml", bytes: original.bytes))
        #expect(
            again.versions.first?.body == loaded.versions.first?.body
                && again.versions.first?.item == loaded.versions.first?.item
        )
    }

    @Test func `an item of a large document is kept as a document of its own`() throws {
        let item = Self.item(
            Self.field,
            Self.when(Self.equal("x"), "1"),
            fields: ["question_type": "file_upload_question"]
        )
        let filler = Self.item(Self.choices(["1", "2"]), Self.when(Self.equal("2"), "1"))
            .replacing("ident=\"i1\"", with: "ident=\"large\"")
            .replacing("choice 1", with: String(repeating: "long ", count: 20_000))
        let loaded = Self.load(item + filler)
        #expect(loaded.items.map(\.report.status) == [.unsupported, .ok])
        let original = try #require(loaded.versions.first?.original)
        #expect(original.bytes.count < 4_000)
        let again = Specimens.load(Source(file: "kept.xml", bytes: original.bytes))
        #expect(
            again.versions.map(\.item.rawValue) == ["quiz-i1"] && again.versions.first?.body == loaded.versions[0].body
        )
    }

    @Test func `general feedback is the rationale, and that of a right answer is a named loss`() throws {
        let feedback = [("general_fb", "Because."), ("1_fb", "Too high."), ("correct_fb", "Well done.")].map {
            "<itemfeedback ident=\"\($0.0)\"><flow_mat>\(Self.material($0.1))</flow_mat></itemfeedback>"
        }
        let item = Self.item(
            Self.choices(["1", "2"]),
            Self.when(Self.equal("2"), "1"),
            outcome: "",
            extra: feedback.joined()
        )
        let loaded = Self.load(item)
        let version = try #require(loaded.versions.first)
        #expect(version.rationale.general == [.text("Because.")])
        #expect(version.rationale.options == [OptionID(rawValue: "1"): [.text("Too high.")]])
        #expect(loaded.items[0].report.losses.map(\.message) == ["feedback after the response is not read"])
    }

    @Test(arguments: [
        ("<varequal respident=\"response1\">2</varequal>", "-5", "no response gains marks"),
        ("<not>\(equal("2"))</not>", "100", "no response at all would gain marks"),
        ("<vargte respident=\"response1\">2</vargte>", "100", "choices are compared as numbers"),
        ("<durlt respident=\"response1\">2</durlt>", "100", "the condition durlt is not known to any rule here"),
        (equal("2"), "lots", "the score “lots” is no number"),
    ])
    func `what no rule of ours does is kept with its reason`(condition: String, score: String, reason: String) throws {
        let loaded = Self.load(Self.item(Self.choices(["1", "2"]), Self.when(condition, score)))
        #expect(loaded.items.map(\.report.status) == [.unsupported])
        #expect(loaded.items[0].report.problems.map(\.message) == [reason])
    }
}
