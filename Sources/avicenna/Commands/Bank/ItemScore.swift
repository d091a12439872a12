import ArgumentParser
import Foundation

struct ItemScore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Mark responses to an item and print the outcomes of every case, in order, as JSON.",
        discussion: """
            FILE is a list of {"responses":{…}} or {"attempts":[{"responses":{…}},…]};
            values are lists of texts by response variable, null for nothing given, pairs
            as "A B", points as "x y". {"templates":{…}} beside them pins what a template
            draws. A document of QTI is marked by its own processing: every outcome that
            it declares comes out, and attempts run in one session. The answer is a list of {"outcomes":{…}} or
            {"attempts":[{"outcomes":{…}}]}, with {"error":{"code","message"}} in the
            place of what cannot be marked. A batch is a list of {"item":path,"cases":[…]}
            and is answered by {"item":path,"results":[…]}; its paths are sought from the
            working folder and from the folder of LIST.

            EXAMPLES
              avicenna item score item.xml --responses cases.json
              avicenna item score --batch list.json

            EXIT CODES
              0 done (errors of single cases stand in their places), 64 usage, 65 FILE
              is no such list, 66 input missing
            """
    )

    @ArgumentParser.Argument(help: "The item, as QTI or as JSON of a bank.", completion: .file())
    var item: String?

    @ArgumentParser.Option(help: "Cases to mark; - reads standard input.", completion: .file())
    var responses: String?

    @ArgumentParser.Option(help: "Many items with their cases; - reads standard input.", completion: .file())
    var batch: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        let isSingle = item != nil && responses != nil && batch == nil
        let isBatch = item == nil && responses == nil && batch != nil
        guard isSingle || isBatch else {
            throw ValidationError("Give ITEM and --responses FILE, or --batch LIST alone.")
        }
    }

    func run() throws {
        if let item, let responses {
            guard FileManager.default.fileExists(atPath: item) else { throw CommandError.missing(item) }
            let cases = try Self.list(responses)
            OutputOptions.write(try LooseJSON.list(Self.results(Self.marker(item), cases)).written)
        } else if let batch {
            try runBatch(batch)
        }
    }

    private func runBatch(_ path: String) throws {
        let base = URL(filePath: path).deletingLastPathComponent()
        var markers: [String: Result<ItemMarker, ItemMarker.Refusal>] = [:]
        let list = try Self.list(path)
        var progress = ProgressLine("score", of: list.count, "items", output: output)
        let answers = try list.map { entry -> LooseJSON in
            guard let name = entry["item"]?.plain, let cases = entry["cases"]?.elements else {
                throw Self.wrong(path, "every entry needs an item and its cases")
            }
            let place = FileManager.default.fileExists(atPath: name) ? name : base.appending(path: name).path
            let marker = markers[place] ?? Self.marker(place)
            markers[place] = marker
            progress.step()
            return .record(["item": .text(name), "results": .list(Self.results(marker, cases))])
        }
        progress.end()
        OutputOptions.write(try LooseJSON.list(answers).written)
    }

    private static func marker(_ path: String) -> Result<ItemMarker, ItemMarker.Refusal> {
        do throws(ItemMarker.Refusal) {
            return .success(try ItemMarker(path: path))
        } catch {
            return .failure(error)
        }
    }

    private static func results(
        _ marker: Result<ItemMarker, ItemMarker.Refusal>,
        _ cases: [LooseJSON]
    ) -> [LooseJSON] {
        switch marker {
        case .success(let marker): cases.map(marker.answer)
        case .failure(let refusal): cases.map { _ in refusal.json }
        }
    }

    private static func list(_ path: String) throws -> [LooseJSON] {
        let bytes =
            path == "-"
            ? try FileHandle.standardInput.readToEnd() ?? Data() : try Data(contentsOf: URL(filePath: path))
        let json: LooseJSON
        do {
            json = try LooseJSON.reading(bytes)
        } catch {
            throw wrong(path, "the file is no JSON")
        }
        guard let list = json.elements else { throw wrong(path, "a list is needed") }
        return list
    }

    private static func wrong(_ path: String, _ message: String) -> CommandError {
        CommandError(
            code: "AV4007",
            message: message,
            place: path,
            remedy: "avicenna item score --help shows the form",
            exit: .badData
        )
    }
}
