/// Marks of a cohort on one form: one row a candidate, one column an item, `nil` where the item was
/// not presented or not reached.
///
/// An item that was seen and left blank has a mark (mostly 0), not `nil`. Candidates who sat
/// different forms belong in different matrices: here every `nil` counts as not reached.
public struct ScoreMatrix: Hashable, Sendable {
    /// Marks available, one value an item; 0 for an item that carries no marks.
    public let marksAvailable: [Double]
    public let candidateCount: Int

    /// Column after column; `absent` where there is no mark.
    private let marks: [Double]

    /// - Parameters:
    ///   - rows: Marks, one row a candidate; negative marks are allowed.
    ///   - marksAvailable: One value an item.
    /// - Throws: ``Misshape``, naming the first row or cell that does not fit.
    public init(rows: [[Double?]], marksAvailable: [Double]) throws(Misshape) {
        for (item, available) in marksAvailable.enumerated() where !(available >= 0 && available < .infinity) {
            throw .marksAvailable(item: item)
        }
        var marks = [Double](repeating: Self.absent, count: rows.count * marksAvailable.count)
        for (candidate, row) in rows.enumerated() {
            guard row.count == marksAvailable.count else {
                throw .rowLength(candidate: candidate, found: row.count, expected: marksAvailable.count)
            }
            for (item, cell) in row.enumerated() {
                guard let mark = cell else { continue }
                guard mark.isFinite else { throw .notFinite(candidate: candidate, item: item) }
                guard mark <= marksAvailable[item] else { throw .aboveAvailable(candidate: candidate, item: item) }
                marks[item * rows.count + candidate] = mark
            }
        }
        self.marks = marks
        self.marksAvailable = marksAvailable
        candidateCount = rows.count
    }

    public var itemCount: Int { marksAvailable.count }

    public subscript(candidate candidate: Int, item item: Int) -> Double? {
        let mark = marks[item * candidateCount + candidate]
        return mark == Self.absent ? nil : mark
    }

    /// The marks of one item, one value a candidate.
    public func column(_ item: Int) -> [Double?] {
        marks[item * candidateCount..<(item + 1) * candidateCount].map { $0 == Self.absent ? nil : $0 }
    }

    /// Whether everyone who was given the item got either no marks or all of them.
    public func isDichotomous(item: Int) -> Bool {
        let available = marksAvailable[item]
        return available > 0 && column(item).allSatisfy { $0 == nil || $0 == 0 || $0 == available }
    }

    /// Whether every item is right or wrong and all items carry the same marks: what KR-20 and the
    /// binomial error model ask for.
    public var isDichotomous: Bool {
        marksAvailable.allSatisfy { $0 == marksAvailable[0] } && (0..<itemCount).allSatisfy(isDichotomous(item:))
    }

    // Minus infinity and not NaN, because two equal matrices must compare equal.
    private static let absent = -Double.infinity

    /// Why rows cannot become a matrix.
    public enum Misshape: Error, Hashable, Sendable {
        case rowLength(candidate: Int, found: Int, expected: Int)
        case notFinite(candidate: Int, item: Int)
        case aboveAvailable(candidate: Int, item: Int)
        /// The marks available for an item are negative or not a number.
        case marksAvailable(item: Int)
    }
}
