import Assessment
import Storage

extension ImportPlanPage {
    /// The plan that `call` names, from the entry on that `?from=` counts, of the outcome that `?outcome=` names.
    ///
    /// `refusal` is why what was asked of it was not done.
    init(_ call: Call, refusal: ImportRefusal? = nil) async throws {
        guard let record = try await call.store.importRecord(call.parameter("import")) else { throw Failure.notFound }
        let outcome = call.query["outcome"].flatMap(PlanEntry.Outcome.init)
        let offset = max(0, call.query["from"].flatMap { Int($0) } ?? 0)
        // Of a plan in the making there is nothing to read yet: what there is of it grows from moment to moment.
        let isMade = record.state != .staging
        let entries =
            isMade
            ? try await call.store.planEntries(of: record.id, outcome: outcome, limit: Self.length, offset: offset) : []
        self.init(
            id: record.id,
            fileName: record.fileName,
            state: State(rawValue: record.state.rawValue) ?? .discarded,
            createdAt: record.createdAt,
            end: record.end,
            progress: isMade ? nil : call.website.runningImports.progress(of: record.id),
            isStill: call.query["still"] == "yes",
            refusal: refusal,
            problems: record.problems,
            notes: record.notes,
            counts: isMade ? Self.counts(record.counts) : [:],
            fileCounts: Self.counts(record.fileCounts),
            choices: record.choices,
            rows: entries.map(Row.init),
            offset: offset,
            shownOutcome: outcome.map(Outcome.init),
            clock: call.website.clock,
            texts: call.texts
        )
    }

    private static func counts(_ counts: [PlanEntry.Outcome: Int]) -> [Outcome: Int] {
        Dictionary(counts.map { (Outcome($0.key), $0.value) }, uniquingKeysWith: +)
    }
}

extension ImportPlanPage.Outcome {
    fileprivate init(_ outcome: PlanEntry.Outcome) { self = Self(rawValue: outcome.rawValue) ?? .blocked }
}

extension ImportPlanPage.Row {
    init(_ entry: PlanEntry) {
        path = entry.path
        item = entry.item
        name = entry.title
        subject =
            switch entry.subject {
            case .item: .item(entry.kind ?? .unknown)
            case .blueprint: .blueprint
            case .resourcePack: .resourcePack
            }
        outcome = ImportPlanPage.Outcome(entry.outcome)
        notes = entry.notes
        number = entry.number
        choice = entry.choice
    }
}
