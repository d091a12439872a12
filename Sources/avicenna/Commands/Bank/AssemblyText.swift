import Assessment
import ItemBank

/// What assembly found, as values and in words.
enum AssemblyText {
    static func json(_ plan: AssemblyPlan, _ assembly: Assembly) -> JSONValue {
        [
            "blueprint": .string(assembly.blueprint.id), "seed": .string(String(assembly.seed)),
            "chosen": .array(
                plan.chosen.keepingCaseSetsTogether().map {
                    ["item": .string($0.item.rawValue), "version": .string($0.version.rawValue)]
                }
            ),
            "objective": [
                "distance": .integer(Int64(plan.objective.distance)),
                "leastDistance": .integer(Int64(plan.objective.leastDistance)), "best": .bool(plan.objective.isBest),
            ],
            "coverage": coverage(plan.coverage, assembly.blueprint),
        ]
    }

    private static func coverage(_ coverage: Coverage, _ blueprint: Blueprint) -> JSONValue {
        let targets = zip(blueprint.targets, coverage.targets).map { target, tally -> JSONValue in
            .object(
                Self.members(tally).merging([
                    "where": .object(target.cell.mapValues(JSONValue.string)),
                    "name": .string(blueprint.name(of: target.cell)),
                ]) { first, _ in first }
            )
        }
        var members: [String: JSONValue] = [
            "met": .bool(coverage.isMet), "size": .object(Self.members(coverage.size)), "targets": .array(targets),
        ]
        if let facility = coverage.meanFacility {
            members["meanFacility"] = [
                "value": facility.value.map { .string($0.description) } ?? .null, "met": .bool(facility.isMet),
                "unknown": .integer(Int64(facility.unknown)),
            ]
        }
        return .object(members)
    }

    private static func members(_ tally: Coverage.Tally) -> [String: JSONValue] {
        var members: [String: JSONValue] = [
            "have": .integer(Int64(tally.have)), "minimum": .integer(Int64(tally.need.minimum)),
        ]
        if let maximum = tally.need.maximum { members["maximum"] = .integer(Int64(maximum)) }
        switch tally.state {
        case .met: members["state"] = "met"
        case .short: members["state"] = "short"
        case .over: members["state"] = "over"
        }
        return members
    }

    static func text(_ plan: AssemblyPlan, _ assembly: Assembly) -> String {
        let coverage = plan.coverage
        let met = coverage.targets.count { $0.state == .met }
        var lines = [
            "\(plan.chosen.count) items for \(assembly.blueprint.name), seed \(assembly.seed):"
                + " \(met)/\(coverage.targets.count) targets met,"
                + " distance \(plan.objective.distance)\(plan.objective.isBest ? " (the least)" : "")"
        ]
        for (target, tally) in zip(assembly.blueprint.targets, coverage.targets) {
            let limit = tally.need.maximum.map { "…\($0)" } ?? " or more"
            let name = assembly.blueprint.name(of: target.cell)
            lines.append("  \(tally.have) of \(tally.need.minimum)\(limit)  \(name)")
        }
        return (lines + plan.chosen.map(\.item.rawValue)).joined(separator: "\n")
    }

    static func json(_ conflict: AssemblyConflict, _ assembly: Assembly) -> JSONValue {
        let causes = [(AssemblyConflict.Cause.kept, "kept"), (.enemies, "enemies")]
        return [
            "blueprint": .string(assembly.blueprint.id), "seed": .string(String(assembly.seed)),
            "conflict": [
                "limits": .array(conflict.limits.map { limit($0, assembly) }),
                "smallest": .bool(conflict.isSmallest), "irreducible": .bool(conflict.isIrreducible),
                "causes": .array(causes.filter { conflict.causes.contains($0.0) }.map { .string($0.1) }),
                "remedies": .array(
                    conflict.remedies.map { remedy in
                        [
                            "text": .string(remedy.english(for: assembly)), "smallest": .bool(remedy.isSmallest),
                            "size": .integer(Int64(remedy.size)),
                        ]
                    }
                ),
                "text": .string(conflict.english(for: assembly)),
            ],
        ]
    }

    private static func limit(_ limit: AssemblyLimit, _ assembly: Assembly) -> JSONValue {
        var members: [String: JSONValue] = [
            "side": limit.side == .minimum ? "minimum" : "maximum", "text": .string(limit.english(for: assembly)),
        ]
        switch limit.rule {
        case .size: members["rule"] = "size"
        case .target(let position):
            members["rule"] = "target"
            members["target"] = .integer(Int64(position))
            members["where"] = .object(assembly.blueprint.targets[position].cell.mapValues(JSONValue.string))
        case .meanFacility: members["rule"] = "meanFacility"
        case .resting: members["rule"] = "resting"
        }
        if let available = limit.available { members["available"] = .integer(Int64(available)) }
        return .object(members)
    }
}
