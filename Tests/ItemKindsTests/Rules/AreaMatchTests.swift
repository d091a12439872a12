import Assessment
import ItemKinds
import Testing

@Suite struct AreaMatchTests {
    private static func area(_ shape: String, _ coordinates: [Int64], _ mark: String = "1") -> JSONValue {
        [
            "shape": .string(shape), "coordinates": .array(coordinates.map(JSONValue.integer)),
            "mark": .string(mark),
        ]
    }

    private static func points(_ points: (Int, Int)...) -> ResponseValue {
        .points(points.map { ResponseValue.Point(x: $0.0, y: $0.1) })
    }

    private static func rule(_ areas: [JSONValue], _ more: [String: JSONValue] = [:]) throws -> AreaMatch {
        let parameters: [String: JSONValue] = ["areas": .array(areas), "default": "0"]
        return try AreaMatch(parameters: .object(parameters.merging(more) { $1 }), marks: .one)
    }

    /// Each shape with points in it, on its rim and just outside.
    @Test(
        arguments: [
            (
                "circle", [100, 100, 5], [(100, 100), (105, 100), (103, 104), (97, 96)],
                [(106, 100), (104, 104), (0, 0)]
            ),
            (
                "rect", [10, 20, 30, 40], [(10, 20), (30, 40), (20, 30), (10, 40)],
                [(9, 20), (31, 40), (20, 41), (20, 19)]
            ),
            // Corners given the other way round are the same rectangle.
            ("rect", [30, 40, 10, 20], [(10, 20), (20, 30)], [(9, 20)]),
            ("ellipse", [50, 50, 20, 10], [(70, 50), (50, 60), (62, 58), (30, 50)], [(71, 50), (50, 61), (65, 57)]),
            ("ellipse", [50, 50, 20, 0], [(50, 50), (70, 50)], [(71, 50), (50, 51)]),
            (
                "poly", [0, 0, 10, 0, 10, 10, 0, 10], [(0, 0), (5, 0), (10, 10), (5, 5), (0, 7)],
                [(11, 5), (-1, 0), (5, 11)]
            ),
            // A chevron: the notch is outside, its edges belong to it.
            ("poly", [0, 0, 10, 5, 20, 0, 10, 20], [(10, 5), (10, 10), (5, 5), (2, 1)], [(10, 4), (0, 5), (10, 21)]),
            // A bow tie holds its two halves and the crossing.
            ("poly", [0, 0, 20, 20, 20, 0, 0, 20], [(2, 10), (18, 10), (10, 10)], [(10, 2), (10, 18)]),
            ("default", [], [(0, 0), (1000, 3)], []),
        ] as [(String, [Int64], [(Int, Int)], [(Int, Int)])]
    )
    func `the rim belongs to an area, and nothing beyond it`(
        shape: String,
        coordinates: [Int64],
        inside: [(Int, Int)],
        outside: [(Int, Int)]
    ) throws {
        let rule = try Self.rule([Self.area(shape, coordinates)])
        for point in inside { #expect(rule.mark(Self.points(point)).mark == .one, "\(point)") }
        for point in outside { #expect(rule.mark(Self.points(point)).mark == .zero, "\(point)") }
        #expect(rule.mark(rule.key).mark == .one)
    }

    @Test func `a point counts for the first area that holds it, and an area pays once`() throws {
        let areas = [Self.area("rect", [0, 0, 10, 10]), Self.area("rect", [5, 5, 20, 20], "2")]
        let rule = try Self.rule(areas)
        #expect(rule.mark(Self.points((7, 7))).mark == .one)
        #expect(rule.mark(Self.points((7, 7), (8, 8))).mark == .one)
        #expect(rule.mark(Self.points((7, 7), (15, 15))).mark == Mark(3))
        #expect(rule.mark(rule.key).mark == Mark(3))
        let reversed = try Self.rule(areas.reversed())
        #expect(reversed.mark(Self.points((7, 7))).mark == Mark(2))
    }

    @Test func `a point in no area gains the default, the same point twice once, and the sum keeps its bounds`() throws
    {
        let areas = [Self.area("circle", [10, 10, 5], "3")]
        let rule = try Self.rule(areas, ["default": "-1", "lower": "-2", "upper": "2"])
        #expect(rule.mark(Self.points((50, 50))).mark == Mark(-1))
        #expect(rule.mark(Self.points((50, 50), (50, 50))).mark == Mark(-1))
        #expect(rule.mark(Self.points((50, 50), (60, 50), (70, 50))).mark == Mark(-2))
        #expect(rule.mark(Self.points((10, 10))).mark == Mark(2))
        #expect(rule.mark(nil) == Marking(.zero) && rule.takesMarksAway)
        #expect(try Self.rule(areas, ["lower": "1"]).mark(nil) == Marking(.one))
    }

    @Test func `an area that an earlier one hides has no point in the key`() throws {
        let hidden = try Self.rule([Self.area("rect", [0, 0, 9, 9]), Self.area("circle", [5, 5, 1])])
        #expect(hidden.key == Self.points((4, 4)))
        #expect(try Self.rule([Self.area("circle", [5, 5, 1], "0")]).key == nil)
    }

    @Test(
        arguments: [
            (["areas": [], "default": "0"], "areas: must not be empty"),
            (["areas": [area("circle", [1, 2, 3])]], "default: is missing"),
            (["areas": [area("circle", [1, 2])], "default": "0"], "areas[0].coordinates: 2 do not suit circle"),
            (["areas": [area("poly", [1, 2, 3, 4, 5])], "default": "0"], "areas[0].coordinates: 5 do not suit poly"),
            (
                ["areas": [area("star", [1, 2])], "default": "0"],
                "areas[0].shape: one of default, rect, circle, ellipse, poly is needed"
            ),
            (
                ["areas": [area("circle", [1, 2, 100_001])], "default": "0"],
                "areas[0].coordinates[2]: must lie in -100000…100000"
            ),
            (
                ["areas": [area("circle", [1, 2, 3], "x")], "default": "0"],
                "areas[0].mark: a decimal or fraction as a string is needed"
            ),
        ] as [(JSONValue, String)]
    )
    func `areas that say too little are refused`(parameters: JSONValue, problem: String) {
        #expect(Rules.problem(AreaMatch.self, parameters) == problem)
    }
}
