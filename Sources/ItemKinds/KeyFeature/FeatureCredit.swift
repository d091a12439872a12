import Assessment

/// What the rules for key features share: how many of the accepted answers are needed, how many answers are allowed,
/// and how a part is paid.
struct FeatureCredit: Sendable {
    /// How a part of what is needed is paid.
    enum Part: String, CaseIterable { case all, each }

    let needed: Int
    let allowed: Int
    private let part: Part
    private let shares: Shares

    init(_ fields: inout Fields, accepted: Int, marks: Mark) throws(FormatProblem) {
        needed = try fields.optionalInteger("needed", in: 1...1000) ?? 1
        allowed = try fields.integer("allowed", in: 1...1000)
        part = try fields.word("credit")
        guard needed <= accepted else {
            throw FormatProblem(path: fields.at("needed"), message: "more are needed than are accepted")
        }
        guard needed <= allowed else {
            throw FormatProblem(path: fields.at("allowed"), message: "more are needed than are allowed")
        }
        shares = try Shares(of: marks, in: needed)
    }

    /// The marks when `found` of the accepted answers were given.
    func marks(found: Int) -> Mark {
        switch part {
        case .all: found >= needed ? shares[needed] : .zero
        case .each: shares[min(found, needed)]
        }
    }

    var remarks: [KeyLine] {
        [.remark(.needed, ["needed": String(needed)]), .remark(.tooMany, ["allowed": String(allowed)])]
    }
}
