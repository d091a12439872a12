import Assessment
import Foundation
import HTTPTypes
import Storage

/// One request on its way through a handler: who asks, for what, with which body, and when.
struct Call: Sendable {
    let website: Website
    let principal: Principal
    let path: String
    /// Values of the components in braces.
    let parameters: [String: String]
    let query: FormFields
    let body: Body
    /// The place that a large body takes until the answer; who keeps the bytes longer passes it on.
    let upload: Uploads.Place?
    let now: Date
    /// Names the request in logs and error texts.
    let requestID: String
    /// Read only where a handler asks: a save needs none of them.
    let headers: HTTPFields

    var cookies: [String: String] { Cookies.read(headers) }

    /// Language of the interface for this person.
    var texts: Texts { website.site.texts(for: Responder.locale(cookies, headers)) }

    /// What the browser says it is.
    var userAgent: String { String((headers[.userAgent] ?? "").prefix(400)) }

    /// Whether a script fetches the page ahead, before anybody looks at it.
    var isPrefetch: Bool { headers[.purpose] == "prefetch" }

    /// What came with the request, read whole under its limit.
    enum Body: Sendable {
        case none
        case form(FormFields)
        case json(JSONValue)
        case file(name: String, bytes: Data, fields: FormFields)
    }

    /// Who asks.
    enum Principal: Sendable {
        case nobody
        case signedIn(SignedIn, SessionToken)
        /// Somebody at the machine, through the socket in the data folder.
        case operatorAtMachine

        var person: Person? {
            if case .signedIn(let signedIn, _) = self { signedIn.person } else { nil }
        }
    }

    var store: Store { website.store }

    /// The person who asks; a route with ``Route/Access/everyone`` must not call this.
    ///
    /// - Throws: ``Failure`` 401 for nobody and 403 for the operator, who is no person.
    var person: Person {
        get throws {
            switch principal {
            case .signedIn(let signedIn, _): signedIn.person
            case .nobody: throw Failure.signInNeeded
            case .operatorAtMachine: throw Failure(.forbidden, "person.needed", "only a person can do this")
            }
        }
    }

    /// Who is written into the audit stream.
    var actor: Actor {
        switch principal {
        case .signedIn(let signedIn, _): .person(signedIn.person.id)
        case .operatorAtMachine: .operatorAtMachine
        case .nobody: .system
        }
    }

    /// The component called `name`, which the declaration promises.
    func parameter(_ name: String) -> String { parameters[name] ?? "" }

    var form: FormFields {
        switch body {
        case .form(let fields), .file(_, _, let fields): fields
        case .none, .json: FormFields()
        }
    }

    /// The JSON of the body.
    ///
    /// - Throws: ``Failure`` 400 when there is none.
    var json: JSONValue {
        get throws {
            guard case .json(let json) = body else { throw Failure.badRequest("a JSON body is needed") }
            return json
        }
    }

    /// The token that forms of this session send back.
    var csrf: String {
        if case .signedIn(_, let token) = principal { CrossSiteRule.token(of: token) } else { "" }
    }

    var display: DisplaySettings { DisplaySettings(cookie: cookies["display"] ?? "") }
}

/// Fields of a form or query by name, each with all its values in order.
struct FormFields: Sendable {
    private(set) var values: [String: [String]] = [:]
    private(set) var names: [String] = []

    init() {}

    /// Reads `a=1&b=two+words`; what is not valid UTF-8 is refused.
    ///
    /// - Throws: ``Failure`` 400 naming what is wrong, or for more than 2,000 fields.
    init(urlEncoded text: Substring) throws(Failure) {
        guard !text.isEmpty else { return }
        let pairs = text.split(separator: "&", omittingEmptySubsequences: true)
        guard pairs.count <= 2000 else { throw .badRequest("more than 2000 fields") }
        for pair in pairs {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let decoded = halves.map { $0.replacing("+", with: " ").removingPercentEncoding }
            guard let name = decoded[0], let value = decoded.count > 1 ? decoded[1] : "" else {
                throw .badRequest("a field is not valid UTF-8")
            }
            append(name, value)
        }
    }

    mutating func append(_ name: String, _ value: String) {
        if values[name] == nil { names.append(name) }
        values[name, default: []].append(value)
    }

    /// The last value of a field.
    subscript(name: String) -> String? { values[name]?.last }

    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// The value of a field that must be there and hold something.
    ///
    /// - Throws: ``Failure`` 422 naming the field.
    func required(_ name: String) throws(Failure) -> String {
        guard let value = self[name]?.trimmingCharacters(in: .whitespaces), !value.isEmpty else {
            throw .unprocessable("field.missing", "the field “\(name)” is empty")
        }
        return value
    }
}

extension HTTPField.Name {
    fileprivate static let purpose = parsed("X-Purpose")
}
