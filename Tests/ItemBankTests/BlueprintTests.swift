import Assessment
import Foundation
import ItemBank
import Testing

@Suite struct BlueprintTests {
    /// Format 1, as stored: must decode for ever.
    static let specimen = """
        {"axes":[{"categories":[{"id":"cardio","name":"Cardiovascular"},{"id":"renal","name":"Renal"}],"id":"content",\
        "name":"Content"},{"categories":[{"id":"manage","name":"Management"}],"id":"task","name":"Task"}],"format":1,\
        "id":"year-5-paper-a","meanFacility":{"maximum":"0.7","minimum":"0.6"},"name":"Year 5","size":{"maximum":20,\
        "minimum":18},"targets":[{"maximum":4,"minimum":3,"unit":"count","where":{"content":"cardio"}},{"minimum":1,\
        "unit":"count","where":{"content":"renal","task":"manage"}},{"maximum":30,"minimum":10,"unit":"percent",\
        "where":{"difficulty":"hard"}}]}
        """

    @Test func `the stored specimen is read and written again byte for byte`() throws {
        let blueprint = try Blueprint(data: Data(Self.specimen.utf8))
        #expect(blueprint.size == .init(minimum: 18, maximum: 20))
        #expect(blueprint.targets[1] == .init(["content": "renal", "task": "manage"], minimum: 1))
        #expect(blueprint.targets[2].unit == .percent)
        #expect(blueprint.meanFacility?.maximum == Mark(7, over: 10))
        #expect(blueprint.problems() == [])
        #expect(String(decoding: blueprint.canonicalData, as: UTF8.self) == Self.specimen)
        #expect(try Blueprint(json: blueprint.json).hash == blueprint.hash)
    }

    @Test(arguments: [
        (#""format":1"#, #""format":2"#, "format"),
        (#""name":"Year 5""#, #""name":"Year 5","extra":1"#, "extra"),
        (#""minimum":18"#, #""minimum":0"#, "size.minimum"),
        (#""unit":"percent""#, #""unit":"share""#, "targets[2].unit"),
        (#""maximum":30"#, #""maximum":101"#, "targets[2].maximum"),
        (#""maximum":30,"minimum":10,"#, "", "targets[2]"),
        (#"{"difficulty":"hard"}"#, #"{"difficulty":1}"#, "targets[2].where.difficulty"),
        (#""0.6""#, #""about .6""#, "meanFacility.minimum"),
    ])
    func `a wrong member is named`(part: String, replacement: String, path: String) {
        let text = Self.specimen.replacingOccurrences(of: part, with: replacement)
        #expect(text != Self.specimen)
        let problem = #expect(throws: FormatProblem.self) { try Blueprint(data: Data(text.utf8)) }
        #expect(problem?.path == path)
    }

    @Test func `cells are named by category in the order of the axes`() throws {
        let blueprint = try Blueprint(data: Data(Self.specimen.utf8))
        let cell = ["difficulty": "hard", "task": "manage", "content": "cardio"]
        #expect(blueprint.name(of: cell) == "Cardiovascular × Management × Hard")
    }

    @Test(arguments: [
        (20, 10, 30, 2, 6), (19, 10, 30, 2, 5), (21, 10, 30, 3, 6), (1, 50, 50, 1, 0), (200, 33, 33, 66, 66),
        (7, 0, 100, 0, 7),
    ])
    func `percentages round inwards`(size: Int, minimum: Int, maximum: Int, least: Int, most: Int) {
        let target = Blueprint.Target(["content": "cardio"], unit: .percent, minimum: minimum, maximum: maximum)
        #expect(target.need(inPaperOf: size) == Need(minimum: least, maximum: most))
    }

    private typealias Target = Blueprint.Target

    static let unsound: [(targets: [Blueprint.Target], code: String, part: String)] = [
        ([.init(["colour": "red"], minimum: 1)], "target.axis", "targets[0]"),
        ([.init(["content": "lungs"], minimum: 1)], "target.category", "targets[0]"),
        ([.init(["difficulty": "fiendish"], minimum: 1)], "target.category", "targets[0]"),
        ([.init([:], minimum: 1)], "target.everything", "targets[0]"),
        ([.init(["content": "renal"])], "target.open", "targets[0]"),
        ([.init(["content": "renal"], minimum: -1)], "target.bounds", "targets[0]"),
        (
            [.init(["content": "renal"], minimum: 1), .init(["content": "renal"], maximum: 4)], "target.twice",
            "targets[1]"
        ),
        ([.init(["content": "renal"], minimum: 3, maximum: 2)], "target.range", "targets[0]"),
        ([.init(["content": "renal"], unit: .percent, minimum: 12, maximum: 18)], "target.range", "targets[0]"),
        ([.init(["content": "renal"], minimum: 11)], "target.size", "targets[0]"),
        (
            [.init(["content": "renal"], maximum: 2), .init(["content": "renal", "task": "manage"], minimum: 3)],
            "target.nested", "targets[1]"
        ),
        (
            [.init(["content": "renal"], minimum: 5), .init(["content": "renal"], unit: .percent, maximum: 40)],
            "target.nested", "targets[0]"
        ),
        (
            [.init(["difficulty": "easy"], minimum: 6), .init(["difficulty": "hard"], unit: .percent, minimum: 50)],
            "axis.minima", "targets[0]"
        ),
    ]

    @Test(arguments: unsound)
    func `what no paper can meet is an error`(targets: [Blueprint.Target], code: String, part: String) {
        let problems = Pools.blueprint(10...10, targets).problems()
        #expect(problems.map(\.code) == [code])
        #expect(problems.map(\.part) == [part])
        #expect(problems.allSatisfy { $0.severity == .error && !$0.message.isEmpty })
    }

    @Test func `sums over an axis whose items may have several categories are only warned of`() {
        let tooMany = ["cardio", "renal", "ethics"].map { Blueprint.Target(["content": $0], minimum: 4, maximum: 5) }
        let tooFew = ["cardio", "renal", "ethics"].map { Blueprint.Target(["content": $0], maximum: 3) }
        for (targets, code) in [(tooMany, "axis.minima"), (tooFew, "axis.maxima")] {
            let problems = Pools.blueprint(10...10, targets).problems()
            #expect(problems.map(\.code) == [code])
            #expect(problems.map(\.severity) == [.warning])
        }
    }

    @Test func `only what fails at every allowed size is reported`() {
        let target = Blueprint.Target(["content": "renal"], unit: .percent, minimum: 12, maximum: 18)
        #expect(Pools.blueprint(10...10, [target]).problems().map(\.code) == ["target.range"])
        #expect(Pools.blueprint(9...12, [target]).problems() == [])
    }

    @Test func `axes, size and facility window are checked`() {
        var blueprint = Pools.blueprint(10...10, [])
        blueprint.axes.append(Pools.axis("content", ["a", "a"]))
        blueprint.axes.append(Pools.axis("difficulty", ["easy", "tricky"]))
        blueprint.size = .init(minimum: 12, maximum: 10)
        blueprint.meanFacility = .init(minimum: Mark(1), maximum: Mark.zero)
        let codes = blueprint.problems().map(\.code)
        #expect(codes == ["axis.twice", "category.twice", "category.derived", "facility.range", "size.range"])
        blueprint.meanFacility = Mark(1, over: 3).map { .init(minimum: $0, maximum: $0) }
        #expect(blueprint.problems().contains { $0.code == "facility.bounds" })
    }
}
