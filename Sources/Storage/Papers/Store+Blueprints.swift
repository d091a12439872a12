public import Assessment
public import Foundation

/// What a change of a blueprint was made upon.
public enum BlueprintBasis: Hashable, Sendable {
    /// Replaces whatever is there.
    case anything
    /// There is none of this id yet.
    case nothing
    /// The one whose JSON has this hash.
    case edition(ContentHash)
}

/// Why a blueprint was not saved; the one in the bank is unchanged.
public enum BlueprintRefusal: Error, Hashable, Sendable {
    /// It was changed, by hand or by an import, since it was read.
    case outdated
    /// There is one of this id already, and it is another.
    case exists
}

extension Store {
    /// Keeps a blueprint's JSON under its own id.
    ///
    /// What is sent twice is saved once: where the bank holds the same JSON already, nothing is refused.
    ///
    /// - Throws: ``BlueprintRefusal`` when the bank does not hold what `basis` says.
    public func saveBlueprint(
        id: String,
        name: String,
        body: JSONValue,
        upon basis: BlueprintBasis = .anything,
        by actor: Actor,
        now: Date
    ) async throws {
        try await change(.blueprintSaved, of: id, by: actor, now: now) { transaction in
            let current = try transaction.row("SELECT body FROM blueprint WHERE id = $1", [.text(id)]).map {
                try $0.text("body")
            }
            guard current != CanonicalJSON.text(body) else { return }
            switch basis {
            case .anything: try Self.insertBlueprint(id: id, name: name, body: body, now: now, in: transaction)
            case .nothing: try Self.addBlueprint(id: id, name: name, body: body, now: now, in: transaction)
            case .edition(let hash):
                guard let current, ContentHash(of: Data(current.utf8)) == hash else { throw BlueprintRefusal.outdated }
                try Self.updateBlueprint(id: id, name: name, body: body, upon: current, now: now, in: transaction)
            }
        }
    }

    private static func addBlueprint(
        id: String,
        name: String,
        body: JSONValue,
        now: Date,
        in transaction: Transaction
    ) throws {
        let added = try transaction.execute(
            """
            INSERT INTO blueprint (id, name, body, updated_at)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (id) DO NOTHING
            """,
            [.text(id), .text(name), .text(CanonicalJSON.text(body)), .instant(now)]
        )
        guard added == 1 else { throw BlueprintRefusal.exists }
    }

    /// The statement asks again, since another node may have written after `old` was read.
    private static func updateBlueprint(
        id: String,
        name: String,
        body: JSONValue,
        upon old: String,
        now: Date,
        in transaction: Transaction
    ) throws {
        let changed = try transaction.execute(
            """
            UPDATE blueprint
            SET name = $1, body = $2, updated_at = $3
            WHERE id = $4 AND body = $5
            """,
            [.text(name), .text(CanonicalJSON.text(body)), .instant(now), .text(id), .text(old)]
        )
        guard changed == 1 else { throw BlueprintRefusal.outdated }
    }

    static func insertBlueprint(
        id: String,
        name: String,
        body: JSONValue,
        now: Date,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO blueprint (id, name, body, updated_at)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE SET
                name = excluded.name, body = excluded.body, updated_at = excluded.updated_at
            """,
            [.text(id), .text(name), .text(CanonicalJSON.text(body)), .instant(now)]
        )
    }

    /// All blueprints as id and name, by name.
    public func blueprints() async throws -> [(id: String, name: String)] {
        try await database.read { transaction in
            try transaction.rows("SELECT id, name FROM blueprint ORDER BY name, id").map {
                (try $0.text("id"), try $0.text("name"))
            }
        }
    }

    /// The JSON of one blueprint.
    public func blueprint(_ id: String) async throws -> JSONValue? {
        try await database.read { transaction in
            try transaction.row("SELECT body FROM blueprint WHERE id = $1", [.text(id)]).map {
                try StrictJSON.value(Data(try $0.text("body").utf8))
            }
        }
    }

    /// Keeps a resource pack under its hash.
    public func saveResourcePack(_ pack: ResourcePack, by actor: Actor, now: Date) async throws {
        try await change(.resourcesSaved, of: pack.hash.rawValue, by: actor, now: now) { transaction in
            try Self.insertResourcePack(pack, in: transaction)
        }
    }

    static func insertResourcePack(_ pack: ResourcePack, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO resource_pack (hash, title, body)
            VALUES ($1, $2, $3)
            ON CONFLICT (hash) DO NOTHING
            """,
            [.text(pack.hash.rawValue), .text(pack.title), .text(CanonicalJSON.text(pack.json))]
        )
    }

    /// All packs as hash and title, by title.
    public func resourcePacks() async throws -> [(hash: ContentHash, title: String)] {
        try await database.read { transaction in
            try transaction.rows("SELECT hash, title FROM resource_pack ORDER BY title, hash").compactMap { row in
                guard let hash = ContentHash(rawValue: try row.text("hash")) else { return nil }
                return (hash, try row.text("title"))
            }
        }
    }

    /// One frozen pack.
    public func resourcePack(_ hash: ContentHash) async throws -> ResourcePack? {
        try await database.read { transaction in
            try transaction.row("SELECT body FROM resource_pack WHERE hash = $1", [.text(hash.rawValue)]).map {
                try ResourcePack(json: try StrictJSON.value(Data(try $0.text("body").utf8), maximumDepth: 64))
            }
        }
    }
}
