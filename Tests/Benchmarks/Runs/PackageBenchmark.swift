import Archive
import Foundation
import FoundationXML

/// The whole import of a large QTI 3 package beside a bare reading of the same bytes: inflating, then XML events.
struct PackageBenchmark {
    let options: Options
    let scratch: Scratch

    private static let rounds = 3

    func run() throws -> Report {
        let package = try package()
        var (bare, whole) = ([Duration](), [Duration]())
        var (memory, size, events) = (0.0, 0, 0)
        for round in 1...Self.rounds {
            let clock = ContinuousClock()
            bare.append(try clock.measure { (size, events) = try Self.read(package) })
            whole.append(try clock.measure { memory = max(memory, try imported(package, round: round)) })
        }
        let (fewest, median) = (Times(bare).percentile(50), Times(whole).percentile(50))
        var report = Report("package")
        report.add("ratio", median / fewest, digits: 2, atMost: 3)
        report.add("memory", memory, unit: "MiB", atMost: 200)
        report.add("seconds", median / 1000, digits: 2)
        report.add("bare_seconds", fewest / 1000, digits: 2)
        report.add("items", "\(ImportBenchmark.items)")
        report.add("expanded", Double(size) / 1_048_576)
        report.add("events", "\(events)")
        report.add("load", Machine.load)
        return report
    }

    private func package() throws -> URL {
        let table = scratch.url.appending(path: "items.csv")
        let package = scratch.url.appending(path: "items.zip")
        try ImportBenchmark.table.write(to: table, atomically: true, encoding: .utf8)
        let command = [options.server, "convert", table.path, package.path, "--to", "qti3"]
        try ChildProcess(command, log: scratch.url.appending(path: "convert.log")).waitForEnd()
        return package
    }

    /// Imports into a new data folder, from the start of the program to its end; its largest memory in MiB.
    private func imported(_ package: URL, round: Int) throws -> Double {
        let data = scratch.url.appending(path: "data-\(round)")
        let command = [options.server, "import", package.path, "--yes", "--data", data.path, "--format", "json"]
        return try ChildProcess(command, log: scratch.url.appending(path: "package.log")).memoryAtEnd()
    }

    /// Inflates every file and hears every element of those that are XML; bytes and elements.
    private static func read(_ package: URL) throws -> (size: Int, events: Int) {
        var limits = ArchiveLimits()
        limits.entryCount = max(limits.entryCount, 2 * ImportBenchmark.items)
        let archive = try ZIPArchive(try Data(contentsOf: package), limits: limits)
        var (size, events) = (0, 0)
        for entry in archive.entries where !entry.isFolder {
            let bytes = try archive.bytes(of: entry)
            size += bytes.count
            guard entry.name.hasSuffix(".xml") else { continue }
            let listener = Listener()
            let parser = XMLParser(data: bytes)
            parser.delegate = listener
            guard parser.parse() else { throw Problem("\(entry.name) is no XML") }
            events += listener.count
        }
        return (size, events)
    }

    private final class Listener: NSObject, XMLParserDelegate {
        var count = 0

        func parser(
            _ parser: XMLParser,
            didStartElement name: String,
            namespaceURI: String?,
            qualifiedName: String?,
            attributes: [String: String]
        ) {
            count += 1
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) { count += 1 }
    }
}
