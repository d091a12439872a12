@testable import Solver

/// A seeded bank of items with topic, task, difficulty, kind and years since last use, and papers to build from it.
struct RandomBank {
    struct Item {
        let topic: Int
        let task: Int
        let difficulty: Int
        let kind: Int
        let unused: Int
        let facility: Int
        let seconds: Int
        let information: Int
    }

    enum Objective { case none, unused, information }

    let items: [Item]
    private var numbers: RandomPrograms

    init(seed: UInt64, items count: Int) {
        var numbers = RandomPrograms(seed: seed)
        items = (0..<count).map { _ in
            Item(
                topic: min(numbers.number(in: 0...14), numbers.number(in: 0...14)),
                task: numbers.number(in: 0...4),
                difficulty: numbers.number(in: 0...3),
                kind: numbers.number(in: 0...2),
                unused: numbers.number(in: 0...3),
                facility: numbers.number(in: 200...950),
                seconds: numbers.number(in: 40...180),
                information: numbers.number(in: 0...1000)
            )
        }
        self.numbers = numbers
    }

    /// A paper of `count` items by about 40 two-sided rules around a hidden choice, `room` to either side of it.
    mutating func program(
        choosing count: Int,
        room: Int,
        objective: Objective = .none,
        hasSums: Bool = false,
        enemies: Int = 0
    ) -> IntegerProgram {
        var program = IntegerProgram(.maximise)
        for item in items {
            let worth =
                switch objective {
                case .none: 0
                case .unused: item.unused
                case .information: item.information
                }
            _ = program.addVariable(objective: worth)
        }
        var hidden: Set<Int> = []
        while hidden.count < count { hidden.insert(numbers.number(in: 0...(items.count - 1))) }
        func require(_ label: String, room: Int, _ amount: (Item) -> Int) {
            let terms = items.indices.compactMap { index in
                amount(items[index]) == 0 ? nil : IntegerProgram.Term(index, times: amount(items[index]))
            }
            let sum = hidden.reduce(0) { $0 + amount(items[$1]) }
            program.require(label, terms, atLeast: sum - room, atMost: sum + room)
        }
        require("items", room: 0) { _ in 1 }
        for topic in 0..<15 { require("topic \(topic)", room: room) { $0.topic == topic ? 1 : 0 } }
        for task in 0..<5 { require("task \(task)", room: room) { $0.task == task ? 1 : 0 } }
        for level in 0..<4 { require("difficulty \(level)", room: room) { $0.difficulty == level ? 1 : 0 } }
        for kind in 0..<3 { require("kind \(kind)", room: room) { $0.kind == kind ? 1 : 0 } }
        for topic in 0..<3 {
            for task in 0..<4 {
                require("topic \(topic), task \(task)", room: room) { $0.topic == topic && $0.task == task ? 1 : 0 }
            }
        }
        if hasSums {
            require("facility", room: 5 * count) { $0.facility }
            require("seconds", room: 2 * count) { $0.seconds }
        }
        for number in 0..<enemies {
            let pair = (numbers.number(in: 0...(items.count - 1)), numbers.number(in: 0...(items.count - 1)))
            guard pair.0 != pair.1, !hidden.isSuperset(of: [pair.0, pair.1]) else { continue }
            program.require("enemies \(number)", [.init(pair.0), .init(pair.1)], atMost: 1)
        }
        return program
    }
}
