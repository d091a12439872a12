/// Have and need of every crossing of two axes, with totals: the table of the assembly page.
public struct CoverageGrid: Hashable, Sendable {
    public let rows: Blueprint.Axis
    public let columns: Blueprint.Axis
    /// One list a row category, one cell a column category.
    public let cells: [[Cell]]
    /// One a row category: all items in it, whatever their column.
    public let rowTotals: [Cell]
    public let columnTotals: [Cell]
    public let total: Coverage.Tally
    /// Items that lie in no row category, and in no column category.
    public let withoutRow: Int
    public let withoutColumn: Int

    public struct Cell: Hashable, Sendable {
        public let have: Int
        /// `nil` where no target says anything.
        public let need: Need?
        /// Whether the need is only what the cells of this row or column add up to.
        ///
        /// Such a sum counts an item in two cells twice, so it is shown but does not decide.
        public let isSum: Bool

        /// `nil` where no target says anything.
        public var state: Coverage.Tally.State? { need.map { Coverage.Tally(have: have, need: $0).state } }
    }
}

extension Blueprint {
    /// Crosses two axes of this blueprint for `items`; `nil` when it has no such axes or they are the same.
    public func coverageGrid(of items: [AssemblyCandidate], rows: String, columns: String) -> CoverageGrid? {
        guard rows != columns, let rowAxis = allAxes.first(where: { $0.id == rows }),
            let columnAxis = allAxes.first(where: { $0.id == columns })
        else { return nil }
        let needs = needs(inPaperOf: size.nearest(to: items.count))
        let places = items.map { item in
            (rows: Set(item.categories(on: rows)), columns: Set(item.categories(on: columns)))
        }
        let cells = rowAxis.categories.map { row in
            columnAxis.categories.map { column in
                CoverageGrid.Cell(
                    have: places.count { $0.rows.contains(row.id) && $0.columns.contains(column.id) },
                    need: needs[[rows: row.id, columns: column.id]],
                    isSum: false
                )
            }
        }
        let rowTotals = zip(rowAxis.categories, cells).map { category, cells in
            let have = places.count { $0.rows.contains(category.id) }
            return CoverageGrid.Cell(total: have, need: needs[[rows: category.id]], over: cells)
        }
        let columnTotals = columnAxis.categories.enumerated().map { index, category in
            let have = places.count { $0.columns.contains(category.id) }
            return CoverageGrid.Cell(total: have, need: needs[[columns: category.id]], over: cells.map { $0[index] })
        }
        return CoverageGrid(
            rows: rowAxis,
            columns: columnAxis,
            cells: cells,
            rowTotals: rowTotals,
            columnTotals: columnTotals,
            total: Coverage.Tally(have: items.count, need: size.need),
            withoutRow: places.count { $0.rows.isDisjoint(with: rowAxis.categories.map(\.id)) },
            withoutColumn: places.count { $0.columns.isDisjoint(with: columnAxis.categories.map(\.id)) }
        )
    }
}

extension CoverageGrid.Cell {
    /// A total, with its own need or else the sum of what its cells need.
    fileprivate init(total have: Int, need: Need?, over cells: [Self]) {
        let needs = cells.compactMap(\.need)
        guard need == nil, !needs.isEmpty else {
            self.init(have: have, need: need, isSum: false)
            return
        }
        let maxima = needs.compactMap(\.maximum)
        let sum = Need(
            minimum: needs.reduce(0) { $0 + $1.minimum },
            maximum: maxima.count == cells.count ? maxima.reduce(0, +) : nil
        )
        self.init(have: have, need: sum, isSum: true)
    }
}
