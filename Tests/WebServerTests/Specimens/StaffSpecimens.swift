@testable import WebServer

extension Specimen {
    /// Pages for staff.
    static let staff: [Specimen] = []
}
