import Assessment
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Reads a body whole, within its limit and not slower than it may be.
struct BodyReader {
    let website: Website
    let route: Route
    /// For bodies of more than ``Uploads/smallest``; only routes that take so much have one.
    let place: Uploads.Place?

    /// Slower than this after the grace is an attack or a dead line (rule R12: 1 kB/s after 5 s).
    private static let lowestRate = 1000.0
    private static let grace = 5.0

    /// - Throws: ``Failure`` 413, 415 or 400; 408 when the body comes slower than it may.
    func read(_ request: Inbound) async throws -> Call.Body {
        guard route.body != .none else { return .none }
        let length = request.headers.first(.contentLength).flatMap(Int.init).map { max(0, $0) } ?? 0
        guard length <= route.body.limit else { throw tooLarge }
        if length > Uploads.smallest { try place?.take() }
        let type = request.headers.first(.contentType) ?? ""
        if case .file = route.body { return try await file(request, length: length, type: type) }
        let bytes: [UInt8] = try await collect(request.body)
        switch route.body {
        case .none, .file: return .none
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
        }
    }

    private func file(_ request: Inbound, length: Int, type: String) async throws -> Call.Body {
        // Grown by doubling it would be in memory twice; the pages are only had once they are written.
        var bytes: Data = try await collect(request.body, expecting: length)
        if type.hasPrefix("multipart/form-data") {
            let held = HeldBytes(bytes)
            bytes = Data()
            // Half a gigabyte is searched for its parts: not on a thread that saves wait for.
            let form = try await website.apart { try Multipart.read(held.taken(), type: type) }
            return .file(name: form.fileName, bytes: form.bytes, fields: form.fields)
        }
        guard !type.hasPrefix("application/x-www-form-urlencoded") else { throw unsupported("multipart/form-data") }
        let name = try FormFields(urlEncoded: Substring(request.query))["name"] ?? "upload"
        return .file(name: name, bytes: bytes, fields: FormFields())
    }

    private func collect<Bytes: RangeReplaceableCollection<UInt8>>(
        _ body: RequestBody,
        expecting length: Int = 0
    ) async throws -> Bytes {
        var bytes = Bytes()
        bytes.reserveCapacity(length)
        let began = ContinuousClock.now
        for try await buffer in body {
            bytes.append(contentsOf: buffer.readableBytesView)
            guard bytes.count <= route.body.limit else { throw tooLarge }
            if bytes.count > Uploads.smallest { try place?.take() }
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

/// Bytes on their way to another thread that has them to itself there: shared, they would be copied when they are cut.
private final class HeldBytes: Sendable {
    private let bytes: Mutex<Data>

    init(_ bytes: Data) { self.bytes = Mutex(bytes) }

    func taken() -> Data {
        bytes.withLock { bytes in
            defer { bytes = Data() }
            return bytes
        }
    }
}
