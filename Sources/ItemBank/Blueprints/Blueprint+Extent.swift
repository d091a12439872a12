import Assessment

extension Blueprint {
    /// Largest number that a bound may be: a paper holds some hundred items.
    static let largestBound = 2000
    /// The rules look at every pair of targets, and the page shows a row for each.
    static let mostTargets = 500
    static let mostAxes = 20
    /// On all axes together.
    static let mostCategories = 1000
    /// In characters, of a name or an id: findings repeat them.
    static let longestName = 200

    /// Largest number that a bound of a target, or of the size, may be.
    public static func largestBound(in unit: Unit) -> Int {
        switch unit {
        case .count: largestBound
        case .percent: 100
        }
    }

    /// More than the rules are made for; looked at first, since everything else takes longer the more there is.
    func extentProblems() -> [Problem] {
        var problems: [Problem] = []
        func bound(_ count: Int, _ most: Int, _ what: String, _ part: String) {
            guard count > most else { return }
            let message = "a blueprint has at most \(most) \(what)"
            problems.append(Problem(.error, code: "\(part).many", message: message, part: part))
        }
        bound(axes.count, Self.mostAxes, "axes", "axes")
        bound(axes.reduce(0) { $0 + $1.categories.count }, Self.mostCategories, "categories", "categories")
        bound(targets.count, Self.mostTargets, "targets", "targets")
        guard problems.isEmpty else { return problems }
        return namingProblems()
    }

    private func namingProblems() -> [Problem] {
        var problems: [Problem] = []
        func check(_ id: String, _ name: String, _ part: String) {
            guard max(id.count, name.count) > Self.longestName else { return }
            let message = "ids and names have at most \(Self.longestName) characters"
            problems.append(Problem(.error, code: "name.long", message: message, part: part))
        }
        check(id, name, "name")
        for (index, axis) in axes.enumerated() {
            check(axis.id, axis.name, "axes[\(index)]")
            for (place, category) in axis.categories.enumerated() {
                check(category.id, category.name, "axes[\(index)].categories[\(place)]")
            }
        }
        return problems
    }
}
