/// Which lines of a question are its options: lettered one behind the other from the first letter on.
///
/// One letter alone makes no list: “A. fumigatus was grown” is text where no B follows. A list that Word counts may go on
/// where the one before it ended, which writers do not see coming; the letters on the paper are its letters then.
struct WordOptions {
    /// The lines that begin an option, in order.
    private(set) var indices: [Int] = []
    /// The place among the options of each line that begins one.
    private(set) var places: [Int: Int] = [:]
    /// Lines that look like an option, but not like the next one, with what was due; empty where nothing more was.
    private(set) var wrong: [Int: String] = [:]
    /// The letters by which the answer names the options.
    private(set) var letters: [Character] = []

    init(_ lines: [WordLine], type: WordType?) {
        if let start = Self.start(lines, type: type) {
            collect(lines, from: start)
        } else if let label = lines.firstIndex(where: { $0.field == .options }) {
            collectUnlettered(lines, after: label)
        }
        for (place, index) in indices.enumerated() { places[index] = place }
    }

    private static func start(_ lines: [WordLine], type: WordType?) -> Int? {
        var last: Int?
        for index in lines.indices where lines[index].field == nil {
            guard let letter = lines[index].letter else { continue }
            let isCounted = lines[index].isCounted
            let orders = WordLetters.orders.filter { isCounted ? $0.contains(letter) : $0[0] == letter }
            guard !orders.isEmpty else { continue }
            last = index
            let next = lines[(index + 1)...].first { $0.field != nil || $0.letter != nil }
            guard let second = next?.letter, next?.field == nil, next?.isCounted == isCounted else { continue }
            if orders.contains(where: { Self.follow(letter, second, in: $0) }) { return index }
        }
        // A list of one is a fault to name, where a list must be.
        let isList = lines.contains { $0.field == .options } || type == .singleBestAnswer
        let asksLetter = lines.contains { $0.field == .answer && $0.rest.text.trimmed.count == 1 }
        return isList || asksLetter ? last : nil
    }

    private static func follow(_ one: Character, _ other: Character, in order: [Character]) -> Bool {
        guard let place = order.firstIndex(of: one), order.indices.contains(place + 1) else { return false }
        return order[place + 1] == other
    }

    private mutating func collect(_ lines: [WordLine], from start: Int) {
        var orders = WordLetters.orders.compactMap { order in
            lines[start].letter.flatMap { order.firstIndex(of: $0) }.map { Array(order[$0...]) }
        }
        for index in lines[start...].indices {
            guard lines[index].field == nil else { break }
            guard let letter = lines[index].letter else { continue }
            let place = indices.count
            let fitting = orders.filter { $0.indices.contains(place) && $0[place] == letter }
            guard !fitting.isEmpty else {
                let due = orders.first.flatMap { $0.indices.contains(place) ? $0[place] : nil }
                wrong[index] = due.map(String.init) ?? ""
                continue
            }
            orders = fitting
            indices.append(index)
            letters.append(letter)
        }
    }

    /// Behind “Options:” bullets are options too, or all paragraphs up to the next label.
    private mutating func collectUnlettered(_ lines: [WordLine], after label: Int) {
        let rest = lines[(label + 1)...].prefix { $0.field == nil }
        let filled = rest.indices.filter { !rest[$0].isBlank }
        let bullets = filled.prefix { rest[$0].isBullet }
        let answers = lines.count { $0.field == .answer }
        indices = bullets.isEmpty && answers <= 1 ? filled : Array(bullets)
        indices = Array(indices.prefix(WordLetters.latin.count))
        letters = Array(WordLetters.latin.prefix(indices.count))
    }
}
