import Foundation
import Synchronization

/// A full hall that saves while an examiner imports thousands of items: the import must not be felt.
struct ImportBenchmark {
    let options: Options
    let scratch: Scratch

    static let items = 10_000

    func run() async throws -> Report {
        let table = scratch.url.appending(path: "items.csv")
        try Self.table.write(to: table, atomically: true, encoding: .utf8)
        let server = try DemoServer(program: options.server, scratch: scratch)
        defer { server.stop() }
        let room = try await Room(of: server, candidates: options.candidates)
        let seconds = options.seconds ?? 30
        let before = try await stretch(server, room, part: 1) { try await Task.sleep(for: .seconds(seconds)) }
        let command = [options.server, "import", table.path, "--yes", "--data", server.data.path, "--format", "json"]
        let log = scratch.url.appending(path: "import.log")
        let during = try await stretch(server, room, part: 2) { try ChildProcess(command, log: log).waitForEnd() }
        return report(before, during, size: try Data(contentsOf: table).count)
    }

    /// Saves for as long as `work` takes, at most ten minutes.
    private func stretch(
        _ server: DemoServer,
        _ room: Room,
        part: Int,
        during work: () async throws -> Void
    ) async throws -> Stretch {
        let requests = room.seats.map {
            SaveRequests(target: $0.target, seat: $0, responses: room.responses, part: part)
        }
        let (port, every, isOver) = (server.port, Duration.seconds(options.every), Flag())
        let first = try Reading(of: server.process, at: port)
        async let running = onThreads([requests]) { requests in
            Result {
                var client = try PacedClient(port: port, requests: requests, every: every)
                client.run(until: .now + .seconds(600)) { isOver.isSet }
                return client.tally
            }
        }
        let last: Result<Reading, any Error>
        do {
            try await work()
            last = .success(try Reading(of: server.process, at: port))
        } catch {
            last = .failure(error)
        }
        isOver.set()
        let tallies = try await running.map { try $0.get() }
        return Stretch(from: first, to: try last.get(), tallies)
    }

    private func report(_ before: Stretch, _ during: Stretch, size: Int) -> Report {
        var report = Report("import")
        let (calm, busy) = (Times(before.times), Times(during.times))
        report.add("p95", busy.percentile(95), unit: "ms", atMost: 50)
        report.add("p99", busy.percentile(99))
        report.add("p95_before", calm.percentile(95))
        report.add("p99_before", calm.percentile(99))
        report.add("items", "\(Self.items)")
        report.add("seconds", during.seconds)
        report.add("file", Double(size) / 1_048_576, digits: 1)
        report.add("saves", "\(during.requests)")
        report.add("candidates", "\(options.candidates)")
        report.add("every", "\(options.every)s")
        report.add("load", Machine.load)
        if let problem = (before.problems + during.problems).first {
            report.fall(short: "not every save counted: \(problem)")
        }
        return report
    }

    /// Single best answer questions with a vignette of ordinary length, no two alike.
    static var table: String {
        let head = "id,language,stem,lead-in,option-a,option-b,option-c,option-d,option-e,key,rationale,difficulty\n"
        let rows = (1...items).map { number in
            """
            bench-\(number),en,"A \(20 + number % 60)-year-old patient, number \(number), has had chest pain for \
            \(1 + number % 12) hours. Blood pressure is \(90 + number % 80)/60 mmHg and the heart rate \(50 + number % 90) \
            a minute.","Which is the most likely diagnosis?",Myocardial infarction,Pulmonary embolism,Aortic dissection,\
            Pericarditis,Pneumothorax,\("ABCDE".map(String.init)[number % 5]),"The history and the numbers point to it.",0.6
            """
        }
        return head + rows.joined(separator: "\n") + "\n"
    }
}

/// Says once, from any thread, that something is over.
private final class Flag: Sendable {
    private let value = Mutex(false)

    var isSet: Bool { value.withLock { $0 } }

    func set() { value.withLock { $0 = true } }
}
