import Foundation
@testable import Fuzzing
import Testing

@Suite struct EvilCorpusTests {
    @Test(arguments: EvilCorpus.cases.map(\.name))
    func `each attack of the collection comes out as its rule says`(name: String) throws {
        let evil = try #require(EvilCorpus.cases.first { $0.name == name })
        #expect(evil.differences() == [])
    }

    @Test func `every attack has a name and a rule of its own`() {
        let names = EvilCorpus.cases.map(\.name)
        #expect(Set(names).count == names.count)
        let rules = Set(EvilCorpus.cases.map(\.rule))
        #expect(rules.isSuperset(of: (1...8).map { "I\($0)" }))
    }

    @Test(arguments: [
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>", "<p onclick=\"x\"/>", "<p style=\"x\"/>",
        "<a href=\" java&#9;script:x\"/>", "<img src=\"//x.example\"/>", "<o:p/>", "<form/>",
        "<svg><a><set/></a></svg>",
    ])
    func `what is active in kept markup is seen`(markup: String) {
        #expect(!ActiveMarkup.findings(markup).isEmpty)
        #expect(ActiveMarkup.findings("<math><set/></math>").isEmpty)
        #expect(ActiveMarkup.findings("<ruby title=\"on\">a<rt>b</rt></ruby>").isEmpty)
    }

    @Test func `an input is made from its seed and number alone`() throws {
        let specimens = try SpecimenSet(corpora: nil, bank: nil)
        let inputs = (0..<200).map { Input(seed: 1, number: $0, from: specimens) }
        let again = (0..<200).reversed().map { Input(seed: 1, number: $0, from: specimens) }
        #expect(inputs.map(\.bytes) == again.reversed().map(\.bytes))
        #expect(Set(inputs.map(\.bytes)).count > 150)
        #expect(inputs.map(\.bytes) != (0..<200).map { Input(seed: 2, number: $0, from: specimens).bytes })
    }

    @Test func `small archives by hand are what they say they are`() {
        #expect(CraftedArchive.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
        let sound = EvilMarkup.package(EvilMarkup.item())
        #expect(Trial(Input(name: "a.zip", bytes: .init(sound))).outcome == .accepted)
        #expect(Trial(Input(name: "a.zip", bytes: .init(sound))).faults == [])
    }
}
