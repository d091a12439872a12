public import Assessment

extension Blueprint {
    /// Everything that is wrong with this blueprint whatever the bank holds; `part` is the path of the member.
    ///
    /// Errors come first. A blueprint with an error is met by no paper; a warning says that only items with several
    /// categories, or with none, on an axis can meet it. Contradictions are looked for only where nothing else is
    /// wrong: the search counts with the bounds, and takes longer the larger the blueprint is.
    ///
    /// - Complexity: Up to a second for the largest blueprint; not for the thread of a request.
    public func problems() -> [Problem] {
        let form = formProblems() + orderProblems()
        guard form.isEmpty else { return form }
        let findings = contradictions()
        return findings.filter { $0.severity == .error } + findings.filter { $0.severity == .warning }
    }

    /// What keeps the blueprint from being understood: names that mean nothing or two things, bounds out of range, or
    /// more of everything than the rules are made for, which is told alone.
    func formProblems() -> [Problem] {
        let extent = extentProblems()
        guard extent.isEmpty else { return extent }
        return axisProblems() + targets.indices.flatMap(problems(ofTarget:)) + sizeProblems() + windowProblems()
    }

    private func sizeProblems() -> [Problem] {
        let bounds = [size.minimum, size.maximum]
        guard !bounds.allSatisfy((1...Self.largestBound).contains) else { return [] }
        return [error("size.bounds", "a paper holds 1 to \(Self.largestBound) items", "size")]
    }

    /// Bounds of the whole paper that are the wrong way round.
    private func orderProblems() -> [Problem] {
        var problems: [Problem] = []
        let message = "the minimum is above the maximum"
        if let window = meanFacility, window.minimum > window.maximum {
            problems.append(error("facility.range", message, "meanFacility"))
        }
        if size.minimum > size.maximum { problems.append(error("size.range", message, "size")) }
        return problems
    }

    private func axisProblems() -> [Problem] {
        var problems: [Problem] = []
        var seen: Set<String> = []
        for (index, axis) in axes.enumerated() {
            let part = "axes[\(index)]"
            if axis.id.isEmpty { problems.append(error("axis.unnamed", "the axis has no id", part)) }
            if !seen.insert(axis.id).inserted {
                problems.append(error("axis.twice", "two axes are called “\(axis.id)”", part))
            }
            var categories: Set<String> = []
            for category in axis.categories where !categories.insert(category.id).inserted {
                problems.append(error("category.twice", "two categories are called “\(category.id)”", part))
            }
            guard axis.id == Self.difficulty else { continue }
            for id in axis.categories.map(\.id) where DifficultyBand(rawValue: id) == nil {
                problems.append(
                    error("category.derived", "difficulty knows easy, medium and hard only, not “\(id)”", part)
                )
            }
        }
        return problems
    }

    private func problems(ofTarget index: Int) -> [Problem] {
        let (target, part) = (targets[index], "targets[\(index)]")
        var problems: [Problem] = []
        if target.cell.isEmpty {
            problems.append(error("target.everything", "names no category; the paper's size says this", part))
        }
        for (axis, category) in target.cell.sorted(by: { $0.key < $1.key }) {
            guard let known = allAxes.first(where: { $0.id == axis }) else {
                problems.append(error("target.axis", "there is no axis “\(axis)”", part))
                continue
            }
            if !known.categories.contains(where: { $0.id == category }) {
                problems.append(error("target.category", "the axis “\(axis)” has no category “\(category)”", part))
            }
        }
        let range = 0...Self.largestBound(in: target.unit)
        let bounds = [target.minimum, target.maximum].compactMap(\.self)
        if bounds.isEmpty { problems.append(error("target.open", "needs a minimum or a maximum", part)) }
        if !bounds.allSatisfy(range.contains) {
            problems.append(error("target.bounds", "must lie in \(range.lowerBound)…\(range.upperBound)", part))
        }
        let isTwin = targets[..<index].contains { $0.cell == target.cell && $0.unit == target.unit }
        if isTwin { problems.append(error("target.twice", "an earlier target is about the same cell", part)) }
        return problems
    }

    private func windowProblems() -> [Problem] {
        guard let window = meanFacility else { return [] }
        let bounds = [window.minimum, window.maximum]
        guard bounds.allSatisfy({ (Mark.zero...Mark.one).contains($0) && 1000 % $0.denominator == 0 }) else {
            return [error("facility.bounds", "must lie in 0…1 with at most three decimals", "meanFacility")]
        }
        return []
    }

    private func error(_ code: String, _ message: String, _ part: String) -> Problem {
        Problem(.error, code: code, message: message, part: part)
    }
}
