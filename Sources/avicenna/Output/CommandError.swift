import ArgumentParser
import Assessment

/// Exit codes of the command line, after sysexits(3).
extension ExitCode {
    static let findings = ExitCode(1)
    static let usage = ExitCode(64)
    static let badData = ExitCode(65)
    static let inputMissing = ExitCode(66)
    static let unavailable = ExitCode(69)
    static let internalFault = ExitCode(70)
    static let cannotWrite = ExitCode(73)
    static let notAllowed = ExitCode(77)
    static let configuration = ExitCode(78)
}

/// What went wrong, where, and what to do: the three lines of every error.
///
/// Codes are stable: AV1… is about what was typed, AV2… is the API's answer (its last three digits are the HTTP
/// status), AV3… the store, AV4… files that are read or written, AV5… the server, AV7… a fault of ours.
struct CommandError: Error {
    let code: String
    let message: String
    var place = ""
    /// All findings where there are several.
    var details: [String] = []
    var remedy = ""
    let exit: ExitCode

    /// What was typed makes no sense.
    static func usage(_ message: String, remedy: String = "") -> CommandError {
        CommandError(code: "AV1000", message: message, remedy: remedy, exit: .usage)
    }

    /// Only a person who has signed in can do this.
    static func personNeeded(_ message: String, remedy: String) -> CommandError {
        CommandError(code: "AV1077", message: message, remedy: remedy, exit: .notAllowed)
    }

    /// The lines of this error; `label` is the word that opens it.
    func text(label: String = "error") -> String {
        let places = (place.isEmpty ? [] : [place]) + details
        return
            (["\(label) \(code): \(message)"] + places.map { "  in: \($0)" }
            + (remedy.isEmpty ? [] : ["  do: \(remedy)"]))
            .joined(separator: "\n")
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "code": .string(code), "message": .string(message), "where": .string(place), "hint": .string(remedy),
        ]
        if !details.isEmpty { members["details"] = .array(details.map(JSONValue.string)) }
        return .object(members)
    }
}
