/// One candidate who has signed in and begun.
struct Seat: Sendable {
    /// Counts the candidates from 0.
    let index: Int
    let attempt: String
    let epoch: Int
    /// What the browser would send: session and lease.
    let cookies: String

    var target: String { "/api/v1/attempts/\(attempt)/responses" }
}
