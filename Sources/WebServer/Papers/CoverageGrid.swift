/// A blueprint's targets as a table of its first two axes, with what a paper holds; text first, a bar below.
struct CoverageGrid: Sendable {
    /// Such as "Content × Task".
    let caption: String
    let columns: [String]
    let rows: [Row]
    let hasRows: Bool
    /// Targets that the table cannot hold: of other axes, of more than two, or of a single one.
    let others: [Cell]
    let hasOthers: Bool

    struct Row: Sendable {
        let name: String
        let cells: [Cell]
        let isTotal: Bool
    }

    struct Cell: Sendable {
        let label: String
        /// Such as "3/4", "4", "–".
        let numbers: String
        /// Such as "met", "short 1", "over 1"; `nil` where nothing is asked for.
        let state: String?
        let isMet: Bool
        let isShort: Bool
        let isOver: Bool
        let bar: SafeHTML?
        /// Shows the suggestions for this cell.
        let cellHref: String?
        /// Such as "Cardiovascular × Diagnosis: 3/4, short 1".
        let spoken: String
        let isChosen: Bool
    }

    /// The parts of a blueprint that the table needs.
    struct Plan: Sendable {
        let axes: [Axis]
        let targets: [Target]
        let minimumSize: Int
        let maximumSize: Int
    }

    struct Axis: Sendable {
        let id: String
        let name: String
        let categories: [(id: String, name: String)]
    }

    /// How many items a cell must hold, in items or in per cent of the paper; either side may be open.
    struct Target: Sendable {
        let cell: [String: String]
        let minimum: Int?
        let maximum: Int?
        var isPercent = false
    }

    /// What a paper holds; a blueprint alone has none.
    struct Holding: Sendable {
        /// Items of the paper that lie in a cell; the empty cell is the whole paper.
        let count: @Sendable ([String: String]) -> Int
        let path: String
        let chosen: [String: String]
    }

    /// In cells: nobody reads a larger table, and drawing it would take seconds.
    private static let largestTable = 10_000

    init(_ plan: Plan, holding: Holding?, texts: Texts) {
        let maker = Maker(plan: plan, holding: holding, texts: texts)
        guard plan.axes.count > 1, let rowAxis = plan.axes.first,
            rowAxis.categories.count * plan.axes[1].categories.count <= Self.largestTable
        else {
            (caption, columns, rows, hasRows) = ("", [], [], false)
            others = ([[:]] + plan.targets.map(\.cell)).map(maker.cell)
            hasOthers = true
            return
        }
        let columnAxis = plan.axes[1]
        caption = texts("coverage.axes", ["rows": rowAxis.name, "columns": columnAxis.name])
        columns = columnAxis.categories.map(\.name) + [texts("coverage.row-total")]
        var rows = rowAxis.categories.map { row in
            Row(
                name: row.name,
                cells: columnAxis.categories.map { maker.cell([rowAxis.id: row.id, columnAxis.id: $0.id]) }
                    + [maker.cell([rowAxis.id: row.id])],
                isTotal: false
            )
        }
        rows.append(
            Row(
                name: texts("coverage.column-total"),
                cells: columnAxis.categories.map { maker.cell([columnAxis.id: $0.id]) } + [maker.cell([:])],
                isTotal: true
            )
        )
        self.rows = rows
        hasRows = true
        let drawn: Set<String> = [rowAxis.id, columnAxis.id]
        others = plan.targets.map(\.cell).filter { !drawn.isSuperset(of: $0.keys) }.map(maker.cell)
        hasOthers = !others.isEmpty
    }

    /// The name of a cell: its categories in the order of the axes, as in “Cardiovascular × Management”.
    static func name(of cell: [String: String], in plan: Plan, _ texts: Texts) -> String {
        let names = plan.axes.compactMap { axis in
            cell[axis.id].map { id in axis.categories.first { $0.id == id }?.name ?? id }
        }
        return names.isEmpty ? texts("coverage.paper") : names.joined(separator: " × ")
    }

    /// `cell=content:cardiovascular,task:diagnosis`, in the order of the axes.
    static func fields(of cell: [String: String], in plan: Plan) -> [(name: String, value: String)] {
        let parts = plan.axes.compactMap { axis in cell[axis.id].map { "\(axis.id):\($0)" } }
        return [("cell", parts.joined(separator: ","))]
    }
}

private struct Maker {
    let plan: CoverageGrid.Plan
    let holding: CoverageGrid.Holding?
    let texts: Texts

    func cell(_ cell: [String: String]) -> CoverageGrid.Cell {
        let target =
            cell.isEmpty
            ? CoverageGrid.Target(cell: [:], minimum: plan.minimumSize, maximum: plan.maximumSize)
            : plan.targets.first { $0.cell == cell }
        let name = CoverageGrid.name(of: cell, in: plan, texts)
        guard let holding else {
            return plain(name, numbers: target.map(need) ?? "–")
        }
        let have = holding.count(cell)
        let href = Href.to(holding.path, CoverageGrid.fields(of: cell, in: plan))
        let isChosen = !cell.isEmpty && cell == holding.chosen
        guard let target, target.minimum != nil || target.maximum != nil else {
            return plain(
                name,
                numbers: have == 0 ? "–" : String(have),
                href: have == 0 ? nil : href,
                isChosen: isChosen
            )
        }
        let (low, high) = bounds(target)
        let short = max(0, low - have)
        let over = high.map { max(0, have - $0) } ?? 0
        let numbers = "\(have)/\(need(.init(cell: cell, minimum: target.minimum.map { _ in low }, maximum: high)))"
        let state =
            short > 0
            ? texts("coverage.short", ["number": String(short)])
            : over > 0 ? texts("coverage.over", ["number": String(over)]) : texts("coverage.met")
        return CoverageGrid.Cell(
            label: name,
            numbers: numbers,
            state: state,
            isMet: short == 0 && over == 0,
            isShort: short > 0,
            isOver: over > 0,
            bar: Self.bar(have: have, low: low, high: high),
            cellHref: cell.isEmpty ? nil : href,
            spoken: texts("coverage.cell", ["cell": name, "numbers": numbers, "state": state]),
            isChosen: isChosen
        )
    }

    private func plain(
        _ name: String,
        numbers: String,
        href: String? = nil,
        isChosen: Bool = false
    ) -> CoverageGrid.Cell {
        CoverageGrid.Cell(
            label: name,
            numbers: numbers,
            state: nil,
            isMet: false,
            isShort: false,
            isOver: false,
            bar: nil,
            cellHref: href,
            spoken: texts("coverage.cell-free", ["cell": name, "numbers": numbers]),
            isChosen: isChosen
        )
    }

    /// Such as "4", "3–4", "≥ 3", "≤ 4", with "%" where it is a share.
    private func need(_ target: CoverageGrid.Target) -> String {
        let unit = target.isPercent ? "\u{A0}%" : ""
        return switch (target.minimum, target.maximum) {
        case (let low?, let high?): (low == high ? "\(low)" : "\(low)–\(high)") + unit
        case (let low?, nil): "≥\u{A0}\(low)\(unit)"
        case (nil, let high?): "≤\u{A0}\(high)\(unit)"
        case (nil, nil): "–"
        }
    }

    /// In items; a share is of the paper's nearest allowed size, its minimum rounded up and its maximum down.
    private func bounds(_ target: CoverageGrid.Target) -> (low: Int, high: Int?) {
        guard target.isPercent else { return (target.minimum ?? 0, target.maximum) }
        let size = max(plan.minimumSize, min(holding?.count([:]) ?? 0, plan.maximumSize))
        return (target.minimum.map { ($0 * size + 99) / 100 } ?? 0, target.maximum.map { $0 * size / 100 })
    }

    /// Filled as far as the need is met; what is too much is hatched beyond the end.
    private static func bar(have: Int, low: Int, high: Int?) -> SafeHTML {
        let need = max(1, high ?? max(low, have))
        let filled = min(48, 48 * have / need)
        var svg: SafeHTML = "<svg class=\"cover\" viewBox=\"0 0 60 6\" aria-hidden=\"true\"><path d=\"M0 0H48V6H0Z\"/>"
        if filled > 0 { svg.append("<path class=\"held\" d=\"M0 0H\(filled)V6H0Z\"/>") }
        if have > need { svg.append("<path class=\"beyond\" d=\"M49 0V6M52 0V6M55 0V6M58 0V6\"/>") }
        svg.append("</svg>")
        return svg
    }
}
