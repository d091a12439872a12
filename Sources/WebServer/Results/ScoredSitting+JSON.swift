import Assessment
import ExamDelivery
import Storage

extension MarkedResponses {
    /// Marks by position.
    var json: JSONValue {
        .array(
            positions.enumerated().map { index, position in
                [
                    "position": .integer(Int64(index + 1)), "mark": .string(position.mark.description),
                    "blank": .bool(position.isBlank), "excluded": .bool(position.isExcluded),
                    "outcomes": .array(
                        position.outcomes.map {
                            [
                                "id": .string($0.id.rawValue), "mark": .string($0.mark.description),
                                "needsMarker": .bool($0.needsMarker),
                            ]
                        }
                    ),
                ]
            }
        )
    }
}

extension ScoredSitting {
    /// These results as programs see them.
    var json: JSONValue {
        [
            "sitting": .string(record.sitting.id.rawValue), "state": .string(record.state.rawValue),
            "digest": .string(digest), "available": .string(marker.total.description),
            "candidates": .array(
                candidates.map { candidate -> JSONValue in
                    var members: [String: JSONValue] = [
                        "number": .string(candidate.candidate.number), "result": candidate.result?.json ?? .null,
                        "positions": candidate.marked.json,
                    ]
                    let turns = candidate.turns.map { (String($0), JSONValue.integer(Int64($1.count))) }
                    if !turns.isEmpty { members["turns"] = .object(Dictionary(uniqueKeysWithValues: turns)) }
                    return .object(members)
                }
            ),
        ]
    }
}
