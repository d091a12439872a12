extension Store {
    /// All steps of the schema, in order; a released one is never edited.
    public static let migrations = [
        Journal.migration, people, bank, exams, messages, handedFiles, importLineage, stimuli,
    ]

    private static let people = Migration(
        number: 2,
        name: "people",
        sql: """
            CREATE TABLE person (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                created_at BIGINT NOT NULL
            );
            CREATE TABLE account (
                login TEXT NOT NULL PRIMARY KEY,
                person TEXT NOT NULL UNIQUE REFERENCES person (id),
                password_hash TEXT
            );
            CREATE TABLE person_role (
                person TEXT NOT NULL REFERENCES person (id),
                role TEXT NOT NULL,
                PRIMARY KEY (person, role)
            );
            CREATE TABLE session (
                token_hash BYTEA NOT NULL PRIMARY KEY,
                person TEXT NOT NULL REFERENCES person (id),
                sitting TEXT,
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL
            );
            CREATE TABLE sign_in_link (
                token_hash BYTEA NOT NULL PRIMARY KEY,
                person TEXT NOT NULL REFERENCES person (id),
                expires_at BIGINT NOT NULL
            );
            """
    )

    private static let bank = Migration(
        number: 3,
        name: "bank",
        sql: """
            CREATE TABLE import (
                id TEXT NOT NULL PRIMARY KEY,
                file_name TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('staging', 'staged', 'applied', 'discarded')),
                basis BIGINT NOT NULL,
                applied_number BIGINT UNIQUE,
                item_count BIGINT NOT NULL,
                report TEXT NOT NULL,
                created_by TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                CHECK ((state = 'applied') = (applied_number IS NOT NULL))
            );
            CREATE TABLE item_version (
                import TEXT NOT NULL REFERENCES import (id),
                hash TEXT NOT NULL CHECK (length(hash) = 64),
                item TEXT NOT NULL,
                number BIGINT NOT NULL CHECK (number >= 1),
                kind TEXT NOT NULL,
                language TEXT NOT NULL,
                title TEXT NOT NULL,
                facets TEXT NOT NULL,
                search_text TEXT NOT NULL,
                body TEXT NOT NULL,
                PRIMARY KEY (import, hash)
            );
            CREATE INDEX item_version_item ON item_version (item, number);
            CREATE INDEX item_version_hash ON item_version (hash);
            CREATE TABLE import_entry (
                import TEXT NOT NULL REFERENCES import (id),
                number BIGINT NOT NULL,
                subject TEXT NOT NULL CHECK (subject IN ('item', 'blueprint', 'resource-pack')),
                outcome TEXT NOT NULL,
                body TEXT NOT NULL,
                content TEXT,
                replaces TEXT,
                PRIMARY KEY (import, number),
                CHECK ((subject = 'item') = (content IS NULL))
            );
            CREATE INDEX import_entry_outcome ON import_entry (import, outcome, subject);
            CREATE TABLE media (
                hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
                size BIGINT NOT NULL
            );
            CREATE TABLE media_piece (
                media TEXT NOT NULL REFERENCES media (hash),
                number BIGINT NOT NULL CHECK (number >= 0),
                bytes BYTEA NOT NULL,
                PRIMARY KEY (media, number)
            );
            CREATE TABLE media_name (
                import TEXT NOT NULL REFERENCES import (id),
                version TEXT NOT NULL,
                name TEXT NOT NULL,
                type TEXT NOT NULL,
                media TEXT NOT NULL REFERENCES media (hash),
                PRIMARY KEY (import, version, name)
            );
            CREATE INDEX media_name_version ON media_name (version, name);
            CREATE INDEX media_name_media ON media_name (media);
            CREATE TABLE blueprint (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                body TEXT NOT NULL,
                updated_at BIGINT NOT NULL
            );
            CREATE TABLE resource_pack (
                hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
                title TEXT NOT NULL,
                body TEXT NOT NULL
            );
            """
    )

    private static let exams = Migration(
        number: 4,
        name: "exams",
        sql: """
            CREATE TABLE paper (
                id TEXT NOT NULL PRIMARY KEY,
                title TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('draft', 'in-review', 'approved', 'sealed', 'retired')),
                blueprint TEXT REFERENCES blueprint (id),
                seed TEXT NOT NULL,
                body TEXT NOT NULL,
                revision BIGINT NOT NULL,
                form TEXT,
                author TEXT NOT NULL,
                approver TEXT,
                updated_at BIGINT NOT NULL,
                CHECK (approver IS NULL OR approver <> author),
                CHECK ((state IN ('sealed', 'retired')) = (form IS NOT NULL))
            );
            CREATE TABLE form (
                hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
                paper TEXT NOT NULL REFERENCES paper (id),
                body TEXT NOT NULL
            );
            CREATE TABLE form_key (
                form TEXT NOT NULL PRIMARY KEY REFERENCES form (hash),
                hash TEXT NOT NULL,
                body TEXT NOT NULL
            );
            CREATE TABLE sitting (
                id TEXT NOT NULL PRIMARY KEY,
                title TEXT NOT NULL,
                state TEXT NOT NULL CHECK (
                    state IN ('planned', 'open', 'closed', 'marked', 'confirmed', 'released', 'archived')
                ),
                form TEXT NOT NULL REFERENCES form (hash),
                body TEXT NOT NULL,
                opens_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL
            );
            CREATE TABLE candidate (
                sitting TEXT NOT NULL REFERENCES sitting (id),
                person TEXT NOT NULL REFERENCES person (id),
                number TEXT NOT NULL,
                ticket_digest BYTEA UNIQUE,
                adjustments TEXT NOT NULL,
                PRIMARY KEY (sitting, person),
                UNIQUE (sitting, number)
            );
            CREATE TABLE attempt (
                id TEXT NOT NULL PRIMARY KEY,
                sitting TEXT NOT NULL,
                person TEXT NOT NULL,
                started_at BIGINT NOT NULL,
                UNIQUE (sitting, person),
                FOREIGN KEY (sitting, person) REFERENCES candidate (sitting, person)
            );
            CREATE TABLE result (
                sitting TEXT NOT NULL REFERENCES sitting (id),
                person TEXT NOT NULL REFERENCES person (id),
                body TEXT NOT NULL,
                PRIMARY KEY (sitting, person)
            );
            CREATE TABLE release (
                sitting TEXT NOT NULL PRIMARY KEY REFERENCES sitting (id),
                digest TEXT NOT NULL,
                proposed_by TEXT NOT NULL,
                proposed_at BIGINT NOT NULL,
                confirmed_by TEXT,
                confirmed_at BIGINT,
                CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by)
            );
            """
    )

    private static let messages = Migration(
        number: 5,
        name: "messages",
        sql: """
            CREATE TABLE message (
                id TEXT NOT NULL PRIMARY KEY,
                sitting TEXT NOT NULL REFERENCES sitting (id),
                person TEXT,
                body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 500),
                sent_by TEXT NOT NULL,
                sent_at BIGINT NOT NULL,
                UNIQUE (sitting, sent_at),
                FOREIGN KEY (sitting, person) REFERENCES candidate (sitting, person)
            );
            CREATE TABLE message_read (
                message TEXT NOT NULL REFERENCES message (id),
                person TEXT NOT NULL REFERENCES person (id),
                read_at BIGINT NOT NULL,
                PRIMARY KEY (message, person)
            );
            """
    )

    private static let handedFiles = Migration(
        number: 6,
        name: "handed files",
        sql: """
            CREATE TABLE handed_piece (
                attempt TEXT NOT NULL,
                hash TEXT NOT NULL,
                number BIGINT NOT NULL,
                bytes BYTEA NOT NULL,
                PRIMARY KEY (attempt, hash, number)
            );
            CREATE TABLE handed_file (
                attempt TEXT NOT NULL,
                hash TEXT NOT NULL,
                type TEXT NOT NULL,
                size BIGINT NOT NULL CHECK (size > 0),
                received_at BIGINT NOT NULL,
                PRIMARY KEY (attempt, hash)
            );
            """
    )

    private static let importLineage = Migration(
        number: 7,
        name: "import lineage",
        sql: """
            CREATE TABLE import_lineage (
                import TEXT NOT NULL REFERENCES import (id),
                number BIGINT NOT NULL,
                package TEXT NOT NULL,
                resource TEXT NOT NULL,
                called TEXT NOT NULL,
                item TEXT NOT NULL,
                brought TEXT NOT NULL CHECK (length(brought) = 64),
                base TEXT,
                ours TEXT,
                choice TEXT CHECK (choice IN ('ours', 'theirs', 'fork')),
                body TEXT,
                PRIMARY KEY (import, number),
                UNIQUE (import, item),
                CHECK ((choice IS NULL) = (body IS NULL))
            );
            CREATE INDEX import_lineage_resource ON import_lineage (package, resource);
            CREATE INDEX import_lineage_item ON import_lineage (item);
            ALTER TABLE import ADD COLUMN choosing TEXT CHECK (choosing IN ('ours', 'theirs', 'fork'));
            """
    )

    /// Versions that hold a shared text whole are noted, so that the next server can take it out of them.
    private static let stimuli = Migration(
        number: 8,
        name: "stimuli",
        sql: """
            CREATE TABLE stimulus (
                hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
                body TEXT NOT NULL
            );
            CREATE TABLE stimulus_use (
                import TEXT NOT NULL,
                version TEXT NOT NULL,
                stimulus TEXT NOT NULL REFERENCES stimulus (hash),
                PRIMARY KEY (import, version, stimulus),
                FOREIGN KEY (import, version) REFERENCES item_version (import, hash)
            );
            CREATE INDEX stimulus_use_version ON stimulus_use (version);
            CREATE INDEX stimulus_use_stimulus ON stimulus_use (stimulus);
            CREATE TABLE stimulus_inline (
                import TEXT NOT NULL,
                version TEXT NOT NULL,
                PRIMARY KEY (import, version),
                FOREIGN KEY (import, version) REFERENCES item_version (import, hash)
            );
            INSERT INTO stimulus_inline (import, version)
            SELECT import, hash
            FROM item_version
            WHERE body LIKE '%"type":"stimulus"%';
            """
    )
}
