import Assessment
import HTTPTypes
import Storage

extension Failure {
    /// A refusal about a blueprint as programs see it; pages say it in their own words.
    init(_ refusal: BlueprintRefusal) {
        switch refusal {
        case .outdated:
            self = .conflict("blueprint.outdated", "the blueprint has changed since it was read; read it again")
        case .exists: self = .conflict("blueprint.exists", "there is a blueprint of this id already")
        }
    }
}

extension BlueprintBasis {
    /// What a program says that it changes, by the entity tag that it was given (RFC 9110, section 13.1).
    ///
    /// - Throws: ``Failure`` 400 for a condition that is none of ours: it must not pass for no condition.
    init(_ headers: HTTPFields) throws(Failure) {
        switch (headers[.ifMatch], headers[.ifNoneMatch]) {
        case (nil, nil): self = .anything
        case (nil, "*"): self = .nothing
        case (let tag?, nil):
            guard tag.count > 2, tag.hasPrefix("\""), tag.hasSuffix("\""),
                let hash = ContentHash(rawValue: String(tag.dropFirst().dropLast()))
            else { throw .badRequest("If-Match must be the entity tag of one blueprint, in quotes") }
            self = .edition(hash)
        default: throw .badRequest("only If-Match with one entity tag, or If-None-Match: *, is understood")
        }
    }
}

extension Reply {
    /// This answer with the entity tag of a blueprint, for `If-Match`.
    func tagged(_ blueprint: JSONValue) -> Reply {
        var reply = self
        reply.headers.append(("ETag", "\"\(ContentHash(of: blueprint).rawValue)\""))
        return reply
    }
}
