/// Which words of a text were put in and which taken out.
public enum TextDifference {
    /// A run of words, with the blanks after them.
    public struct Run: Hashable, Sendable {
        public let change: Change
        public let text: String

        public init(_ change: Change, _ text: String) {
            self.change = change
            self.text = text
        }
    }

    public enum Change: Hashable, Sendable { case kept, deleted, inserted }

    /// Words that are compared one by one, beyond what both texts begin and end with; what is longer is shown as
    /// replaced whole, since the comparison takes the square of them.
    static let limit = 1_500
    /// Words that are compared one by one in all texts of one item together: few texts are as long as the limit, and a
    /// file may bring an item with hundreds that are.
    public static let itemLimit = 6_000

    /// The runs that make `old` without the inserted ones and `new` without the deleted ones; deletions come before
    /// insertions at one place.
    ///
    /// The number of words compared is taken from `words`; where fewer are left than would be needed, the middle is shown as replaced.
    ///
    /// Source: Myers (1986), *Algorithmica* 1, 251–266, as the standard library has it.
    public static func runs(from old: String, to new: String, words left: inout Int) -> [Run] {
        var (before, after) = (words(of: old), words(of: new))
        var head: [String] = []
        while let word = before.first, word == after.first {
            head.append(word)
            before.removeFirst()
            after.removeFirst()
        }
        var tail: [String] = []
        while let word = before.last, word == after.last {
            tail.append(word)
            before.removeLast()
            after.removeLast()
        }
        let (count, isLong) = (before.count + after.count, before.count + after.count > min(limit, left))
        if !isLong { left -= count }
        let middle =
            isLong
            ? before.map { ($0, Change.deleted) } + after.map { ($0, Change.inserted) } : changes(before, after)
        let all =
            head.map { ($0, Change.kept) } + middle + tail.reversed().map { ($0, Change.kept) }
        return joined(all)
    }

    private static func changes(_ before: ArraySlice<String>, _ after: ArraySlice<String>) -> [(String, Change)] {
        let (before, after) = (Array(before), Array(after))
        let difference = after.difference(from: before)
        var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var result: [(String, Change)] = []
        var (old, new) = (0, 0)
        while old < before.count || new < after.count {
            if removed.contains(old) {
                result.append((before[old], .deleted))
                old += 1
            } else if inserted.contains(new) {
                result.append((after[new], .inserted))
                new += 1
            } else {
                result.append((after[new], .kept))
                old += 1
                new += 1
            }
        }
        return result
    }

    private static func joined(_ words: [(text: String, change: Change)]) -> [Run] {
        var runs: [Run] = []
        for word in words {
            if let last = runs.last, last.change == word.change {
                runs[runs.count - 1] = Run(word.change, last.text + word.text)
            } else {
                runs.append(Run(word.change, word.text))
            }
        }
        return runs
    }

    /// The words of `text`, each with the white space behind it, so that joining them gives the text again.
    private static func words(of text: String) -> ArraySlice<String> {
        var words: [String] = []
        var word = ""
        var isBlank = false
        for character in text {
            if isBlank, !character.isWhitespace {
                words.append(word)
                word = ""
            }
            word.append(character)
            isBlank = character.isWhitespace
        }
        if !word.isEmpty { words.append(word) }
        return words[...]
    }
}
