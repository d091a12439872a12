import ArgumentParser
import Synchronization
import UnixSignals

/// Whether somebody has asked this command to stop, by Ctrl-C or as a service manager does.
///
/// While a command watches, such a signal no longer ends the process by itself: the command asks where it can still
/// leave everything as it was.
final class Interruption: Sendable {
    private let signal = Mutex<UnixSignal?>(nil)

    /// The command is to stop, and with which code it then ends.
    struct Interrupted: Error {
        let exit: ExitCode
    }

    /// Lends `work` a watch over SIGINT and SIGTERM.
    static func watching<Value>(_ work: (Interruption) async throws -> Value) async throws -> Value {
        let interruption = Interruption()
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let watch = Task {
            for await signal in signals { interruption.signal.withLock { $0 = $0 ?? signal } }
        }
        defer { watch.cancel() }
        return try await work(interruption)
    }

    /// - Throws: ``Interrupted`` once the command is to stop; its code is 128 and the number of the signal, as shells
    ///   count: 130 for Ctrl-C.
    func check() throws(Interrupted) {
        guard let signal = signal.withLock({ $0 }) else { return }
        throw Interrupted(exit: ExitCode(128 + signal.rawValue))
    }
}
