/// Which lines of a question are its options: lettered one behind the other from the first letter on.
///
/// One letter alone makes no list: “A. fumigatus was grown” is text where no B follows.
struct WordOptions {
    /// The lines that begin an option, in order.
    private(set) var indices: [Int] = []
    /// Lines that look like an option, but not like the next one, with what was due.
    private(set) var wrong: [(index: Int, due: Character?)] = []
    /// The letters by which the answer names the options.
    private(set) var letters: [Character] = []

    init(_ lines: [WordLine], type: WordType?) {
        if let start = Self.start(lines, type: type) {
            collect(lines, from: start)
        } else if let label = lines.firstIndex(where: { $0.field == .options }) {
            collectUnlettered(lines, after: label)
        }
    }

    private static func start(_ lines: [WordLine], type: WordType?) -> Int? {
        var last: Int?
        for index in lines.indices where lines[index].field == nil {
            guard let letter = lines[index].letter, WordLetters.orders.contains(where: { $0[0] == letter }) else {
                continue
            }
            last = index
            let next = lines[(index + 1)...].first { $0.field != nil || $0.letter != nil }
            if let second = next?.letter, next?.field == nil,
                WordLetters.orders.contains(where: { $0[0] == letter && $0[1] == second })
            {
                return index
            }
        }
        // A list of one is a fault to name, where a list must be.
        let isList = lines.contains { $0.field == .options } || type == .singleBestAnswer
        let asksLetter = lines.contains { $0.field == .answer && $0.rest.text.trimmed.count == 1 }
        return isList || asksLetter ? last : nil
    }

    private mutating func collect(_ lines: [WordLine], from start: Int) {
        var orders = WordLetters.orders
        for index in lines[start...].indices {
            guard lines[index].field == nil else { break }
            guard let letter = lines[index].letter else { continue }
            let place = indices.count
            let fitting = orders.filter { $0.indices.contains(place) && $0[place] == letter }
            guard !fitting.isEmpty else {
                let due = orders.first.flatMap { $0.indices.contains(place) ? $0[place] : nil }
                wrong.append((index, due))
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
