import Assessment

/// Exam tickets, shown once after they were made: a sheet to print and cut.
struct TicketsPage: Page {
    let title: String
    let sitting: String
    let sittingHref: String
    let when: String
    /// Such as "Sign in at https://…/sign-in/code".
    let address: String
    /// Such as: 12 candidates added, 3 changed, 285 as before.
    let summary: String?
    let tickets: [Ticket]
    let hasTickets: Bool

    struct Ticket: Sendable {
        let number: String
        let name: String
        /// Such as "K7QM-3XWD-P9LA-22T0".
        let code: String
    }

    /// Makes the finished words from facts.
    ///
    /// - `outcome`: Of the list that made them; `nil` for a single new ticket.
    /// - `address`: Where candidates sign in, as they type it.
    init(
        sitting: Sitting,
        tickets: [Ticket],
        outcome: (added: Int, changed: Int, same: Int)? = nil,
        address: String,
        texts: Texts
    ) {
        title = texts("tickets.title", ["sitting": sitting.title])
        self.sitting = sitting.title
        sittingHref = "/sittings/\(Href.component(sitting.id.rawValue))"
        when = SittingText.window(sitting, texts)
        self.address = address
        summary = outcome.map {
            texts(
                "tickets.summary",
                ["added": String($0.added), "changed": String($0.changed), "same": String($0.same)]
            )
        }
        self.tickets = tickets
        hasTickets = !tickets.isEmpty
    }
}
