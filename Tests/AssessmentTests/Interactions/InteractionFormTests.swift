import Assessment
import Foundation
import Testing

/// One interaction of every case, with what fits it and what does not.
@Suite struct InteractionFormTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let interaction: Interaction
        let fitting: [ResponseValue]
        let misfits: [(value: ResponseValue, misfit: Misfit)]

        var testDescription: String { name }
    }

    @Test(arguments: samples)
    func `an interaction of format 1 is read as it was written`(sample: Sample) throws {
        let json = sample.interaction.json
        #expect(try Interaction(json: json) == sample.interaction)
        let bytes = CanonicalJSON.data(json)
        #expect(try CanonicalJSON.data(Interaction(json: StrictJSON.value(bytes)).json) == bytes)
    }

    @Test(arguments: samples)
    func `an unknown member of an interaction is refused`(sample: Sample) {
        var members = sample.interaction.json.members ?? [:]
        members["shufle"] = true
        let json = JSONValue.object(members)
        #expect(throws: FormatProblem.self) { try Interaction(json: json) }
    }

    @Test(arguments: samples)
    func `fitting values fit, and every misfit is named`(sample: Sample) throws {
        for value in sample.fitting { try sample.interaction.check(value) }
        for (value, misfit) in sample.misfits {
            #expect(throws: misfit) { try sample.interaction.check(value) }
        }
        #expect(!sample.fitting.isEmpty || sample.name == "kept")
        #expect(!sample.misfits.isEmpty)
    }

    @Test func `options, gaps and passages are found in reading order`() throws {
        let gaps = try #require(Self.samples.first { $0.name == "gapMatch" })
        guard case .gapMatch(let form) = gaps.interaction else { throw Misfit.wrongShape }
        #expect(form.gaps.map(\.rawValue) == ["G1", "G2"])
        let words = try #require(Self.samples.first { $0.name == "hotText" }).interaction.options
        #expect(words.map(\.id.rawValue) == ["H1", "H2"] && words.map(\.content.plainText) == ["twice", "daily"])
    }

    @Test func `two gaps or passages of one name are refused`() {
        let twice: [Block] = [.paragraph([.gap(OptionID(rawValue: "G")), .gap(OptionID(rawValue: "G"))])]
        let form = Interaction.gapMatch(GapMatchInteraction(id: id, prompt: [], options: [], text: twice))
        #expect(throws: FormatProblem.self) { try Interaction(json: form.json) }
    }

    @Test(arguments: [(Area.Shape.circle, 2), (.rectangle, 3), (.ellipse, 5), (.polygon, 4), (.polygon, 7)])
    func `an area whose coordinates do not suit its shape is none`(shape: Area.Shape, count: Int) {
        #expect(Area(shape, Array(repeating: 1, count: count)) == nil)
    }

    private var id: ResponseID { ResponseID(rawValue: "R") }
}
