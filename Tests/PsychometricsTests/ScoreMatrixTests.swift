import Psychometrics
import Testing

@Suite struct ScoreMatrixTests {
    @Test func `marks come back where they were put, and gaps stay gaps`() throws {
        let rows: [[Double?]] = [[1, nil, -0.25], [0, 2, 0.5]]
        let matrix = try ScoreMatrix(rows: rows, marksAvailable: [1, 2, 1])
        for (candidate, row) in rows.enumerated() {
            for (item, mark) in row.enumerated() { #expect(matrix[candidate: candidate, item: item] == mark) }
        }
        #expect(matrix.column(1) == [nil, 2])
        #expect(matrix == (try ScoreMatrix(rows: rows, marksAvailable: [1, 2, 1])))
    }

    @Test(arguments: [
        ([[1.0, 1.0], [1.0]], [1.0, 1.0], ScoreMatrix.Misshape.rowLength(candidate: 1, found: 1, expected: 2)),
        ([[1.0, .nan]], [1.0, 1.0], .notFinite(candidate: 0, item: 1)),
        ([[-Double.infinity, 0.0]], [1.0, 1.0], .notFinite(candidate: 0, item: 0)),
        ([[1.0, 1.5]], [1.0, 1.0], .aboveAvailable(candidate: 0, item: 1)),
        ([[1.0]], [-1.0], .marksAvailable(item: 0)),
        ([[1.0]], [Double.nan], .marksAvailable(item: 0)),
    ])
    func `rows that do not fit are refused by name`(
        rows: [[Double]],
        available: [Double],
        misshape: ScoreMatrix.Misshape
    ) {
        #expect(throws: misshape) { try ScoreMatrix(rows: rows, marksAvailable: available) }
    }

    @Test func `right or wrong means no marks or all, for everyone who was asked`() throws {
        let matrix = try ScoreMatrix(rows: [[1, 2, 0.5], [nil, 0, 1]], marksAvailable: [1, 2, 1])
        #expect((0..<3).map(matrix.isDichotomous(item:)) == [true, true, false])
        #expect(!matrix.isDichotomous)
        #expect(try ScoreMatrix(rows: [[2, 0], [0, nil]], marksAvailable: [2, 2]).isDichotomous)
        #expect(try !ScoreMatrix(rows: [[2, 0], [0, 1]], marksAvailable: [2, 1]).isDichotomous)
    }
}
