import Assessment
import ExamDelivery
import Storage

extension SittingRecord {
    /// This sitting as programs see it.
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "sitting": .string(sitting.id.rawValue), "title": .string(sitting.title), "state": .string(state.rawValue),
            "form": .string(sitting.form.rawValue), "opensAt": .string(ExamData.instant(sitting.window.opens)),
            "closesAt": .string(ExamData.instant(sitting.window.closes)),
            "minutes": .integer(sitting.duration.components.seconds / 60), "zone": .string(sitting.zone),
            "practice": .bool(sitting.isPractice),
        ]
        if let resources = sitting.resources { members["resources"] = .string(resources.rawValue) }
        if let passMark = sitting.passMark { members["passMark"] = .string(passMark.description) }
        return .object(members)
    }
}

extension CandidateRecord {
    /// This candidate as programs see it.
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "number": .string(number), "name": .string(name), "adjustments": .array(adjustments.map(\.json)),
        ]
        if let attempt { members["attempt"] = .string(attempt.rawValue) }
        return .object(members)
    }
}
