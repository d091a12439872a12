/// Looks for a part within a whole in linear time, whatever the two are.
///
/// Source: Knuth, Morris and Pratt (1977), doi:10.1137/0206024.
enum Subsequence {
    /// Whether `part` stands in `whole` without gaps; an empty part always does.
    static func isFound<Element: Equatable>(_ part: [Element], in whole: [Element]) -> Bool {
        guard !part.isEmpty else { return true }
        guard part.count <= whole.count else { return false }
        var fallbacks = Array(repeating: 0, count: part.count)
        var length = 0
        for index in part.indices.dropFirst() {
            while length > 0, part[index] != part[length] { length = fallbacks[length - 1] }
            if part[index] == part[length] { length += 1 }
            fallbacks[index] = length
        }
        length = 0
        for element in whole {
            while length > 0, element != part[length] { length = fallbacks[length - 1] }
            if element == part[length] { length += 1 }
            if length == part.count { return true }
        }
        return false
    }
}
