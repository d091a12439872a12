/// Something about an item that a person should look at; never a verdict.
public enum ItemFlag: Hashable, Sendable {
    /// Too few candidates reached the item for any other flag but ``notReached(share:)``.
    case tooFewToJudge(n: Int)
    case notReached(share: Double)
    case hard(facility: Double)
    case easy(facility: Double)
    case negativeDiscrimination(itemRest: Double)
    case lowDiscrimination(itemRest: Double)
    /// A distractor that hardly anyone chose.
    case idleDistractor(option: Int, share: Double)
    /// In the top fifth a distractor was chosen more often than the key.
    case keyBeatenInTopFifth(option: Int, share: Double, keyShare: Double)
}

/// Where flags begin; a school can set its own.
///
/// Defaults of this house, of which the distractor's 5 per cent is Haladyna & Downing's (1993,
/// *Educ Psychol Meas* 53, 999–1010). Below 30 candidates the standard error of a correlation is
/// .19 and more, which is beyond the limit itself: nothing but being reached is judged.
public struct ItemLimits: Hashable, Sendable {
    public var facility: ClosedRange<Double> = 0.20...0.90
    public var itemRest = 0.15
    public var distractorShare = 0.05
    public var notReachedShare = 0.05
    public var minimumCandidates = 30
    /// A fifth with fewer candidates than this is not compared.
    public var minimumInFifth = 10

    public init() {}

    /// The flags of one item, in the order of ``ItemFlag``.
    ///
    /// Judged are the facility over those who reached the item, the item-rest correlation, and the
    /// options where it has any.
    public func flags(for item: ItemStatistics, options: OptionAnalysis? = nil) -> [ItemFlag] {
        var flags: [ItemFlag] = []
        if item.presentedCount < minimumCandidates {
            flags.append(.tooFewToJudge(n: item.presentedCount))
        }
        let candidates = item.presentedCount + item.notReachedCount
        let notReached = Double(item.notReachedCount) / Double(max(1, candidates))
        if candidates >= minimumCandidates, notReached > notReachedShare {
            flags.append(.notReached(share: notReached))
        }
        guard item.presentedCount >= minimumCandidates else { return flags }
        if let value = item.facilityOverPresented?.value {
            if value < facility.lowerBound { flags.append(.hard(facility: value)) }
            if value > facility.upperBound { flags.append(.easy(facility: value)) }
        }
        if let value = item.itemRest, item.facility?.n ?? 0 >= minimumCandidates, value < itemRest {
            flags.append(
                value < 0 ? .negativeDiscrimination(itemRest: value) : .lowDiscrimination(itemRest: value)
            )
        }
        if let options { flags += optionFlags(options) }
        return flags
    }

    private func optionFlags(_ analysis: OptionAnalysis) -> [ItemFlag] {
        let distractors = analysis.options.filter { !$0.isKey && $0.option != nil }
        let idle = distractors.compactMap { distractor -> ItemFlag? in
            guard let option = distractor.option, let share = distractor.share, share < distractorShare else {
                return nil
            }
            return .idleDistractor(option: option, share: share)
        }
        // With several accepted keys the strongest counts: any of them is a right answer.
        let keyShares = analysis.options.filter(\.isKey).compactMap { $0.shareByFifth.last ?? nil }
        guard let keyShare = keyShares.max(), analysis.n >= 5 * minimumInFifth else { return idle }
        let beating = distractors.compactMap { distractor -> ItemFlag? in
            guard let option = distractor.option, let share = distractor.shareByFifth.last ?? nil,
                share > keyShare + 1e-9
            else { return nil }
            return .keyBeatenInTopFifth(option: option, share: share, keyShare: keyShare)
        }
        return idle + beating
    }
}
