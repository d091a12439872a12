import ArgumentParser
import Assessment
import Foundation
import Storage
import WebServer

/// The one way of commands to an installation: the API, with the rights of the operator.
///
/// While a server owns the data folder the request goes over its socket; otherwise the folder is opened and the same
/// routes answer in this process. Either way the same rules and the same audit stream apply.
struct ServerClient {
    private enum Way {
        case socket(SocketRequest)
        case store(Installation, WebServer)
    }

    private let way: Way

    /// How long to wait for a server that is starting, or for another command to end.
    private static let patience = Duration.seconds(10)

    /// Opens the installation in `data`, lends it to `work` and closes it again.
    ///
    /// - Throws: ``CommandError`` when there is none, or when whoever owns it does not answer.
    static func use<Value>(_ data: DataOptions, _ work: (ServerClient) async throws -> Value) async throws -> Value {
        let client = try await opened(data)
        do {
            let value = try await work(client)
            try await client.close()
            return value
        } catch {
            // The first error tells why; what closing has to say is no news after it.
            try? await client.close()
            throw error
        }
    }

    private static func opened(_ data: DataOptions) async throws -> ServerClient {
        let folder = try data.existing()
        let socket = SocketRequest(path: try folder.socketPath())
        let end = ContinuousClock.now + patience
        while true {
            do {
                let installation = try await Installation.open(folder)
                let server = try WebServer(
                    store: installation.store,
                    settings: WebSettings(),
                    // Nothing is sent over a network, so nothing need be packed.
                    gzip: { $0 },
                    freeBytes: { folder.freeBytes },
                    now: { Date() }
                )
                return ServerClient(way: .store(installation, server))
            } catch StorageError.folderInUse(_, let owner) {
                if Self.answers(socket) { return ServerClient(way: .socket(socket)) }
                guard ContinuousClock.now < end else { throw inUse(folder, owner) }
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    private static func answers(_ socket: SocketRequest) -> Bool {
        var probe = socket
        probe.patienceInSeconds = 5
        do {
            return try probe.send("GET", "/api/v1/health", contentType: "", body: Data()).status < 600
        } catch {
            return false
        }
    }

    private static func inUse(_ folder: DataFolder, _ owner: Int32?) -> CommandError {
        CommandError(
            code: "AV3001",
            message: "the data folder is in use by "
                + (owner.map { "process \($0)" } ?? "another process") + ", which takes no commands",
            place: folder.url.path,
            remedy: "wait until it has ended, or stop it",
            exit: .unavailable
        )
    }

    private func close() async throws {
        guard case .store(let installation, let server) = way else { return }
        await server.endImports()
        try await installation.store.close()
    }

    /// Whether a running server answers.
    var isServer: Bool { if case .socket = way { true } else { false } }

    /// The store, when no server runs.
    var store: Store? { if case .store(let installation, _) = way { installation.store } else { nil } }

    /// The database itself, when no server runs; for the doctor alone.
    var database: Database? { if case .store(let installation, _) = way { installation.database } else { nil } }

    /// Sends a request and returns the JSON of its answer.
    ///
    /// - Throws: ``CommandError`` for every refusal.
    func ask(_ method: String, _ target: String, json: JSONValue? = nil) async throws -> JSONValue {
        let body = json.map { CanonicalJSON.data($0) } ?? Data()
        let answer = try await bytes(method, target, type: json == nil ? "" : "application/json", body: body)
        return try StrictJSON.value(answer, maximumDepth: 64)
    }

    /// Sends a file, under the name that the plan shall show.
    func send(_ file: Data, named name: String, to target: String) async throws -> JSONValue {
        let separator = target.contains("?") ? "&" : "?"
        let target = "\(target)\(separator)name=\(Self.escaped(name))"
        let answer = try await bytes("POST", target, type: "application/octet-stream", body: file)
        return try StrictJSON.value(answer, maximumDepth: 64)
    }

    /// Sends a request and returns the bytes of its answer.
    func bytes(_ method: String, _ target: String, type: String = "", body: Data = Data()) async throws -> Data {
        let answer: (status: Int, body: Data)
        switch way {
        case .socket(let socket):
            do throws(SocketRequest.Problem) {
                let response = try socket.send(method, target, contentType: type, body: body)
                answer = (response.status, response.body)
            } catch {
                throw Self.failed(error, method, target)
            }
        case .store(_, let server):
            let response = await server.answer(method, target, contentType: type, body: body)
            answer = (response.status, response.body)
        }
        guard answer.status < 300 else {
            throw CommandError(status: answer.status, problem: answer.body, method, target)
        }
        return answer.body
    }

    private static func failed(_ problem: SocketRequest.Problem, _ method: String, _ target: String) -> CommandError {
        let reason =
            switch problem {
            case .notListening: "the server takes no commands any more"
            case .broken(let reason): "the server's answer did not arrive: \(reason)"
            }
        return CommandError(
            code: "AV5069",
            message: reason,
            place: "\(method) \(target)",
            remedy: "see whether the server still runs; look whether the change was made before trying again",
            exit: .unavailable
        )
    }

    /// `text` as one component of a path or value of a query.
    static func escaped(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}

/// Which installation a command is about.
struct DataOptions: ParsableArguments {
    @ArgumentParser.Option(help: "Data folder of the installation.", completion: .directory)
    var data = ".avicenna"

    var url: URL { URL(filePath: data, directoryHint: .isDirectory) }

    /// The data folder, which must hold an installation: a mistyped path must not make a new one.
    func existing() throws -> DataFolder {
        let database = url.appending(path: "avicenna.sqlite")
        guard FileManager.default.fileExists(atPath: database.path) else {
            throw CommandError(
                code: "AV3066",
                message: "there is no installation in this folder",
                place: url.path,
                remedy: "name another with --data, or make one: avicenna migrate --data \(data)",
                exit: .inputMissing
            )
        }
        return try DataFolder(preparing: url)
    }
}
