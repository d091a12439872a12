/// Signing in with an exam code and the candidate number.
struct CodeSignInPage: Page {
    let title: String
    let problem: String?
    let code: String
    let candidate: String

    /// Makes the finished words from facts.
    ///
    /// - `code`: What was typed before.
    /// - `candidate`: The candidate number typed before.
    init(problem: Problem? = nil, code: String = "", candidate: String = "", texts: Texts) {
        self.problem = problem.map { texts("code.\($0.rawValue)") }
        self.code = code
        self.candidate = candidate
        let name = texts("code.heading")
        title = problem == nil ? name : texts("form.error-title", ["title": name])
    }

    /// Why the last try did not work.
    enum Problem: String, CaseIterable, Sendable {
        /// No ticket with this code and number that is valid now.
        case invalid
        case slow
    }
}
