/// Signing in by a link that was printed: one button, so that opening the link alone changes nothing.
struct LinkSignInPage: Page {
    let title: String
    /// Who will be signed in.
    let name: String
    let action: String

    init(name: String, action: String, texts: Texts) {
        title = texts("link.heading")
        self.name = name
        self.action = action
    }
}
