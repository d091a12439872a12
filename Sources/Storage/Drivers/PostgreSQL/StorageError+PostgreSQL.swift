#if PostgreSQL
import CPostgreSQL

extension StorageError {
    /// Says in our words what the server reports, by its SQLSTATE.
    ///
    /// The server's message and detail can quote values, so only names of constraints and columns are taken, and the
    /// message of errors in the statement itself.
    ///
    /// Source: PostgreSQL 15 manual, appendix A.
    init(postgreSQL result: OpaquePointer?) {
        func field(_ code: Int32) -> String? { PQresultErrorField(result, code).map { String(cString: $0) } }
        // PG_DIAG_… are character constants, which Swift does not import.
        let state = field(Int32(UInt8(ascii: "C"))) ?? "08000"
        let name = field(Int32(UInt8(ascii: "n"))) ?? field(Int32(UInt8(ascii: "c"))) ?? "SQLSTATE \(state)"
        let message = field(Int32(UInt8(ascii: "M"))) ?? "SQLSTATE \(state)"
        switch (state, state.prefix(2)) {
        case ("23505", _): self = .conflict(constraint: name)
        case (_, "23"): self = .constraint(name)
        case ("40001", _), ("40P01", _), ("55P03", _): self = .busy
        case ("53100", _): self = .full
        case ("25006", _): self = .badStatement("a reader cannot write")
        case (_, "42"), (_, "0A"): self = .badStatement(message)
        case (_, "22"): self = .badValue("SQLSTATE \(state)")
        case (_, "XX"): self = .corrupt("SQLSTATE \(state)")
        default: self = .unavailable("PostgreSQL, SQLSTATE \(state)")
        }
    }
}
#endif
