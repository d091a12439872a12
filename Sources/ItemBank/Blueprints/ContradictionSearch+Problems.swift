import Assessment

extension ContradictionSearch {
    /// What makes findings at two sizes the same.
    struct Place: Hashable {
        let code: String
        let target: Int
    }

    /// How many outer cells are named for one target: the list of all pairs would help nobody.
    private static let mostNested = 8

    /// What fails at this size, with the checks that would find it again at another size.
    func findings() -> [(problem: Problem, again: [Check])] {
        var again: [Place: [Check]] = [:]
        for check in checks { again[place(of: check), default: []].append(check) }
        var named: [Int: Int] = [:]
        return checks.filter(fails).compactMap { check in
            if case .nested(let inner, _) = check {
                named[inner, default: 0] += 1
                guard named[inner, default: 0] <= Self.mostNested else { return nil }
            }
            let place = place(of: check)
            let severity = severity(of: check)
            let problem = Problem(
                severity,
                code: place.code,
                message: message(of: check),
                part: "targets[\(place.target)]"
            )
            return (problem, again[place] ?? [])
        }
    }

    private func place(of check: Check) -> Place {
        let (code, target) =
            switch check {
            case .range(let target): ("target.range", target)
            case .size(let target): ("target.size", target)
            case .nested(let inner, _): ("target.nested", inner)
            case .minima(let split): ("axis.minima", splits[split].target)
            case .maxima(let split): ("axis.maxima", splits[split].target)
            }
        return Place(code: code, target: target)
    }

    /// Items may have several categories, or none, on any axis but the derived one.
    private func severity(of check: Check) -> Problem.Severity {
        switch check {
        case .range, .size, .nested: .error
        case .minima(let split): splits[split].axis.id == Blueprint.difficulty ? .error : .warning
        case .maxima: .warning
        }
    }

    private func message(of check: Check) -> String {
        switch check {
        case .range(let index):
            let target = blueprint.targets[index]
            return (target.minimum ?? 0) > (target.maximum ?? .max)
                ? "the minimum is above the maximum"
                : "no whole number of \(size) items lies between these percentages"
        case .size(let target): return "\(needs[target].minimum) items do not fit into a paper of \(size)"
        case .nested(let inner, let outer):
            let name = blueprint.name(of: blueprint.targets[outer].cell)
            let most = needs[outer].maximum ?? size
            return "\(needs[inner].minimum) items are needed, but “\(name)” allows \(most) in all"
        case .minima(let index):
            let split = splits[index]
            let most = whole(of: split).maximum ?? size
            return
                "the minima of “\(split.axis.name)” add up to \(least(of: split)), but \(name(of: split)) allows \(most)"
        case .maxima(let index):
            let split = splits[index]
            let (most, least) = (most(of: split) ?? size, whole(of: split).minimum)
            return "the maxima of “\(split.axis.name)” add up to \(most), but \(name(of: split)) needs \(least)"
        }
    }

    private func name(of split: Split) -> String {
        split.context.isEmpty ? "the paper" : "“\(blueprint.name(of: split.context))”"
    }
}
