import Assessment
import ItemKinds
import Testing

/// What holds for every kind of the catalogue: a new kind is tested by its specimens alone.
@Suite struct ItemKindTests {
    struct Subject: CustomTestStringConvertible, Sendable {
        let kind: any ItemKind.Type
        let specimen: KindSpecimen

        var testDescription: String { "\(kind.name.rawValue): \(specimen.name)" }
        var version: ItemVersion { specimen.version }
    }

    static let subjects = Catalogue.standard.kinds.flatMap { kind in
        kind.specimens.map { Subject(kind: kind, specimen: $0) }
    }
    static let sound = subjects.filter(\.specimen.problemCodes.isEmpty)

    private static func misfit(_ version: ItemVersion, _ response: ItemResponse) -> Misfit? {
        do throws(Misfit) {
            try version.interactions.check(response)
            return nil
        } catch {
            return error
        }
    }

    @Test func `kinds have names of their own, and the catalogue finds them`() {
        let kinds = Catalogue.standard.kinds
        #expect(Set(kinds.map { $0.name }).count == kinds.count)
        #expect(kinds.allSatisfy { $0.name.rawValue.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil })
        for kind in kinds { #expect(Catalogue.standard.kind(kind.name)?.name == kind.name) }
        #expect(Catalogue.standard.kind(.unknown)?.name == nil)
    }

    @Test(arguments: Catalogue.standard.kinds.indices)
    func `a kind brings sound and faulty specimens, and responses of every worth`(index: Int) {
        let kind = Catalogue.standard.kinds[index]
        #expect(Set(kind.specimens.map(\.name)).count == kind.specimens.count)
        #expect(kind.specimens.contains { !$0.problemCodes.isEmpty })
        let cases = kind.specimens.filter(\.problemCodes.isEmpty).flatMap(\.cases)
        #expect(cases.contains { $0.marks.values.allSatisfy { $0 > .zero } })
        #expect(cases.contains { $0.marks.values.allSatisfy { $0 == .zero } && $0.misfit == nil })
        #expect(cases.contains { $0.response.isBlank })
        #expect(cases.contains { $0.misfit != nil })
    }

    @Test(arguments: subjects)
    func `the errors found in a specimen are those that it names`(subject: Subject) {
        let problems = Catalogue.standard.problems(in: subject.version)
        let errors = Set(problems.filter { $0.severity == .error }.map(\.code))
        #expect(errors == Set(subject.specimen.problemCodes), "\(problems)")
        #expect(problems.allSatisfy { !$0.message.isEmpty })
    }

    @Test(arguments: subjects)
    func `an item survives its own JSON`(subject: Subject) throws {
        let version = try ItemVersion(data: subject.version.canonicalData)
        #expect(version == subject.version)
        #expect(version.canonicalData == subject.version.canonicalData)
    }

    @Test(arguments: subjects)
    func `an item is recognised by its own kind before any other, whatever it says it is`(subject: Subject) {
        var version = subject.version
        for name in [subject.kind.name, .unknown, KindName(rawValue: "another")] {
            version.kind = name
            #expect(Catalogue.standard.recognised(version).kind == subject.kind.name)
        }
    }

    @Test(arguments: subjects)
    func `an item that lost its interactions or rules is recognised by nobody`(subject: Subject) {
        let changes: [(inout ItemVersion) -> Void] = [{ $0.interactions = [] }, { $0.scoring = [] }]
        for change in changes {
            var version = subject.version
            change(&version)
            let recognised = Catalogue.standard.recognised(version)
            #expect(recognised.kind == .unknown)
            #expect(Catalogue.standard.problems(in: recognised).map(\.code) == ["kind.unknown"])
        }
    }

    @Test(arguments: sound)
    func `every response of a specimen gains its marks and fits as said`(subject: Subject) throws {
        for example in subject.specimen.cases {
            #expect(Self.misfit(subject.version, example.response) == example.misfit, "\(example.name)")
            #expect(Set(example.marks.keys) == Set(subject.version.scoring.map(\.id)), "\(example.name)")
            for use in subject.version.scoring {
                let value = example.response[use.response]
                let marking = try Catalogue.standard.rule(use).mark(value, in: example.response)
                #expect(marking.mark == example.marks[use.id], "\(example.name), \(use.id.rawValue)")
                #expect((.zero...use.marks).contains(marking.mark), "\(example.name), \(use.id.rawValue)")
            }
            #expect(try ItemResponse(json: example.response.json) == example.response)
        }
    }

    @Test(arguments: sound)
    func `the key that staff see fits the item and gains all marks`(subject: Subject) throws {
        for use in subject.version.scoring {
            let rule = try Catalogue.standard.rule(use)
            guard let key = rule.key else {
                // One response cannot show what rules of an item's own ask of all of them.
                #expect(use.rule == ProcessingRuleMarking.name)
                continue
            }
            #expect(Self.misfit(subject.version, ItemResponse([use.response: key])) == nil)
            #expect(rule.mark(key) == Marking(use.marks))
        }
    }

    @Test(arguments: sound)
    func `nothing given gains nothing and asks nobody`(subject: Subject) throws {
        for use in subject.version.scoring {
            let rule = try Catalogue.standard.rule(use)
            for blank in [nil, .text(" "), .choices([]), .pairs([]), .number(" ", unit: nil)] as [ResponseValue?] {
                #expect(rule.mark(blank) == Marking(.zero), "\(String(describing: blank))")
            }
        }
    }
}
