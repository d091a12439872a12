import Assessment
import Foundation
import Storage

/// The sections of a draft: where answers are closed, and case sets in sections of their own.
struct SectionRoutes: RouteGroup {
    var routes: [Route] {
        [
            Route(
                .post,
                "/papers/{paper}/sections",
                .bank,
                body: .smallForm,
                audit: .paperSaved,
                "Sets the lockpoints of a draft's sections, or puts each case set in a section of its own.",
                handle: change
            ),
            Route(
                .put,
                "/api/v1/papers/{paper}/sections",
                .bank,
                body: .smallJSON,
                audit: .paperSaved,
                "Sets the lockpoints of a draft's sections (none, atEnd or afterEach, one a section); with "
                    + "caseSetsApart each case set first gets a section of its own.",
                handle: changeByProgram
            ),
        ]
    }

    private func record(_ call: Call) async throws -> PaperRecord {
        guard let record = try await call.store.paper(PaperID(rawValue: call.parameter("paper"))) else {
            throw Failure.notFound
        }
        return record
    }

    private func change(_ call: Call) async throws -> Reply {
        let record = try await record(call)
        guard let revision = Int(try call.form.required("revision")) else {
            throw Failure.unprocessable("paper.revision", "the revision is a whole number")
        }
        var paper = record.paper
        for index in paper.sections.indices {
            guard let word = call.form["lockpoint.\(index)"] else { continue }
            paper.sections[index].lockpoint = try Self.lockpoint(word)
        }
        if call.form["do"] == "apart" { paper = try await apart(paper, call) }
        try await save(paper, record, upon: revision, call)
        return .seeOther("/papers/\(record.paper.id.rawValue)", notice: "paper-sections")
    }

    private func changeByProgram(_ call: Call) async throws -> Reply {
        let record = try await record(call)
        var fields = try Fields(try call.json)
        let revision = try fields.integer("revision")
        let isApart = try fields.bool("caseSetsApart", default: false)
        let words = try fields.strings("lockpoints")
        try fields.end()
        var paper = isApart ? try await apart(record.paper, call) : record.paper
        if !words.isEmpty {
            guard words.count == paper.sections.count else {
                throw Failure.unprocessable(
                    "paper.sections",
                    "the paper has \(paper.sections.count) sections; name a lockpoint for each"
                )
            }
            for (index, word) in words.enumerated() { paper.sections[index].lockpoint = try Self.lockpoint(word) }
        }
        try await save(paper, record, upon: revision, call)
        return .json(try await self.record(call).json)
    }

    private static func lockpoint(_ word: String) throws -> Lockpoint {
        guard let lockpoint = Lockpoint(rawValue: word) else {
            throw Failure.unprocessable("paper.lockpoint", "a lockpoint is none, atEnd or afterEach")
        }
        return lockpoint
    }

    private func apart(_ paper: Paper, _ call: Call) async throws -> Paper {
        var places: [ContentHash: CaseSetPlace] = [:]
        for entry in paper.entries {
            places[entry.version] = try await call.store.version(entry.version)?.metadata.caseSet
        }
        return paper.separatingCaseSets(places) { call.texts("paper.case", ["number": String($0)]) }
    }

    private func save(_ paper: Paper, _ record: PaperRecord, upon revision: Int, _ call: Call) async throws {
        try await call.store.savePaper(
            paper,
            blueprint: record.blueprint,
            seed: record.seed,
            upon: revision,
            by: call.actor,
            now: call.now
        )
    }
}
