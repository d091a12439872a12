import Assessment
import ItemBank

/// A blueprint from outside, read and found sound.
enum BlueprintCheck {
    /// - Throws: ``Failure`` with every problem of the blueprint.
    static func sound(_ json: JSONValue) throws -> Blueprint {
        let blueprint = try Blueprint(json: json)
        let problems = blueprint.problems().filter { $0.severity == .error }
        guard problems.isEmpty else {
            let details = problems.map { $0.part.isEmpty ? $0.message : "\($0.part): \($0.message)" }
            throw Failure.unprocessable("blueprint.unsound", "the blueprint cannot be used", details: details)
        }
        return blueprint
    }
}
