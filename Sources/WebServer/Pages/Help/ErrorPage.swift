/// What went wrong, what is safe, what to do, and a code to read out to somebody who can help.
struct ErrorPage: Page {
    let title: String
    let heading: String
    let what: String
    let safe: String
    let doNext: String
    /// Where the main way out leads, and what it is called.
    let wayHref: String
    let wayLabel: String
    let reference: String
    /// Line of the help card of the sitting, if there is one: a telephone number, a room.
    let contact: String?

    /// Makes the finished words from facts.
    ///
    /// - `reference`: The request's id, as the log has it.
    /// - `way`: Path that the main link leads to; the start page when nothing better is known.
    init(kind: Kind, reference: String, way: String = "/", contact: String? = nil, texts: Texts) {
        let prefix = "error.\(kind.rawValue)"
        heading = texts("\(prefix).heading")
        title = texts("error.title", ["heading": heading])
        what = texts("\(prefix).what")
        safe = texts("\(prefix).safe")
        doNext = texts("\(prefix).do")
        wayHref = way
        wayLabel = way == "/" ? texts("error.start") : texts("error.back")
        self.reference = reference
        self.contact = contact
    }

    /// The errors that have words of their own, by what the reader has to do about them.
    enum Kind: String, CaseIterable, Sendable {
        case badRequest = "400", signIn = "401", forbidden = "403", notFound = "404", conflict = "409", gone = "410"
        case tooLarge = "413", unprocessable = "422", tooMany = "429", fault = "500", unavailable = "503"

        /// The kind for an HTTP status; a status without words of its own speaks as its class does.
        init(status: Int) {
            self = Kind(rawValue: String(status)) ?? (status < 500 ? .badRequest : .fault)
        }
    }
}
