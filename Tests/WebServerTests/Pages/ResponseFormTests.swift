import Assessment
import Foundation
import Testing

@testable import WebServer

/// What a form without scripts says: the same value as the scripts save.
@Suite struct ResponseFormTests {
    @Test(arguments: [
        // Some numbers are a response: by size, of equal ones the first on the page, without gaps.
        ("A=&B=&C=2&D=1", ["D", "C"]), ("C=1&A=1&B=", ["C", "A"]), ("A=10&B=9", ["B", "A"]),
        ("A=٢&B=۱&C=+3", ["B", "A", "C"]), ("A=1&B=x&C=1.5&D=", ["A"]), ("A=0&B=-1", ["B", "A"]),
        ("A=1234567&B=2", ["B"]), ("Z=1&A=2", ["A"]),
    ])
    func `numbers put options in order`(fields: String, order: [String]) throws {
        let value = try Self.value(InteractionItems.order, fields)
        #expect(value == .choices(order.map(OptionID.init(rawValue:))))
        let regions = fields.replacing(/[A-D]/) {
            "R" + String((Self.letters.firstIndex(of: $0.output.first ?? "A") ?? 0) + 1)
        }
        let expected = order.map { "R" + String((Self.letters.firstIndex(of: Character($0)) ?? 0) + 1) }
        #expect(
            try Self.value(InteractionItems.imageOrder, regions) == .choices(expected.map(OptionID.init(rawValue:)))
        )
    }

    @Test(arguments: ["", "A=&B=&C=&D=", "A=first&B=2nd"])
    func `without a number there is no order`(fields: String) throws {
        #expect(try Self.value(InteractionItems.order, fields) == nil)
    }

    @Test func `passages, areas and inline choices are choices`() throws {
        #expect(try Self.value(InteractionItems.hotText, "=H3&=H1") == .choices(["H3", "H1"]))
        #expect(try Self.value(InteractionItems.hotspot, "=R2") == .choices(["R2"]))
        #expect(try Self.value(InteractionItems.hotspot, "=") == nil)
        #expect(try Self.value(InteractionItems.inline, "=B", of: "PICK") == .choices(["B"]))
        // What is not on offer is a misfit, judged later.
        #expect(try Self.value(InteractionItems.hotspot, "=nonsense") == .choices(["nonsense"]))
    }

    @Test func `a pair needs both its halves, and lines keep together`() throws {
        let fields = "from=A&to=C&from=&to=B&from=B&to=&from=D&to=B"
        let pairs: ResponseValue = .pairs([.init(row: "A", column: "C"), .init(row: "D", column: "B")])
        #expect(try Self.value(InteractionItems.associate, fields) == pairs)
        #expect(try Self.value(InteractionItems.imageAssociate, fields) == pairs)
        #expect(try Self.value(InteractionItems.associate, "from=A") == nil)
    }

    @Test func `labels stand in the order of their places`() throws {
        let gaps = try Self.value(InteractionItems.gapMatch, "G2=C&G1=A")
        #expect(gaps == .pairs([.init(row: "A", column: "G1"), .init(row: "C", column: "G2")]))
        let areas = try Self.value(InteractionItems.label, "R3=L1&R1=L2&R2=")
        #expect(areas == .pairs([.init(row: "L2", column: "R1"), .init(row: "L1", column: "R3")]))
        #expect(try Self.value(InteractionItems.gapMatch, "G1=&G2=") == nil)
    }

    @Test(arguments: [
        ("x=12&y=30&x=&y=4&x=5&y=", [ResponseValue.Point(x: 12, y: 30)]),
        ("x=١٢&y=۳۰&x=-4&y=99999", [.init(x: 12, y: 30), .init(x: -4, y: 99999)]),
        ("x=1.5&y=2&x=1&y=1e3&x=9999999&y=1", []), ("x=1", []),
    ])
    func `points are two whole numbers each`(fields: String, points: [ResponseValue.Point]) throws {
        let expected: ResponseValue? = points.isEmpty ? nil : .points(points)
        #expect(try Self.value(InteractionItems.point, fields) == expected)
        #expect(try Self.value(InteractionItems.place, fields) == expected)
    }

    @Test func `several texts are kept as typed, without those left blank`() throws {
        #expect(try Self.value(InteractionItems.texts, "= a &= &=b") == .texts([" a ", "b"]))
        #expect(try Self.value(InteractionItems.texts, "=&=") == nil)
    }

    @Test(arguments: [("=4", "4"), ("=٤", "4"), ("=-0,5", "-0.5"), ("=.5", "0.5"), ("=5.", "5"), ("=much", "much")])
    func `a scale reads every kind of digit, and keeps what is no number`(fields: String, number: String) throws {
        #expect(try Self.value(InteractionItems.slider, fields) == .number(number, unit: nil))
    }

    @Test func `plays and files are carried on as they were saved`() throws {
        #expect(try Self.value(InteractionItems.media, "=2") == .number("2", unit: nil))
        #expect(try Self.value(InteractionItems.media, "=") == nil)
        let json = CanonicalJSON.text(ResponseValue.file(InteractionItems.file).json)
        let field = try #require(json.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        #expect(try Self.value(InteractionItems.held, "=\(field)", of: "FILE") == .file(InteractionItems.file))
        #expect(try Self.value(InteractionItems.held, "=x", of: "FILE") == nil)
        #expect(try Self.value(InteractionItems.held, "=%7B%22pressed%22%3Atrue%7D", of: "FILE") == nil)
        #expect(try Self.value(InteractionItems.held, "=x", of: "KEPT") == nil)
    }

    @Test func `one end-attempt button is pressed at a time, and a press is carried on`() throws {
        let items = InteractionItems.inline.interactions + InteractionItems.held.interactions
        #expect(try Self.value(InteractionItems.held, "=true", of: "END") == .pressed(true))
        #expect(try Self.value(InteractionItems.held, "=yes", of: "END") == nil)
        var form = FormFields()
        form.append("go", "press:END")
        form.append("response.PICK", "A")
        let response = ResponseForm.response(form, items)
        #expect(response["END"] == .pressed(true) && response["PICK"] == .choices(["A"]))
        form.append("go", "press:OTHER")
        form.append("response.END", "true")
        #expect(ResponseForm.response(form, items)["END"] == nil)
    }

    @Test func `forgetting an answer keeps the count of plays`() throws {
        let items = InteractionItems.media.interactions + InteractionItems.order.interactions
        var form = FormFields()
        form.append("response.RESPONSE", "2")
        form.append("response.RESPONSE.A", "1")
        #expect(ResponseForm.cleared(form, items) == ItemResponse(["RESPONSE": .number("2", unit: nil)]))
    }

    /// A page drawn with a response posts that response: going on without a touch changes nothing.
    @Test(arguments: InteractionItems.all.map(\.name))
    func `an untouched form says what was saved`(name: String) throws {
        let (_, item, state) = try #require(InteractionItems.all.first { $0.name == name })
        let fragment = ItemFragment(item: item, texts: try SiteFolder.texts("en")) { $0 }
        let markup = ItemFragment.markup(of: fragment.vignette + fragment.answers, for: state).markup
        let form = try FormReading.fields(in: markup)
        let saved = ResponseForm.response(form, item.interactions)
        #expect(saved == state.response)
        for interaction in item.interactions {
            if let value = saved[interaction.id] { #expect(throws: Never.self) { try interaction.check(value) } }
        }
    }

    private static let letters = Array("ABCD")

    /// Fields are written without their common beginning: `A=1&=x` is `response.RESPONSE.A=1&response.RESPONSE=x`.
    private static func value(
        _ item: ItemVersion,
        _ fields: String,
        of response: ResponseID = "RESPONSE"
    ) throws -> ResponseValue? {
        var form = FormFields()
        for field in fields.split(separator: "&") {
            let halves = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = halves[1].removingPercentEncoding ?? ""
            let name = "response.\(response.rawValue)" + (halves[0].isEmpty ? "" : ".\(halves[0])")
            form.append(name, value)
        }
        return ResponseForm.response(form, item.interactions.filter { $0.id == response })[response]
    }
}
