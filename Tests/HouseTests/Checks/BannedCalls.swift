/// Words and calls that code must not hold, here or on certain floors.
///
/// A ban is written as the Swift it forbids and is compared token by token, so comments and strings neither hide nor
/// feign it. What stands together in the ban must stand together in the source (`try!`, but not `try !isEmpty`).
struct BannedCalls {
    struct Ban {
        var code: String
        var reason: String
        /// A free call: `print(` is banned, `page.print(` and `func print(` are not.
        var isFree = false
    }

    /// What would make a rule depend on more than its arguments (floors 1 and 2).
    static let impure: [Ban] =
        [
            "Date()", "Date.now", ".now", "Date(timeIntervalSinceNow", "timeIntervalSinceNow", "ContinuousClock",
            "SuspendingClock", "Task.sleep", "CFAbsoluteTimeGetCurrent", "clock_gettime", "gettimeofday",
            "mach_absolute_time", "Calendar.current", "TimeZone.current", "Locale.current", "autoupdatingCurrent",
        ].map { Ban(code: $0, reason: "reads a clock or the machine's settings") }
        + [
            "UUID()", "SystemRandomNumberGenerator", ".random(", ".randomElement()", ".shuffled()", ".shuffle()",
            "arc4random", "drand48", "getrandom",
        ].map { Ban(code: $0, reason: "makes an id or a random number") }
        + [
            "FileManager", "FileHandle", "Data(contentsOf", "String(contentsOf", "String(contentsOfFile", ".write(to:",
            "InputStream(url", "InputStream(fileAtPath", "XMLParser(contentsOf", "XMLDocument(contentsOf", "fopen(",
            "URLSession", "Bundle.", "UserDefaults",
        ].map { Ban(code: $0, reason: "opens a file or the network") }
        + ["ProcessInfo", "getenv(", "CommandLine."].map { Ban(code: $0, reason: "reads the environment") }
        + ["NSLog", "os_log", "Logger("].map { Ban(code: $0, reason: "logs") }
        + ["print(", "debugPrint(", "dump("].map { Ban(code: $0, reason: "logs", isFree: true) }

    /// What no source of the product holds.
    static let everywhere: [Ban] = [
        Ban(code: "try!", reason: "throws at people what should be an error value"),
        Ban(code: "as!", reason: "throws at people what should be an error value"),
        Ban(code: "fatalError(", reason: "input must never end the process", isFree: true),
        Ban(code: "nonisolated(unsafe)", reason: "no global variables"),
        Ban(code: "DispatchQueue", reason: "actors and Mutex, nothing else"),
        Ban(code: "DispatchSemaphore", reason: "actors and Mutex, nothing else"),
        Ban(code: "DispatchGroup", reason: "actors and Mutex, nothing else"),
        Ban(code: "NSLock", reason: "actors and Mutex, nothing else"),
        Ban(code: "NSRecursiveLock", reason: "actors and Mutex, nothing else"),
        Ban(code: "Task.detached", reason: "long work is a service of the service group"),
        Ban(code: "catch { }", reason: "an error was thrown away"),
    ]

    /// What the drivers alone may hold.
    static let outsideDrivers = [
        Ban(code: "@unchecked Sendable", reason: "allowed in Storage/Drivers alone"),
        Ban(code: "@preconcurrency import", reason: "allowed in Storage/Drivers alone"),
    ]

    /// Bans that tests must keep, too.
    static let inTests = [
        Ban(code: "import XCTest", reason: "Swift Testing only"),
        Ban(code: "try!", reason: "a failed test names what failed"),
    ]

    /// Names every banned call in the sources and tests.
    static func findings(in files: [SourceFile]) -> [Finding] {
        files.flatMap { file -> [Finding] in
            let lexer = SwiftLexer(file.text)
            guard file.path.hasPrefix("Sources/") else { return findings(in: file, lexer.tokens, bans: inTests) }
            var bans = everywhere
            if !file.path.hasPrefix("Sources/Storage/Drivers/") { bans += outsideDrivers }
            if let target = file.target.flatMap({ ImportArrows.targets[$0] }), target.floor <= 2 { bans += impure }
            return findings(in: file, lexer.tokens, bans: bans) + globalVariables(in: file, lexer.tokens)
                + silentTries(in: file, lexer)
        }
    }

    private static func findings(in file: SourceFile, _ tokens: [Token], bans: [Ban]) -> [Finding] {
        let codes = bans.map { (ban: $0, tokens: SwiftLexer($0.code).tokens) }
        let byFirst = Dictionary(grouping: codes) { $0.tokens[0].text }
        return tokens.indices.flatMap { index in
            (byFirst[tokens[index].text] ?? []).compactMap { ban, code in
                guard tokens[index...].starts(with: code, by: stands) else { return nil }
                if ban.isFree, index > 0, [".", "func"].contains(tokens[index - 1].text) { return nil }
                return Finding(file.path, line: tokens[index].line, "\(ban.code) \(ban.reason)")
            }
        }
    }

    private static func stands(_ token: Token, for banned: Token) -> Bool {
        token.kind == banned.kind && token.text == banned.text && (token.isGlued || !banned.isGlued)
    }

    /// `var` outside every brace: a variable that the whole process shares.
    private static func globalVariables(in file: SourceFile, _ tokens: [Token]) -> [Finding] {
        var depth = 0
        return tokens.compactMap { token in
            guard token.kind != .string else { return nil }
            if ["{", "(", "["].contains(token.text) { depth += 1 }
            if ["}", ")", "]"].contains(token.text) { depth -= 1 }
            guard token.text == "var", depth == 0 else { return nil }
            return Finding(file.path, line: token.line, "no global variables")
        }
    }

    /// `try?` without a comment on its line or on a line next to it.
    private static func silentTries(in file: SourceFile, _ lexer: SwiftLexer) -> [Finding] {
        lexer.tokens.indices.dropLast().compactMap { index in
            let (token, next) = (lexer.tokens[index], lexer.tokens[index + 1])
            guard token.kind == .word, token.text == "try", next.kind == .sign, next.text == "?" else { return nil }
            guard lexer.commentLines.isDisjoint(with: token.line - 1...token.line + 1) else { return nil }
            return Finding(file.path, line: token.line, "try? without a reason beside it")
        }
    }
}
