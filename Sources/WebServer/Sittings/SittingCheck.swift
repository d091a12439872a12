import Assessment
import Foundation

/// A sitting as a form or a program plans it; what could not be read is left out.
struct SittingPlan: Sendable {
    var title = ""
    /// The sealed form that is delivered.
    var form: ContentHash?
    var opens: Date?
    var closes: Date?
    /// Working time without adjustments.
    var minutes: Int?
    /// An IANA name.
    var zone = ""
    var isPractice = false
    /// Hash of the resource pack, as it was given; empty for none.
    var resources = ""
    var passMark: Mark?
}

/// What is wrong with a plan, or stands against more time for a candidate.
///
/// Pages say it by ``textKey``; programs get the code of `Failure.init(_: [SittingFinding])`.
enum SittingFinding: Sendable, CaseIterable {
    case title, form, times, window, minutes, zone, resources, passMark
    case addedMinutes, reason, notStarted

    var textKey: String {
        switch self {
        case .title: "sittings.problem.title"
        case .form: "sittings.problem.paper"
        case .times: "sittings.problem.times"
        case .window: "sittings.problem.window"
        case .minutes: "sittings.problem.minutes"
        case .zone: "sittings.problem.zone"
        case .resources: "sittings.problem.resources"
        case .passMark: "sittings.problem.pass-mark"
        case .addedMinutes: "watch.problem.minutes"
        case .reason: "watch.problem.reason"
        case .notStarted: "watch.problem.not-started"
        }
    }
}

/// The one set of rules for what is typed or sent about a sitting.
enum SittingCheck {
    static let titleLengths = 1...200
    /// Working time: up to a week.
    static let minutes = 1...10_080
    /// Minutes below nothing take back what was added by mistake.
    static let addedMinutes = -600...600
    /// A longer reason is cut here.
    static let reasonLength = 200

    /// Everything that is wrong with `plan`, in the order of the form.
    static func findings(_ plan: SittingPlan) -> [SittingFinding] {
        var findings: [SittingFinding] = []
        func require(_ holds: Bool, _ finding: SittingFinding) { if !holds { findings.append(finding) } }
        require(titleLengths.contains(title(plan).count), .title)
        require(plan.form != nil, .form)
        require(plan.opens != nil && plan.closes != nil, .times)
        if let opens = plan.opens, let closes = plan.closes { require(opens < closes, .window) }
        require(plan.minutes.map(minutes.contains) ?? false, .minutes)
        require(TimeZone(identifier: plan.zone) != nil, .zone)
        require(plan.resources.isEmpty || ContentHash(rawValue: plan.resources) != nil, .resources)
        if let passMark = plan.passMark { require((Mark.zero...Mark.one).contains(passMark), .passMark) }
        return findings
    }

    /// The sitting that `plan` describes, still without an id; `nil` with any finding.
    static func sitting(_ plan: SittingPlan) -> Sitting? {
        guard findings(plan).isEmpty, let form = plan.form, let opens = plan.opens, let closes = plan.closes,
            let minutes = plan.minutes
        else { return nil }
        return Sitting(
            id: SittingID(rawValue: ""),
            title: title(plan),
            form: form,
            window: Window(opens: opens, closes: closes),
            duration: .seconds(60 * minutes),
            zone: plan.zone,
            isPractice: plan.isPractice,
            resources: ContentHash(rawValue: plan.resources),
            passMark: plan.passMark
        )
    }

    private static func title(_ plan: SittingPlan) -> String { plan.title.trimmingCharacters(in: .whitespaces) }
}
