import Assessment
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Reads a body whole, within its limit and not slower than it may be.
struct BodyReader {
    let route: Route

    /// Slower than this after the grace is an attack or a dead line (rule R12: 1 kB/s after 5 s).
    private static let lowestRate = 1000.0
    private static let grace = 5.0

    /// - Throws: ``Failure`` 413, 415 or 400; 408 when the body comes slower than it may.
    func read(_ request: Inbound) async throws -> Call.Body {
        guard route.body != .none else { return .none }
        if let length = request.headers.first(.contentLength).flatMap(Int.init), length > route.body.limit {
            throw tooLarge
        }
        let bytes = try await collect(request.body)
        let type = request.headers.first(.contentType) ?? ""
        switch route.body {
        case .none: return .none
        case .json:
            guard type.hasPrefix("application/json") else { throw unsupported("application/json") }
            return .json(try json(bytes))
        case .form:
            guard type.hasPrefix("application/x-www-form-urlencoded") else {
                throw unsupported("application/x-www-form-urlencoded")
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Failure.badRequest("the form is not valid UTF-8")
            }
            return .form(try FormFields(urlEncoded: text[...]))
        case .file:
            if type.hasPrefix("multipart/form-data") {
                let form = try Multipart.read(Data(bytes), type: type)
                return .file(name: form.fileName, bytes: form.bytes, fields: form.fields)
            }
            guard !type.hasPrefix("application/x-www-form-urlencoded") else { throw unsupported("multipart/form-data") }
            let name = try FormFields(urlEncoded: Substring(request.query))["name"] ?? "upload"
            return .file(name: name, bytes: Data(bytes), fields: FormFields())
        }
    }

    private func collect(_ body: RequestBody) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        let began = ContinuousClock.now
        for try await buffer in body {
            bytes.append(contentsOf: buffer.readableBytesView)
            guard bytes.count <= route.body.limit else { throw tooLarge }
            let spent = began.duration(to: .now)
            guard spent <= route.body.time else { throw tooSlow }
            let seconds = spent / .seconds(1)
            if seconds > Self.grace, Double(bytes.count) < (seconds - Self.grace) * Self.lowestRate {
                throw tooSlow
            }
        }
        return bytes
    }

    private func json(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
        do throws(StrictJSON.Problem) {
            return try StrictJSON.value(bytes)
        } catch {
            throw .badRequest(error.description)
        }
    }

    private var tooLarge: Failure {
        Failure(.tooLarge, "body.too-large", "the request is larger than \(route.body.limit) bytes")
    }

    /// Not a bad request: what was sent may be sent again over a better line.
    private var tooSlow: Failure { Failure(.slow, "body.slow", "the request comes too slowly; send it again") }

    private func unsupported(_ wanted: String) -> Failure {
        Failure(.unsupported, "body.type", "the body must be \(wanted)")
    }
}

/// Reads a form with one file in it.
///
/// Source: RFC 7578; part headers other than Content-Disposition say nothing that we would believe.
enum Multipart {
    struct Form {
        var fields = FormFields()
        var fileName = ""
        var bytes = Data()
    }

    static func read(_ data: Data, type: String) throws(Failure) -> Form {
        guard let boundary = parameter("boundary", of: type), (1...70).contains(boundary.utf8.count) else {
            throw .badRequest("the form has no boundary")
        }
        var form = Form()
        let delimiter = Data("--\(boundary)".utf8)
        guard var place = data.range(of: delimiter)?.upperBound else { throw .badRequest("the form is cut off") }
        while !data[place...].starts(with: Data("--".utf8)) {
            guard let head = data.range(of: Data("\r\n\r\n".utf8), in: place..<data.endIndex),
                let end = data.range(of: Data("\r\n".utf8) + delimiter, in: head.upperBound - 2..<data.endIndex)
            else { throw .badRequest("the form is cut off") }
            try add(
                data[place..<head.lowerBound],
                data[min(head.upperBound, end.lowerBound)..<end.lowerBound],
                to: &form
            )
            place = end.upperBound
        }
        return form
    }

    private static func add(_ head: Data, _ body: Data, to form: inout Form) throws(Failure) {
        guard let text = String(validating: head, as: UTF8.self),
            let line = text.split(separator: "\r\n").first(where: {
                $0.lowercased().hasPrefix("content-disposition:")
            }), let name = parameter("name", of: String(line))
        else { throw .badRequest("a part of the form has no name") }
        if let fileName = parameter("filename", of: String(line)) {
            guard form.bytes.isEmpty else { throw .badRequest("only one file can be sent at a time") }
            form.fileName = String(fileName.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "upload")
            form.bytes = Data(body)
        } else {
            guard let value = String(validating: body, as: UTF8.self) else {
                throw .badRequest("a field is not valid UTF-8")
            }
            form.fields.append(name, value)
        }
    }

    /// The value of `name="…"` or `name=…` in a header.
    private static func parameter(_ name: String, of header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            let halves = part.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard halves.count == 2, halves[0].lowercased() == name else { continue }
            return halves[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        }
        return nil
    }
}
