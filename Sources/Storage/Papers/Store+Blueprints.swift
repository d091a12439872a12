public import Assessment
public import Foundation

extension Store {
    /// Keeps a blueprint's JSON under its own id, replacing an older one.
    public func saveBlueprint(id: String, name: String, body: JSONValue, by actor: Actor, now: Date) async throws {
        try await change(.blueprintSaved, of: id, by: actor, now: now) { transaction in
            try Self.insertBlueprint(id: id, name: name, body: body, now: now, in: transaction)
        }
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
