import Assessment
import Foundation
import Storage

/// People and roles as programs see them.
struct PeopleAPI: RouteGroup {
    private static let administrators = Route.Access.roles([.administrator])

    var routes: [Route] {
        [
            Route(.get, "/api/v1/people", Self.administrators, "Everyone with a staff role, with login.", handle: list),
            Route(
                .post,
                "/api/v1/people",
                Self.administrators,
                body: .smallJSON,
                audit: .personAdded,
                "Adds a person with login, password and roles.",
                handle: add
            ),
            Route(
                .put,
                "/api/v1/people/{person}/roles",
                Self.administrators,
                body: .smallJSON,
                audit: .rolesChanged,
                "Replaces the roles of a person.",
                handle: setRoles
            ),
            Route(
                .post,
                "/api/v1/logins/{login}/password",
                Self.administrators,
                body: .smallJSON,
                audit: .passwordChanged,
                "Replaces a password and ends the person's sessions.",
                handle: setPassword
            ),
            Route(.get, "/api/v1/me", .signedIn, "Who is signed in.") { call in
                guard let person = call.principal.person else { return .json(["operator": true]) }
                return .json(person.json)
            },
        ]
    }

    private func list(_ call: Call) async throws -> Reply {
        let logins = try await call.store.logins()
        let people = try await call.store.staff().map { person in
            let login: [String: JSONValue] = logins[person.id].map { ["login": .string($0)] } ?? [:]
            return JSONValue.object((person.json.members ?? [:]).merging(login) { own, _ in own })
        }
        return .json(["people": .array(people)])
    }

    private func add(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        let name = try fields.string("name").trimmingCharacters(in: .whitespaces)
        let login = try fields.string("login").trimmingCharacters(in: .whitespaces)
        let password = try fields.string("password")
        let roles = try Self.roles(try fields.strings("roles"))
        try fields.end()
        guard (1...200).contains(name.count), (1...100).contains(login.count),
            login.allSatisfy({ $0.isASCII && !$0.isWhitespace })
        else { throw Failure.unprocessable("person.name", "a name has 1 to 200 characters, a login 1 to 100 of ASCII") }
        let hash = try await Self.hash(password, call)
        let id = try await call.store.addPerson(
            name: name,
            login: login,
            password: hash,
            roles: roles,
            by: call.actor,
            now: call.now
        )
        return .json(["person": .string(id.rawValue)], status: 201)
    }

    private static func hash(_ password: String, _ call: Call) async throws -> PasswordHash {
        // Length is what counts against guessing (NIST SP 800-63B section 5.1.1.2, 2017).
        guard (12...1000).contains(password.count) else {
            throw Failure.unprocessable("password.length", "a password has at least 12 characters")
        }
        return try await call.website.apart { try PasswordHash(hashing: password) }
    }

    private func setRoles(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        let roles = try Self.roles(try fields.strings("roles"))
        try fields.end()
        let id = PersonID(rawValue: call.parameter("person"))
        guard try await call.store.person(id) != nil else { throw Failure.notFound }
        if id == call.principal.person?.id && !roles.contains(.administrator) {
            throw Failure.conflict("roles.own", "nobody takes the administrator role from themselves")
        }
        try await call.store.setRoles(roles, of: id, by: call.actor, now: call.now)
        call.website.sessions.forgetAll()
        return .json(["person": .string(id.rawValue)])
    }

    private func setPassword(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        let password = try fields.string("password")
        try fields.end()
        let hash = try await Self.hash(password, call)
        guard try await call.store.setPassword(hash, of: call.parameter("login"), by: call.actor, now: call.now) else {
            throw Failure.notFound
        }
        call.website.sessions.forgetAll()
        return .json(["login": .string(call.parameter("login"))])
    }

    private static func roles(_ names: [String]) throws(Failure) -> Set<Role> {
        var roles: Set<Role> = []
        for name in names {
            guard let role = Role(rawValue: name) else {
                let known = Role.allCases.map(\.rawValue).joined(separator: ", ")
                throw .unprocessable("role.unknown", "roles are \(known)")
            }
            roles.insert(role)
        }
        return roles
    }
}

extension Person {
    /// This person as programs see it.
    var json: JSONValue {
        [
            "person": .string(id.rawValue), "name": .string(name),
            "roles": .array(roles.map(\.rawValue).sorted().map(JSONValue.string)),
        ]
    }
}
