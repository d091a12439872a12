/// Damage by lines, words and numbers, for tables, JSON and the plain formats of questions.
enum LineDamage {
    static func apply(to bytes: inout [UInt8], other: [UInt8], _ chance: inout Chance) {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        guard !lines.isEmpty else { return ByteDamage.apply(to: &bytes, other: other, &chance) }
        let place = chance.below(lines.count)
        switch chance.below(9) {
        case 0: lines.insert(lines[place], at: place)
        case 1: lines.remove(at: place)
        case 2: lines.swapAt(place, chance.below(lines.count))
        case 3: lines.insert(Array(chance.pick(HostileWords.lines).utf8), at: place)
        case 4:
            let others = other.split(separator: UInt8(ascii: "\n")).map(Array.init)
            lines.insert(contentsOf: others[chance.range(in: others.count, longest: 8)], at: place)
        case 5:
            lines[place].insert(
                contentsOf: Array(chance.pick(HostileWords.markup).utf8),
                at: chance.below(lines[place].count + 1)
            )
        case 6: changeNumber(&lines[place], &chance)
        case 7: repeatPiece(&lines[place], &chance)
        default:
            let word = chance.once(in: 4) ? HostileWords.long(&chance) : chance.pick(HostileWords.values)
            lines[place].insert(contentsOf: Array(word.utf8), at: chance.below(lines[place].count + 1))
        }
        bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    }

    private static func changeNumber(_ line: inout [UInt8], _ chance: inout Chance) {
        let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
        guard let start = line.firstIndex(where: isDigit) else { return }
        let end = line[start...].firstIndex { !isDigit($0) } ?? line.count
        line.replaceSubrange(start..<end, with: Array(chance.pick(HostileWords.values).utf8))
    }

    /// Brackets, quotes and separators a thousand times over.
    private static func repeatPiece(_ line: inout [UInt8], _ chance: inout Chance) {
        let piece = line.isEmpty ? Array("[{".utf8) : Array(line[chance.range(in: line.count, longest: 6)])
        line.insert(
            contentsOf: repeatElement(piece, count: chance.pick([10, 100, 3000])).joined(),
            at: chance.below(line.count + 1)
        )
    }
}
