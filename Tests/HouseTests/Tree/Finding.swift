/// One place that breaks a rule of the house, said so that the reader can go and mend it.
struct Finding: Hashable, CustomStringConvertible {
    var path: String
    var line: Int?
    var message: String

    init(_ path: String, line: Int? = nil, _ message: String) {
        self.path = path
        self.line = line
        self.message = message
    }

    var description: String {
        if let line { "\(path):\(line): \(message)" } else { "\(path): \(message)" }
    }
}

extension [Finding] {
    /// The findings one below the other, as the comment of a failed expectation.
    var listed: String { map(\.description).joined(separator: "\n") }
}
