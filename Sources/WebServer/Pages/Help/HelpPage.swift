/// Who helps and how, and what we promise about accessibility.
struct HelpPage: Page {
    let title: String
    let contacts: [Contact]
    let hasContacts: Bool

    /// One line of the help card: "Exam office" – "+44 20 7946 0000".
    struct Contact: Sendable {
        let name: String
        let reach: String
    }

    init(contacts: [Contact], texts: Texts) {
        title = texts("help.heading")
        self.contacts = contacts
        hasContacts = !contacts.isEmpty
    }
}
