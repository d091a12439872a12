import Assessment
import Testing

@Suite struct CandidateOrderTests {
    private static func form(_ sections: [(count: Int, shuffles: Bool)]) throws -> Form {
        let position: JSONValue = ["language": "en", "body": [], "interactions": []]
        let sections: [JSONValue] = sections.map { section in
            [
                "title": "", "shuffle": .bool(section.shuffles),
                "positions": .array(Array(repeating: position, count: section.count)),
            ]
        }
        return try Form(
            json: ["format": 1, "paper": "p", "title": "", "language": "en", "sections": .array(sections)]
        )
    }

    private static func options(_ count: Int, fixed: Set<Int> = []) -> [Option] {
        (0..<count).map { Option(id: OptionID(rawValue: "\($0)"), content: [], isFixed: fixed.contains($0)) }
    }

    /// Words and orders of a separate program in python.
    ///
    /// It has SplitMix64 as published, Lemire's bounded numbers, and Fisher and Yates from the front. An order that changed would show candidates another paper than the one they answered.
    @Test(
        arguments: [
            (0, [12_035_550_249_420_947_055, 12_935_080_325_729_570_654], [1, 7, 2, 4, 6, 8, 3, 5], [12, 10, 9, 11]),
            (1, [6_791_897_765_849_424_158, 17_405_687_883_870_564_846], [4, 5, 3, 6, 8, 7, 2, 1], [11, 9, 10, 12]),
            (42, [6_332_618_229_526_065_668, 17_630_415_256_238_047_317], [1, 5, 3, 2, 7, 8, 4, 6], [9, 10, 12, 11]),
            (
                .max, [6_755_974_106_381_971_767, 13_665_441_387_248_026_780], [3, 6, 5, 2, 1, 7, 8, 4],
                [10, 11, 12, 9]
            ),
        ] as [(UInt64, [UInt64], [Int], [Int])]
    )
    func `an order never changes`(seed: UInt64, words: [UInt64], first: [Int], second: [Int]) throws {
        var generator = SeededGenerator(seed: seed)
        #expect([generator.next(), generator.next()] == words)
        let order = try CandidateOrder(of: Self.form([(8, true), (4, true)]), seed: seed)
        #expect(order.positions == first + second)
    }

    @Test(
        arguments: [(0, [3, 2, 4, 0, 1]), (1, [4, 1, 3, 0, 2]), (42, [3, 4, 2, 1, 0]), (.max, [1, 2, 0, 3, 4])]
            as [(UInt64, [Int])]
    )
    func `the order of options never changes`(seed: UInt64, expected: [Int]) throws {
        let order = try CandidateOrder(of: Self.form([(3, false)]), seed: seed)
        #expect(order.options(Self.options(5), at: 3, shuffles: true) == expected)
    }

    @Test func `every position comes once, and sections keep together and in place`() throws {
        let form = try Self.form([(7, true), (0, true), (5, false), (1, true), (9, true)])
        var orders: Set<[Int]> = []
        for seed in UInt64(0)..<200 {
            let order = CandidateOrder(of: form, seed: seed)
            #expect(order == CandidateOrder(of: form, seed: seed))
            #expect(Set(order.positions[0..<7]) == Set(1...7))
            #expect(Array(order.positions[7..<12]) == Array(8...12))
            #expect(order.positions[12] == 13)
            #expect(Set(order.positions[13..<22]) == Set(14...22))
            #expect(order.positions.count == 22)
            orders.insert(order.positions)
        }
        #expect(orders.count > 195)
    }

    @Test func `questions and positions are each other's inverse`() throws {
        let order = try CandidateOrder(of: Self.form([(6, true), (3, false)]), seed: 3)
        for number in 1...9 {
            #expect(order.position(ofQuestion: number).flatMap(order.question(ofPosition:)) == number)
        }
        for outside in [Int.min, -1, 0, 10, .max] {
            #expect(order.position(ofQuestion: outside) == nil)
            #expect(order.question(ofPosition: outside) == nil)
        }
        #expect(try CandidateOrder(of: Self.form([]), seed: 1).positions == [])
    }

    @Test func `options come once each, and fixed ones keep their places`() throws {
        let order = try CandidateOrder(of: Self.form([(2, true)]), seed: 8)
        for count in 0...8 {
            for fixed in [[], [0], [count - 1], [1, 3], Set(0..<max(0, count))] as [Set<Int>] {
                let options = Self.options(count, fixed: fixed)
                let shuffled = order.options(options, at: 1, shuffles: true)
                #expect(shuffled.sorted() == Array(0..<count))
                for index in fixed where index >= 0 && index < count { #expect(shuffled[index] == index) }
                #expect(order.options(options, at: 1, shuffles: false) == Array(0..<count))
            }
        }
    }

    @Test func `every place is about equally likely for every option`() throws {
        let options = Self.options(5)
        var counts = Array(repeating: [0, 0, 0, 0, 0], count: 5)
        for seed in UInt64(0)..<2000 {
            let order = try CandidateOrder(of: Self.form([(1, true)]), seed: seed)
            for (place, index) in order.options(options, at: 1, shuffles: true).enumerated() {
                counts[index][place] += 1
            }
        }
        // 400 expected, standard deviation 18: five of them either way.
        for count in counts.joined() { #expect((310...490).contains(count)) }
    }

    @Test func `positions of one candidate have orders of their own`() throws {
        let order = try CandidateOrder(of: Self.form([(50, true)]), seed: 1)
        let orders = (1...50).map { order.options(Self.options(6), at: $0, shuffles: true) }
        #expect(Set(orders).count > 40)
    }

    /// A form of one shuffling section; `true` follows the position before it.
    private static func chained(_ follows: [Bool], lockpoint: String? = nil) throws -> Form {
        let positions: [JSONValue] = follows.map { follows in
            var position: [String: JSONValue] = ["language": "en", "body": [], "interactions": []]
            if follows { position["follows"] = true }
            return .object(position)
        }
        var section: [String: JSONValue] = ["title": "", "shuffle": true, "positions": .array(positions)]
        if let lockpoint { section["lockpoint"] = .string(lockpoint) }
        return try Form(
            json: ["format": 1, "paper": "p", "title": "", "language": "en", "sections": [.object(section)]]
        )
    }

    @Test func `case sets move as a whole and keep their steps in order`() throws {
        let form = try Self.chained([false, true, true, false, false, true, false])
        #expect(try Form(json: form.json) == form)
        var firsts: Set<Int> = []
        for seed in UInt64(0)..<100 {
            let positions = CandidateOrder(of: form, seed: seed).positions
            #expect(positions.sorted() == Array(1...7))
            for (first, second) in [(1, 2), (2, 3), (5, 6)] {
                let place = try #require(positions.firstIndex(of: first))
                #expect(place + 1 < 7 && positions[place + 1] == second)
            }
            firsts.insert(positions[0])
        }
        #expect(firsts == [1, 4, 5, 7])
        // The first of a section follows nothing, whatever a file says.
        #expect(try CandidateOrder(of: Self.chained([true, true]), seed: 1).positions == [1, 2])
    }

    @Test func `lockpoints stand after questions, never after the last`() throws {
        func order(_ sections: [(count: Int, lockpoint: String?)]) throws -> CandidateOrder {
            var form = try Self.form(sections.map { ($0.count, true) })
            for (index, section) in sections.enumerated() {
                form.sections[index].lockpoint =
                    try section.lockpoint.map { try #require(Lockpoint(rawValue: $0)) }
                    ?? .none
            }
            #expect(try Form(json: form.json) == form)
            return CandidateOrder(of: form, seed: 1)
        }
        let order = try order([(2, nil), (2, "atEnd"), (0, "atEnd"), (3, "afterEach"), (2, nil), (3, "afterEach")])
        #expect(order.lockpoints == [4, 5, 6, 7, 10, 11])
        #expect((0...12).map { order.lastOpenQuestion(passed: $0) } == [4, 4, 4, 4, 5, 6, 7, 10, 10, 10, 11, 12, 12])
        #expect(try CandidateOrder(of: Self.chained([false], lockpoint: "atEnd"), seed: 1).lockpoints == [])
        for word in ["none", "", "atStart"] {
            #expect(throws: FormatProblem.self) { try Self.chained([false], lockpoint: word) }
        }
    }
}
