import ArgumentParser
import Assessment
import Foundation

extension CommandError {
    /// A refusal of the API, which comes as problem+json (RFC 9457).
    init(status: Int, problem body: Data, _ method: String, _ target: String) {
        // What is no JSON has no more to say than its status.
        let problem = (try? StrictJSON.value(body)) ?? .null
        let word = problem["code"]?.text ?? ""
        let path = String(target.prefix { $0 != "?" })
        self.init(
            code: "AV2\(status)",
            message: problem["title"]?.text ?? "the request was answered with status \(status)",
            place: "\(method) \(path)\(word.isEmpty ? "" : " (\(word))")",
            details: problem["details"]?.elements?.compactMap(\.text) ?? [],
            remedy: Self.remedy(status, word),
            exit: Self.exit(status)
        )
    }

    private static func exit(_ status: Int) -> ExitCode {
        switch status {
        case 401, 403: .notAllowed
        case 404, 410: .inputMissing
        case 429, 503: .unavailable
        case 400..<500: .badData
        default: .internalFault
        }
    }

    private static func remedy(_ status: Int, _ word: String) -> String {
        switch (status, word) {
        case (_, "person.needed"), (_, "paper.own"): "sign in to the pages as a person who may do this"
        case (404, _): "check the identifier; the list command shows those that there are"
        case (503, _): "try again; if it lasts, run avicenna doctor"
        case (500..., _): "run avicenna doctor"
        default: ""
        }
    }
}
