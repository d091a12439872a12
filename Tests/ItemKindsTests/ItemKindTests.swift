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

    private static func isMarkedByPeople(_ kind: any ItemKind.Type) -> Bool {
        let uses = kind.specimens.filter(\.problemCodes.isEmpty).flatMap(\.version.scoring)
        return uses.allSatisfy { use in
            do { return try Catalogue.standard.rule(use).leavesMarkingToPeople } catch { return false }
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
        // What people mark gains nothing from a rule, whatever is given.
        #expect(cases.contains { $0.marks.values.allSatisfy { $0 > .zero } } != Self.isMarkedByPeople(kind))
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
                let rule = try Catalogue.standard.rule(use)
                let marking = rule.mark(example.response[use.response], in: example.response)
                #expect(marking.mark == example.marks[use.id], "\(example.name), \(use.id.rawValue)")
                #expect(marking.mark <= use.marks, "\(example.name), \(use.id.rawValue)")
                #expect(marking.mark >= .zero || rule.takesMarksAway, "\(example.name), \(use.id.rawValue)")
            }
            #expect(try ItemResponse(json: example.response.json) == example.response)
        }
    }

    @Test(arguments: sound)
    func `the key that staff see fits the item and gains all marks`(subject: Subject) throws {
        for use in subject.version.scoring {
            let rule = try Catalogue.standard.rule(use)
            let interaction = try #require(subject.version.interaction(use.response))
            guard let key = rule.key(at: interaction) else {
                // One response cannot show what rules of an item's own ask of all of them, nor what people look for.
                #expect(rule.leavesMarkingToPeople || use.rule == ProcessingRuleMarking.name)
                continue
            }
            #expect(!rule.leavesMarkingToPeople)
            let whole = ItemResponse(rule.keyElsewhere.merging([use.response: key]) { $1 })
            #expect(Self.misfit(subject.version, whole) == nil)
            #expect(rule.mark(key, in: whole) == Marking(use.marks))
        }
    }

    @Test(arguments: sound)
    func `the lines of the key name what the item offers and nothing that it does not`(subject: Subject) throws {
        for use in subject.version.scoring {
            let rule = try Catalogue.standard.rule(use)
            let interaction = try #require(subject.version.interaction(use.response))
            let lines = rule.keyLines(for: interaction)
            #expect(!lines.isEmpty)
            var offered = interaction.options.map(\.id)
            if case .gapMatch(let text) = interaction { offered += text.gaps }
            if case .image(let image) = interaction { offered += image.regions.map(\.id) }
            for id in lines.flatMap(Self.options) { #expect(offered.contains(id), "\(id.rawValue)") }
        }
    }

    private static func options(in line: KeyLine) -> [OptionID] {
        switch line {
        case .option(let id, _): [id]
        case .pair(let pair, _): [pair.row, pair.column]
        case .order(let ids): ids
        case .votes(let votes): votes.map(\.option)
        case .text, .number, .area, .distances, .point, .model, .remark: []
        }
    }

    @Test(arguments: sound)
    func `what people mark gains nothing and asks a marker whenever something was given`(subject: Subject) throws {
        for use in subject.version.scoring {
            let rule = try Catalogue.standard.rule(use)
            guard rule.leavesMarkingToPeople else { continue }
            for value in subject.specimen.cases.compactMap({ $0.response[use.response] }) {
                #expect(rule.mark(value) == Marking(.zero, needsMarker: !value.isBlank))
            }
        }
    }

    @Test(arguments: sound)
    func `nothing given gains nothing and asks nobody`(subject: Subject) throws {
        for use in subject.version.scoring {
            let rule = try Catalogue.standard.rule(use)
            let blanks: [ResponseValue?] = [
                nil, .text(" "), .texts([]), .texts(["", " "]), .choices([]), .pairs([]), .number(" ", unit: nil),
                .points([]), .pressed(false),
            ]
            for blank in blanks {
                #expect(rule.mark(blank) == Marking(.zero), "\(String(describing: blank))")
            }
        }
    }
}
