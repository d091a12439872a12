import Foundation

/// `avicenna` on a data folder and a port of its own.
struct DemoServer {
    let process: ChildProcess
    let port: Int
    let data: URL

    /// Starts `avicenna demo`, which makes the demonstration school if the folder is new.
    init(program: String, scratch: Scratch) throws {
        try self.init("demo", program: program, scratch: scratch)
    }

    /// Starts a command that serves, and returns when the server has answered for the first time.
    ///
    /// Making the school takes a while, most of all in a debug build.
    init(_ command: String, program: String, scratch: Scratch) throws {
        port = try Machine.freePort()
        data = scratch.url.appending(path: "data")
        process = try ChildProcess(
            [program, command, "--port", "\(port)", "--data", data.path, "--format", "json"],
            log: scratch.url.appending(path: "avicenna.log")
        )
        let port = port
        do {
            try process.wait(for: 120) {
                try Connection(port: port).ask("GET", "/api/v1/health").status == 200
            }
        } catch {
            process.stop()
            throw error
        }
    }

    func stop() { process.stop() }
}
