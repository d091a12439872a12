import Foundation
import Glibc

/// A program that was started as a child; what it says goes to a file.
///
/// Started by the system call, so that the time from start to end is the program's own.
struct ChildProcess: Sendable {
    let id: pid_t
    private let log: URL

    /// How long a server may take to close its store after it was asked to stop.
    private static let patience = Duration.seconds(25)

    /// Starts the program at `words[0]` in this process's working folder.
    init(_ words: [String], log: URL) throws {
        self.log = log
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        let arguments = words.map { strdup($0) } + [nil]
        let environment = ProcessInfo.processInfo.environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var id: pid_t = 0
        let result = posix_spawn(&id, words[0], &actions, nil, arguments, environment)
        guard result == 0 else { throw Problem("\(words[0]): \(String(cString: strerror(result)))") }
        self.id = id
    }

    var isRunning: Bool {
        var status: Int32 = 0
        return waitpid(id, &status, WNOHANG) == 0
    }

    /// Waits for its end.
    ///
    /// - Throws: ``Problem`` when it did not end with 0.
    func waitForEnd() throws {
        var status: Int32 = 0
        guard waitpid(id, &status, 0) == id, status == 0 else { throw Problem("the program ended badly: \(tail)") }
    }

    /// Waits for its end; the most memory that it had at once, in MiB.
    ///
    /// - Throws: ``Problem`` when it did not end with 0.
    func memoryAtEnd() throws -> Double {
        var (status, usage) = (Int32(0), rusage())
        guard wait4(id, &status, 0, &usage) == id, status == 0 else {
            throw Problem("the program ended badly: \(tail)")
        }
        // In KiB on Linux (getrusage(2)).
        return Double(usage.ru_maxrss) / 1024
    }

    /// Asks it to stop, and kills it when it does not.
    func stop() {
        guard isRunning else { return }
        kill(id, SIGTERM)
        let end = ContinuousClock.now + Self.patience
        while ContinuousClock.now < end {
            guard isRunning else { return }
            usleep(10_000)
        }
        kill(id, SIGKILL)
        var status: Int32 = 0
        waitpid(id, &status, 0)
    }

    /// Waits until `isReady` returns true; what it throws means “not yet”.
    ///
    /// - Throws: ``Problem`` when the program has ended or the time is over.
    func wait(for seconds: Int, until isReady: () throws -> Bool) throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while isRunning {
            // A server that does not listen yet refuses the connection.
            if (try? isReady()) == true { return }
            guard ContinuousClock.now < end else { throw Problem("it was not ready within \(seconds) s: \(tail)") }
            usleep(2000)
        }
        throw Problem("the server has ended: \(tail)")
    }

    private var tail: String {
        // Without a log there is nothing more to say.
        let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(3).joined(separator: " / ")
    }
}
