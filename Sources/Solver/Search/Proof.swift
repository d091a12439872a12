/// A proven bound in the smallest word that holds it.
enum Proof {
    case narrow(ProvenBound<Int>)
    case wide(ProvenBound<Int128>)

    /// - Returns: `nil` when the prices are useless (not finite or astronomically large); nothing is proven then.
    init?(prices: [Double], hasObjective: Bool, model: Model, reach: [Double], domains: Domains) {
        if let bound = ProvenBound<Int>(
            prices: prices,
            hasObjective: hasObjective,
            model: model,
            reach: reach,
            domains: domains
        ) {
            self = .narrow(bound)
        } else if let bound = ProvenBound<Int128>(
            prices: prices,
            hasObjective: hasObjective,
            model: model,
            reach: reach,
            domains: domains
        ) {
            self = .wide(bound)
        } else {
            return nil
        }
    }

    var steps: Int {
        switch self {
        case .narrow(let bound): bound.steps
        case .wide(let bound): bound.steps
        }
    }

    var isPositive: Bool {
        switch self {
        case .narrow(let bound): bound.isPositive
        case .wide(let bound): bound.isPositive
        }
    }

    /// Sides of rows that the bound rests on: positive for the lower, negative for the upper side, 0 for neither.
    var signs: [Int] {
        switch self {
        case .narrow(let bound): bound.prices.map { $0.signum() }
        case .wide(let bound): bound.prices.map { Int($0.signum()) }
        }
    }

    func restrict(_ domains: inout Domains, toSteps most: Int, in model: Model) -> Bool {
        switch self {
        case .narrow(let bound): bound.restrict(&domains, toSteps: most, in: model)
        case .wide(let bound): bound.restrict(&domains, toSteps: most, in: model)
        }
    }
}
