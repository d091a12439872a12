public import Assessment
public import Foundation

extension Store {
    /// Begins a draft.
    public func addPaper(
        title: String,
        language: String,
        instructions: [Block],
        blueprint: String?,
        seed: UInt64,
        by actor: Actor,
        now: Date
    ) async throws -> PaperID {
        let id = newID(now)
        let paper = Paper(id: PaperID(rawValue: id), title: title, language: language, instructions: instructions)
        return try await change(.paperSaved, of: id, by: actor, now: now) { transaction in
            try transaction.execute(
                """
                INSERT INTO paper (id, title, state, blueprint, seed, body, revision, author, updated_at)
                VALUES ($1, $2, 'draft', $3, $4, $5, 1, $6, $7)
                """,
                [
                    .text(id), .text(title), .optional(blueprint, SQLValue.text), .text(String(seed)),
                    .text(CanonicalJSON.text(paper.json)), .text(actor.word), .instant(now),
                ]
            )
            return paper.id
        }
    }

    /// All papers, the last changed first.
    public func papers() async throws -> [PaperRecord] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT body, state, blueprint, seed, revision, author, approver, form, updated_at
                FROM paper
                ORDER BY updated_at DESC, id
                """
            ).map(PaperRecord.init)
        }
    }

    public func paper(_ id: PaperID) async throws -> PaperRecord? {
        try await database.read { try Self.paper(id, in: $0) }
    }

    private static func paper(_ id: PaperID, in transaction: Transaction) throws -> PaperRecord? {
        try transaction.row(
            """
            SELECT body, state, blueprint, seed, revision, author, approver, form, updated_at
            FROM paper
            WHERE id = $1
            """,
            [.text(id.rawValue)]
        ).map(PaperRecord.init)
    }

    /// Replaces the content of a draft.
    ///
    /// - Throws: ``PaperRefusal`` when it is no draft any more or was changed since `revision`.
    public func savePaper(
        _ paper: Paper,
        blueprint: String?,
        seed: UInt64,
        upon revision: Int,
        by actor: Actor,
        now: Date
    ) async throws {
        try await change(.paperSaved, of: paper.id.rawValue, by: actor, now: now) { transaction in
            guard let record = try Self.paper(paper.id, in: transaction) else { throw PaperRefusal.unknown }
            guard record.state.isEditable else { throw PaperRefusal.notEditable(record.state) }
            let changed = try transaction.execute(
                """
                UPDATE paper
                SET title = $1, body = $2, blueprint = $3, seed = $4, revision = revision + 1, author = $5,
                    updated_at = $6
                WHERE id = $7 AND revision = $8
                """,
                [
                    .text(paper.title), .text(CanonicalJSON.text(paper.json)),
                    .optional(blueprint, SQLValue.text), .text(String(seed)), .text(actor.word), .instant(now),
                    .text(paper.id.rawValue), .integer(revision),
                ]
            )
            guard changed == 1 else { throw PaperRefusal.outdated }
        }
    }

    /// Moves a paper one step; approving needs another person than its author.
    public func movePaper(_ id: PaperID, to state: PaperState, by actor: Actor, now: Date) async throws {
        try await change(.paperMoved, of: id.rawValue, by: actor, now: now) { transaction in
            guard let record = try Self.paper(id, in: transaction) else { throw PaperRefusal.unknown }
            guard record.state.successors.contains(state), state != .sealed else {
                throw PaperRefusal.noSuchStep(from: record.state, to: state)
            }
            if state == .approved, actor.word == record.author { throw PaperRefusal.ownPaper }
            let approver: SQLValue =
                switch state {
                case .approved: .text(actor.word)
                case .retired: .optional(record.approver, SQLValue.text)
                case .draft, .inReview, .sealed: .null
                }
            try transaction.execute(
                """
                UPDATE paper
                SET state = $1, approver = $2, revision = revision + 1, updated_at = $3
                WHERE id = $4
                """,
                [.text(state.rawValue), approver, .instant(now), .text(id.rawValue)]
            )
        }
    }

    /// Freezes an approved paper: its form and, apart from it, its key.
    ///
    /// - Returns: The hash of the form.
    /// - Throws: ``PaperRefusal``; the paper is unchanged then.
    public func sealPaper(_ id: PaperID, by actor: Actor, now: Date) async throws -> ContentHash {
        try await change(.paperSealed, of: id.rawValue, by: actor, now: now) { transaction in
            guard let record = try Self.paper(id, in: transaction) else { throw PaperRefusal.unknown }
            guard record.state == .approved else {
                throw PaperRefusal.noSuchStep(from: record.state, to: .sealed)
            }
            var versions: [ContentHash: ItemVersion] = [:]
            for entry in record.paper.entries {
                versions[entry.version] = try Self.version(entry.version, in: transaction)
            }
            let sealed: SealedPaper
            do throws(SealedPaper.Refusal) {
                sealed = try SealedPaper(record.paper, versions: versions, catalogue: catalogue)
            } catch {
                throw PaperRefusal.unsealable(error)
            }
            try Self.insert(sealed, paper: id, in: transaction)
            try transaction.execute(
                """
                UPDATE paper
                SET state = 'sealed', form = $1, revision = revision + 1, updated_at = $2
                WHERE id = $3
                """,
                [.text(sealed.form.hash.rawValue), .instant(now), .text(id.rawValue)]
            )
            return sealed.form.hash
        }
    }

    private static func insert(_ sealed: SealedPaper, paper: PaperID, in transaction: Transaction) throws {
        let form = sealed.form.hash.rawValue
        try transaction.execute(
            """
            INSERT INTO form (hash, paper, body)
            VALUES ($1, $2, $3)
            """,
            [.text(form), .text(paper.rawValue), .text(CanonicalJSON.text(sealed.form.json))]
        )
        try transaction.execute(
            """
            INSERT INTO form_key (form, hash, body)
            VALUES ($1, $2, $3)
            """,
            [.text(form), .text(sealed.key.hash.rawValue), .text(CanonicalJSON.text(sealed.key.json))]
        )
    }

    /// A sealed form, as candidates receive it.
    public func form(_ hash: ContentHash) async throws -> Form? {
        try await database.read { transaction in
            try transaction.row("SELECT body FROM form WHERE hash = $1", [.text(hash.rawValue)]).map {
                try Form(json: try StrictJSON.value(Data(try $0.text("body").utf8), maximumDepth: 64))
            }
        }
    }

    /// The key of a sealed form; for marking and for staff, never for delivery.
    public func key(ofForm hash: ContentHash) async throws -> FormKey? {
        try await database.read { transaction in
            try transaction.row("SELECT body FROM form_key WHERE form = $1", [.text(hash.rawValue)]).map {
                try FormKey(json: try StrictJSON.value(Data(try $0.text("body").utf8), maximumDepth: 64))
            }
        }
    }
}
