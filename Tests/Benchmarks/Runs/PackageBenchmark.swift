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
            let (clock, data) = (ContinuousClock(), try installation(round))
            bare.append(try clock.measure { (size, events) = try Self.read(package) })
            whole.append(try clock.measure { memory = max(memory, try imported(package, into: data)) })
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

    /// A package of QTI alone, as others write them: without our JSON, which would be read in its place.
    private func package() throws -> URL {
        let table = scratch.url.appending(path: "items.csv")
        let folder = scratch.url.appending(path: "items")
        let package = scratch.url.appending(path: "items.zip")
        try ImportBenchmark.table.write(to: table, atomically: true, encoding: .utf8)
        let command = [options.server, "convert", table.path, folder.path, "--to", "qti3"]
        try ChildProcess(command, log: scratch.url.appending(path: "convert.log")).waitForEnd()
        var (writer, archive) = (ZIPWriter(), Data())
        let manifest = try String(contentsOf: folder.appending(path: "imsmanifest.xml"), encoding: .utf8)
            .replacing(try Regex("(?s)<resource identifier=\"BANK\".*?</resource>"), with: "")
            .replacing(try Regex("<file href=\"[^\"]*\\.json\" */>"), with: "")
        archive.append(try writer.append(Data(manifest.utf8), named: "imsmanifest.xml"))
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "items").path).sorted()
        where name.hasSuffix(".xml") {
            let bytes = try Data(contentsOf: folder.appending(path: "items/\(name)"))
            archive.append(try writer.append(bytes, named: "items/\(name)"))
        }
        archive.append(try writer.finish())
        try archive.write(to: package)
        return package
    }

    /// Imports into `data`, from the start of the program to its end; its largest memory in MiB.
    private func imported(_ package: URL, into data: URL) throws -> Double {
        let command = [options.server, "import", package.path, "--yes", "--data", data.path, "--format", "json"]
        return try ChildProcess(command, log: scratch.url.appending(path: "package.log")).memoryAtEnd()
    }

    /// An empty installation.
    private func installation(_ round: Int) throws -> URL {
        let data = scratch.url.appending(path: "data-\(round)")
        let command = [options.server, "migrate", "--data", data.path]
        try ChildProcess(command, log: scratch.url.appending(path: "migrate.log")).waitForEnd()
        return data
    }

    /// Inflates every file and hears every element of those that are XML; bytes and elements.
    private static func read(_ package: URL) throws -> (size: Int, events: Int) {
        let archive = try ZIPArchive(try Data(contentsOf: package))
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
