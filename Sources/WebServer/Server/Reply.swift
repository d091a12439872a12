import Assessment
import Foundation

/// What a handler answers; the responder turns it into bytes and headers.
struct Reply: Sendable {
    var status: Int
    var content: Content
    /// Cookies to set: name, value, seconds to live (0 forgets it, `nil` is for this visit).
    var cookies: [(name: String, value: String, seconds: Int?)] = []
    var headers: [(name: String, value: String)] = []

    enum Content: Sendable {
        case none
        case html(String)
        case json(JSONValue)
        /// An object by its members, for answers that are given often: no dictionary is built for it.
        case members([(name: String, value: JSONValue)])
        case problem(JSONValue)
        /// Bytes of a type; `fileName` offers them for saving.
        case bytes(Data, type: String, fileName: String?)
        case asset(Asset)
    }

    init(status: Int = 200, _ content: Content) {
        self.status = status
        self.content = content
    }

    static func json(_ json: JSONValue, status: Int = 200) -> Reply { Reply(status: status, .json(json)) }

    /// Sends the browser to another page with GET.
    static func seeOther(_ path: String) -> Reply {
        var reply = Reply(status: 303, .none)
        reply.headers.append(("Location", path))
        return reply
    }

    /// A CSV file for saving.
    static func csv(_ text: String, fileName: String) -> Reply {
        Reply(.bytes(Data(text.utf8), type: "text/csv; charset=utf-8", fileName: fileName))
    }
}

/// Why a request gets no ordinary answer: a status, a stable code, a sentence for people.
struct Failure: Error, Sendable {
    let status: Status
    /// A stable word, such as `attempt.ended`.
    let code: String
    /// Names the thing and the remedy; never markup, names of people or answers.
    let message: String
    /// All findings where there are several.
    var details: [String] = []

    enum Status: Int, Sendable {
        case badRequest = 400, unauthorised = 401, forbidden = 403, notFound = 404, methodNotAllowed = 405
        case slow = 408
        case conflict = 409, gone = 410, tooLarge = 413, unsupported = 415, unprocessable = 422, tooMany = 429
        case fault = 500, unavailable = 503
    }

    init(_ status: Status, _ code: String, _ message: String, details: [String] = []) {
        self.status = status
        self.code = code
        self.message = message
        self.details = details
    }

    static let signInNeeded = Failure(.unauthorised, "sign-in.needed", "sign in first")
    /// The same for what is absent and what is someone else's.
    static let notFound = Failure(.notFound, "not-found", "there is no such thing here")
    static let forbidden = Failure(.forbidden, "forbidden", "your role does not allow this")

    static func badRequest(_ message: String) -> Failure { Failure(.badRequest, "request.malformed", message) }

    static func unprocessable(_ code: String, _ message: String, details: [String] = []) -> Failure {
        Failure(.unprocessable, code, message, details: details)
    }

    static func conflict(_ code: String, _ message: String) -> Failure { Failure(.conflict, code, message) }

    /// As problem+json (RFC 9457).
    func json(requestID: String) -> JSONValue {
        var members: [String: JSONValue] = [
            "type": "about:blank", "status": .integer(Int64(status.rawValue)), "code": .string(code),
            "title": .string(message), "request": .string(requestID),
        ]
        if !details.isEmpty { members["details"] = .array(details.map(JSONValue.string)) }
        return .object(members)
    }
}
