import Assessment
import Foundation

extension AssemblyConflict {
    /// The conflict in English, for the command line; pages make their own words from the values.
    ///
    /// Two or three lines without a line feed at the end: that no set meets all rules, which rules conflict, and the
    /// smallest changes that work.
    public func english(for assembly: Assembly) -> String {
        var lines = ["No set meets all rules."]
        let rules = limits.map { $0.english(for: assembly) }.joined(separator: "; ")
        let because = [
            causes.contains(.enemies) ? "enemy items stay apart" : nil,
            causes.contains(.kept) ? "kept items stay" : nil,
        ]
        let reasons = because.compactMap(\.self).joined(separator: " and ")
        let reason = reasons.isEmpty ? "" : ", as long as \(reasons)"
        switch limits.count {
        case 0: lines.append("The rules cannot be met\(reason).")
        case 1: lines.append("This rule cannot be met\(reason): \(rules).")
        default: lines.append("These rules cannot be met together\(reason): \(rules).")
        }
        if !remedies.isEmpty {
            let ways = remedies.map { $0.english(for: assembly) }.joined(separator: "; or ")
            let isSmallest = remedies.first?.isSmallest ?? false
            lines.append("\(isSmallest ? "Smallest changes" : "Changes") that work: \(ways).")
        }
        return lines.joined(separator: "\n")
    }
}

extension AssemblyLimit {
    /// As in “Ethics at least 4 (3 in the pool)”.
    public func english(for assembly: Assembly) -> String {
        let blueprint = assembly.blueprint
        let bound = side == .minimum ? "at least" : "at most"
        let pool = available.map { " (\($0) in the pool)" } ?? ""
        switch rule {
        case .size:
            let amount = side == .minimum ? blueprint.size.minimum : blueprint.size.maximum
            return "\(bound) \(items(amount)) in the paper\(pool)"
        case .target(let position):
            let target = blueprint.targets[position]
            let amount = (side == .minimum ? target.minimum : target.maximum) ?? 0
            let unit = target.unit == .percent ? " %" : ""
            return "\(blueprint.name(of: target.cell)) \(bound) \(amount)\(unit)\(pool)"
        case .meanFacility:
            let mark = side == .minimum ? blueprint.meanFacility?.minimum : blueprint.meanFacility?.maximum
            return "mean facility \(bound) \(mark?.description ?? "–")"
        case .resting:
            return "\(bound) \(items(assembly.restingAllowed)) used since \(day(assembly))\(pool)"
        }
    }
}

extension AssemblyRemedy {
    /// As in “reduce Ethics by 1 and allow 2 items used since 2025-06-01”.
    public func english(for assembly: Assembly) -> String {
        changes.map { $0.english(for: assembly) }.joined(separator: " and ")
    }
}

extension AssemblyRemedy.Change {
    fileprivate func english(for assembly: Assembly) -> String {
        switch (rule, side) {
        case (.size, .minimum): "let the paper be \(items(amount)) shorter"
        case (.size, .maximum): "let the paper be \(items(amount)) longer"
        case (.target(let position), .minimum): "reduce \(name(position, assembly)) by \(amount)"
        case (.target(let position), .maximum): "allow \(amount) more of \(name(position, assembly))"
        case (.meanFacility, .minimum): "let the mean facility fall to \(facility)"
        case (.meanFacility, .maximum): "let the mean facility rise to \(facility)"
        case (.resting, _): "allow \(items(result)) used since \(day(assembly))"
        }
    }

    private var facility: String { Mark(Int64(result), over: 1000)?.description ?? "–" }

    private func name(_ position: Int, _ assembly: Assembly) -> String {
        assembly.blueprint.name(of: assembly.blueprint.targets[position].cell)
    }
}

private func items(_ count: Int) -> String { count == 1 ? "1 item" : "\(count) items" }

private func day(_ assembly: Assembly) -> String {
    assembly.restsSince.map { $0.formatted(.iso8601.year().month().day()) } ?? "–"
}
