import Assessment
import Foundation
import Storage

/// The form that plans a sitting: what may be chosen, and what was typed.
struct SittingForm: Sendable {
    let call: Call

    /// What the page shows in its fields.
    func planning() async throws -> SittingsPage.Planning {
        let zones = ["Europe/London", "Africa/Cairo", "America/Mexico_City", "Asia/Dubai", "Asia/Kolkata", "UTC"]
        let school = call.website.settings.zone
        var planning = SittingsPage.Planning(
            papers: try await call.store.papers().filter { $0.state == .sealed }.map { ($0.paper.id, $0.paper.title) },
            packs: try await call.store.resourcePacks().map { ($0.hash, $0.title) },
            zones: [school] + zones.filter { $0 != school }
        )
        planning.name = call.form["title"] ?? ""
        planning.paper = call.form["paper"] ?? call.query["paper"] ?? ""
        planning.opens = call.form["opens"] ?? ""
        planning.closes = call.form["closes"] ?? ""
        planning.minutes = call.form["minutes"] ?? ""
        planning.zone = call.form["zone"] ?? school
        planning.pack = call.form["resources"] ?? ""
        planning.isPractice = call.form["practice"] != nil
        return planning
    }

    /// What the fields mean.
    func plan(_ planning: SittingsPage.Planning) async throws -> SittingPlan {
        // A zone that is none is one problem; the times beside it are not wrong for that.
        let zone = TimeZone(identifier: planning.zone) == nil ? "UTC" : planning.zone
        return SittingPlan(
            title: planning.name,
            form: try await call.store.paper(PaperID(rawValue: planning.paper))?.form,
            opens: Self.instant(planning.opens, zone: zone),
            closes: Self.instant(planning.closes, zone: zone),
            minutes: Int(planning.minutes.trimmingCharacters(in: .whitespaces)),
            zone: planning.zone,
            isPractice: planning.isPractice,
            resources: planning.pack
        )
    }

    /// Reads `2027-05-02T10:00` as a time of the zone.
    static func instant(_ text: String, zone: String) -> Date? {
        guard let zone = TimeZone(identifier: zone) else { return nil }
        let numbers = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
        guard numbers.count == 5 || numbers.count == 6 else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = DateComponents(
            year: numbers[0],
            month: numbers[1],
            day: numbers[2],
            hour: numbers[3],
            minute: numbers[4]
        )
        // A time that the zone leaves out in spring, or a 31 February, is not quietly another one.
        guard let date = calendar.date(from: parts),
            calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date) == parts
        else { return nil }
        return date
    }
}

extension [SittingFinding] {
    /// The findings as the form says them, each at its field.
    func problems(of planning: SittingsPage.Planning, _ texts: Texts) -> [FieldProblem] {
        map { finding in
            let field: String? =
                switch finding {
                case .title: "title"
                case .form: "paper"
                case .times: SittingForm.instant(planning.opens, zone: planning.zone) == nil ? "opens" : "closes"
                case .window: "closes"
                case .minutes: "minutes"
                case .zone: "zone"
                case .resources: "resources"
                case .passMark, .addedMinutes, .reason, .notStarted: nil
                }
            return FieldProblem(texts(finding.textKey), field: field)
        }
    }

    /// The findings in the words of a page.
    func texts(_ texts: Texts) -> [String] { map { texts($0.textKey) } }
}
