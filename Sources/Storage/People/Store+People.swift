public import Assessment
public import Foundation

/// A person with what is needed to greet and to authorise.
public struct Person: Hashable, Sendable {
    public let id: PersonID
    public let name: String
    public let roles: Set<Role>
}

extension Store {
    /// Adds a person, with an account when `login` is given.
    ///
    /// - Throws: ``StorageError/conflict(constraint:)`` when the login is taken.
    public func addPerson(
        name: String,
        login: String?,
        password: PasswordHash?,
        roles: Set<Role>,
        by actor: Actor,
        now: Date
    ) async throws -> PersonID {
        let id = newID(now)
        return try await change(.personAdded, of: id, by: actor, now: now) { transaction in
            try Self.insertPerson(id: id, name: name, now: now, in: transaction)
            if let login {
                try transaction.execute(
                    """
                    INSERT INTO account (login, person, password_hash)
                    VALUES ($1, $2, $3)
                    """,
                    [.text(login.lowercased()), .text(id), .optional(password) { .text($0.stored) }]
                )
            }
            try Self.insertRoles(roles, of: id, in: transaction)
            return PersonID(rawValue: id)
        }
    }

    static func insertPerson(id: String, name: String, now: Date, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO person (id, name, created_at)
            VALUES ($1, $2, $3)
            """,
            [.text(id), .text(name), .instant(now)]
        )
    }

    static func insertRoles(_ roles: Set<Role>, of person: String, in transaction: Transaction) throws {
        for role in roles {
            try transaction.execute(
                """
                INSERT INTO person_role (person, role)
                VALUES ($1, $2)
                ON CONFLICT (person, role) DO NOTHING
                """,
                [.text(person), .text(role.rawValue)]
            )
        }
    }

    /// Replaces the roles of a person.
    public func setRoles(_ roles: Set<Role>, of person: PersonID, by actor: Actor, now: Date) async throws {
        try await change(.rolesChanged, of: person.rawValue, by: actor, now: now) { transaction in
            try transaction.execute("DELETE FROM person_role WHERE person = $1", [.text(person.rawValue)])
            try Self.insertRoles(roles, of: person.rawValue, in: transaction)
        }
    }

    /// Replaces the password of a login and ends the person's sessions.
    ///
    /// - Returns: Whether there is such a login.
    public func setPassword(_ password: PasswordHash, of login: String, by actor: Actor, now: Date) async throws -> Bool
    {
        guard let account = try await account(login: login) else { return false }
        return try await change(.passwordChanged, of: account.person.rawValue, by: actor, now: now) { transaction in
            try transaction.execute(
                "DELETE FROM session WHERE person = $1",
                [.text(account.person.rawValue)]
            )
            return try transaction.execute(
                """
                UPDATE account
                SET password_hash = $1
                WHERE login = $2
                """,
                [.text(password.stored), .text(login.lowercased())]
            ) == 1
        }
    }

    /// The account behind a login.
    public func account(login: String) async throws -> (person: PersonID, password: PasswordHash?)? {
        try await database.read { transaction in
            try transaction.row(
                """
                SELECT person, password_hash
                FROM account
                WHERE login = $1
                """,
                [.text(login.lowercased())]
            ).map { row in
                let password = try row.ifPresent("password_hash", row.text).map(PasswordHash.init(stored:))
                return (PersonID(rawValue: try row.text("person")), password)
            }
        }
    }

    /// One person with roles.
    public func person(_ id: PersonID) async throws -> Person? {
        try await database.read { try Self.person(id, in: $0) }
    }

    static func person(_ id: PersonID, in transaction: Transaction) throws -> Person? {
        guard
            let row = try transaction.row(
                """
                SELECT id, name
                FROM person
                WHERE id = $1
                """,
                [.text(id.rawValue)]
            )
        else { return nil }
        let roles = try transaction.rows(
            """
            SELECT role
            FROM person_role
            WHERE person = $1
            """,
            [.text(id.rawValue)]
        ).compactMap { Role(rawValue: try $0.text("role")) }
        return Person(id: id, name: try row.text("name"), roles: Set(roles))
    }

    /// All people who hold a role other than candidate, by name.
    public func staff() async throws -> [Person] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT DISTINCT p.id, p.name
                FROM person p
                JOIN person_role r ON r.person = p.id
                WHERE r.role <> 'candidate'
                ORDER BY p.name, p.id
                """
            ).compactMap { try Self.person(PersonID(rawValue: try $0.text("id")), in: transaction) }
        }
    }

    /// The login of everyone who has one.
    public func logins() async throws -> [PersonID: String] {
        let accounts = try await database.read { transaction in
            try transaction.rows("SELECT person, login FROM account").map {
                (PersonID(rawValue: try $0.text("person")), try $0.text("login"))
            }
        }
        return Dictionary(accounts, uniquingKeysWith: { first, _ in first })
    }
}
