import ArgumentParser
import Assessment
import Foundation

struct User: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Add people with staff roles, list them, change roles and passwords.",
        discussion: """
            EXAMPLES
              avicenna user add ahaddad --name "Dr Amina Haddad" --role examiner \\
                --password-stdin < password
              avicenna user list

            EXIT CODES
              0 done, 64 usage, 65 refused, 66 no such person or installation, 69 folder
              in use
            """,
        subcommands: [Add.self, List.self, Roles.self, Password.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Add a person with login, password and roles.",
            discussion: """
                The password has at least 12 characters and is never taken from the command
                line, where others see it.

                EXAMPLES
                  avicenna user add ahaddad --name "Dr Amina Haddad" --role examiner
                  avicenna user add lfischer --name "Lena Fischer" --role administrator \\
                    --password-stdin < password

                EXIT CODES
                  0 done, 64 usage, 65 refused, 66 no installation, 69 folder in use
                """
        )

        @ArgumentParser.Argument(help: "Login: up to 100 ASCII characters without blanks.")
        var login: String

        @ArgumentParser.Option(help: "Name as pages show it, in any script.")
        var name: String

        @ArgumentParser.Option(help: "A role; may be given several times.", completion: .list(RoleNames.all))
        var role: [String]

        @OptionGroup var password: PasswordOptions
        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let roles = try RoleNames.checked(role)
            let secret = try password.read()
            let made = try await ServerClient.use(data) { client in
                try await client.ask(
                    "POST",
                    "/api/v1/people",
                    json: [
                        "name": .string(name), "login": .string(login), "password": .string(secret), "roles": roles,
                    ]
                )
            }
            try output.print(made) { "Added \(login) (\(role.joined(separator: ", ")))." }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List everyone with a staff role.",
            discussion: """
                EXAMPLES
                  avicenna user list
                  avicenna user list --format csv

                EXIT CODES
                  0 done, 66 no installation, 69 folder in use
                """
        )

        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let answer = try await ServerClient.use(data) { try await $0.ask("GET", "/api/v1/people") }
            output.print(
                answer,
                list: "people",
                columns: ["person": "person", "login": "login", "name": "name", "roles": "roles"],
                empty: "Nobody has a staff role yet; add somebody with avicenna user add."
            )
        }
    }

    struct Roles: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "roles",
            abstract: "Replace the roles of a person.",
            discussion: """
                EXAMPLES
                  avicenna user roles 0197a3c2-… --role examiner --role board
                  avicenna user roles 0197a3c2-… --none

                EXIT CODES
                  0 done, 64 usage, 65 refused, 66 no such person, 69 folder in use
                """
        )

        @ArgumentParser.Argument(help: "The person, as avicenna user list shows them.")
        var person: String

        @ArgumentParser.Option(help: "A role; may be given several times.", completion: .list(RoleNames.all))
        var role: [String] = []

        @Flag(help: "Take all roles away.")
        var none = false

        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard role.isEmpty == none else { throw ValidationError("Give --role once or more, or --none.") }
        }

        func run() async throws {
            let roles = try RoleNames.checked(role)
            let target = "/api/v1/people/\(ServerClient.escaped(person))/roles"
            let answer = try await ServerClient.use(data) { try await $0.ask("PUT", target, json: ["roles": roles]) }
            try output.print(answer) {
                "\(person) now has \(role.isEmpty ? "no role" : role.joined(separator: ", "))."
            }
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "password",
            abstract: "Replace the password of a login and end the person's sessions.",
            discussion: """
                EXAMPLES
                  avicenna user password ahaddad
                  avicenna user password ahaddad --password-stdin < password

                EXIT CODES
                  0 done, 64 usage, 65 refused, 66 no such login, 69 folder in use
                """
        )

        @ArgumentParser.Argument(help: "The login.")
        var login: String

        @OptionGroup var password: PasswordOptions
        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let secret = try password.read()
            let target = "/api/v1/logins/\(ServerClient.escaped(login))/password"
            let answer = try await ServerClient.use(data) { client in
                try await client.ask("POST", target, json: ["password": .string(secret)])
            }
            try output.print(answer) { "\(login) has a new password; all sessions have ended." }
        }
    }
}

/// The names of roles, checked before anybody types a password.
enum RoleNames {
    static let all = Role.allCases.map(\.rawValue)

    static func checked(_ names: [String]) throws -> JSONValue {
        for name in names where !all.contains(name) {
            throw CommandError.usage("there is no role “\(name)”", remedy: "roles are \(all.joined(separator: ", "))")
        }
        return .array(names.map(JSONValue.string))
    }
}

/// Where a password comes from: the terminal without echo, or standard input; never the command line.
struct PasswordOptions: ParsableArguments {
    @Flag(help: "Read the password from standard input, up to the first line end.")
    var passwordStdin = false

    func read() throws -> String {
        if passwordStdin {
            guard let line = readLine(), !line.isEmpty else {
                throw CommandError.usage("there is no password on standard input")
            }
            return line
        }
        guard isatty(STDIN_FILENO) == 1 else {
            throw CommandError.usage("a password is needed", remedy: "give it on standard input with --password-stdin")
        }
        let first = try Self.ask("Password (at least 12 characters): ")
        guard try Self.ask("Once more: ") == first else { throw CommandError.usage("the two passwords differ") }
        return first
    }

    private static func ask(_ prompt: String) throws -> String {
        OutputOptions.show(prompt)
        var before = termios()
        tcgetattr(STDIN_FILENO, &before)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            OutputOptions.show("\n")
        }
        guard let line = readLine() else { throw CommandError.usage("no password was typed") }
        return line
    }
}
