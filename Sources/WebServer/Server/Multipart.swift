import Foundation

/// Reads a form with one file in it.
///
/// Source: RFC 7578; part headers other than Content-Disposition say nothing that we would believe.
enum Multipart {
    struct Form {
        var fields = FormFields()
        var fileName = ""
        var bytes = Data()
    }

    /// The most bytes of a part's head, and the most parts: no form of ours comes near.
    private static let headLimit = 16 << 10
    private static let partLimit = 100

    /// Cuts the file out of `data` where it lies: a second copy of half a gigabyte would be the memory of the machine.
    static func read(_ data: consuming Data, type: String) throws(Failure) -> Form {
        guard let boundary = parameter("boundary", of: type), (1...70).contains(boundary.utf8.count) else {
            throw .badRequest("the form has no boundary")
        }
        var form = Form()
        var file: Range<Int>?
        let delimiter = Data("--\(boundary)".utf8)
        guard var place = data.range(of: delimiter)?.upperBound else { throw .badRequest("the form is cut off") }
        var count = 0
        while !data[place...].starts(with: Data("--".utf8)) {
            count += 1
            guard count <= partLimit else { throw .badRequest("the form has more than \(partLimit) parts") }
            let longest = min(place + headLimit + 4, data.endIndex)
            guard let head = data.range(of: Data("\r\n\r\n".utf8), in: place..<longest) else {
                let isCutOff = longest == data.endIndex
                throw .badRequest(isCutOff ? "the form is cut off" : "the head of a part is larger than 16 KiB")
            }
            guard
                let end = data.range(of: Data("\r\n".utf8) + delimiter, in: head.upperBound - 2..<data.endIndex)
            else { throw .badRequest("the form is cut off") }
            let part = try Part(data[place..<head.lowerBound])
            let body = min(head.upperBound, end.lowerBound)..<end.lowerBound
            place = end.upperBound
            if let fileName = part.fileName {
                // A field in which no file was chosen.
                if fileName.isEmpty, body.isEmpty { continue }
                guard file.map(\.isEmpty) ?? true else { throw .badRequest("only one file can be sent at a time") }
                (form.fileName, file) = (fileName, body)
            } else {
                guard let value = String(validating: data[body], as: UTF8.self) else {
                    throw .badRequest("a field is not valid UTF-8")
                }
                form.fields.append(part.name, value)
            }
        }
        if let file {
            data.removeSubrange(file.upperBound...)
            data.removeSubrange(..<file.lowerBound)
            form.bytes = data
        }
        return form
    }

    /// The head of one part.
    private struct Part {
        let name: String
        /// `nil` for a field that is no file.
        let fileName: String?

        init(_ head: Data) throws(Failure) {
            guard let text = String(validating: head, as: UTF8.self),
                let line = text.split(separator: "\r\n").first(where: {
                    $0.lowercased().hasPrefix("content-disposition:")
                }), let name = Multipart.parameter("name", of: String(line))
            else { throw .badRequest("a part of the form has no name") }
            self.name = name
            fileName = Multipart.parameter("filename", of: String(line)).map { path in
                String(path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? (path.isEmpty ? "" : "upload"))
            }
        }
    }

    /// The value of `name="…"` or `name=…` in a header.
    private static func parameter(_ name: String, of header: String) -> String? {
        for part in split(header).dropFirst() {
            let halves = part.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard halves.count == 2, halves[0].lowercased() == name else { continue }
            let value = halves[1]
            guard value.count > 1, value.hasPrefix("\""), value.hasSuffix("\"") else { return value }
            return String(value.dropFirst().dropLast()).replacing("\\\"", with: "\"")
        }
        return nil
    }

    /// Cuts a header at its semicolons, but not within quotes.
    ///
    /// A backslash stands for itself unless a quote follows it: browsers send `C:\x.zip` as it is, and write a quote in
    /// a file's name as `%22`, some programs as `\"`.
    private static func split(_ header: String) -> [String] {
        var parts = [""]
        var (isQuoted, isEscaped) = (false, false)
        for character in header {
            if character == ";", !isQuoted {
                parts.append("")
            } else {
                if character == "\"", !isEscaped { isQuoted.toggle() }
                parts[parts.count - 1].append(character)
            }
            isEscaped = character == "\\"
        }
        return parts
    }
}
