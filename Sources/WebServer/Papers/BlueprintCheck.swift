import Assessment
import ItemBank

/// A blueprint from outside, read and found sound.
enum BlueprintCheck {
    /// Reads a blueprint; the search for contradictions takes its time apart from the requests.
    ///
    /// - Throws: ``Failure`` with every problem of the blueprint.
    static func sound(_ json: JSONValue, in website: Website) async throws -> Blueprint {
        let blueprint = try Blueprint(json: json)
        let details = try await website.apart { faults(of: blueprint) }
        guard details.isEmpty else {
            throw Failure.unprocessable("blueprint.unsound", "the blueprint cannot be used", details: details)
        }
        return blueprint
    }

    /// What makes the blueprint useless, each with its place.
    static func faults(of blueprint: Blueprint) -> [String] {
        blueprint.problems().filter { $0.severity == .error }
            .map { $0.part.isEmpty ? $0.message : "\($0.part): \($0.message)" }
    }
}
