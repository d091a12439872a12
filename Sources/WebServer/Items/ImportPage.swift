import Foundation
import Interchange

/// The door for files from outside: what is taken, how large, and earlier imports.
///
/// Posts multipart to `/bank/import` with `csrf` and `file`; the answer leads to the plan.
struct ImportPage: Page {
    let title: String
    let problems: [String]
    let hasProblems: Bool
    /// Such as: At most 512 MB, 20 000 files.
    let limits: String
    /// One line a format that is read.
    let formats: [String]
    /// Endings for the browser's list of files, such as `.csv,.xml,.zip`.
    let accept: String
    let earlier: [Earlier]
    let hasEarlier: Bool

    struct Earlier: Sendable {
        let href: String
        let file: String
        let when: String
        let who: String
        let items: String
        let state: String
    }

    /// One import as it was left.
    struct Known: Sendable {
        let id: String
        let fileName: String
        let state: ImportPlanPage.State
        let createdAt: Date
        /// `nil` for somebody at the machine.
        let person: String?
        let itemCount: Int
    }

    /// Makes the finished words from facts.
    ///
    /// - `problems`: Why the last file was not taken, in words.
    /// - `byteLimit`: Largest file, in bytes.
    /// - `entryLimit`: Most files inside a package.
    /// - `earlier`: The latest imports, the newest first.
    init(
        problems: [String] = [],
        byteLimit: Int,
        entryLimit: Int,
        earlier: [Known],
        clock: ClockText,
        texts: Texts
    ) {
        let heading = texts("import.heading")
        title = problems.isEmpty ? heading : texts("form.error-title", ["title": heading])
        self.problems = problems
        hasProblems = !problems.isEmpty
        limits = texts("import.limits", ["size": NumberText.bytes(byteLimit), "files": NumberText.whole(entryLimit)])
        formats = Formats.all.map { texts("import.format.\($0.name.rawValue)") }
        let endings = Set(["zip"]).union(Formats.all.flatMap(\.endings))
        accept = endings.sorted().map { ".\($0)" }.joined(separator: ",")
        self.earlier = earlier.map { known in
            Earlier(
                href: "/bank/imports/\(Href.component(known.id))",
                file: known.fileName,
                when: "\(clock.day(known.createdAt, texts: texts)), \(clock.minute(known.createdAt))",
                who: known.person ?? texts("import.at-machine"),
                items: texts("import.items", count: known.itemCount),
                state: texts("import.state.\(known.state.rawValue)")
            )
        }
        hasEarlier = !earlier.isEmpty
    }
}
