import Assessment
import Foundation
import Interchange
import ItemKinds

/// What became of one input, and which promises were broken over it.
struct Trial: Sendable {
    enum Outcome: String, Sendable, CaseIterable { case accepted, kept, rejected }

    private(set) var outcome = Outcome.rejected
    private(set) var faults: [String] = []

    /// Reads `input` twice and holds what comes out against the rules for imports.
    init(_ input: Input) {
        let first = Reading(input)
        let second = Reading(input)
        if first.items.contains(where: { $0.report.status == .ok && $0.version != nil }) {
            outcome = .accepted
        } else if first.items.contains(where: { $0.version != nil }) {
            outcome = .kept
        }
        if first != second { faults.append("a second reading gives something else") }
        check(first.package)
        for item in first.items { check(item) }
        if let version = first.items.lazy.compactMap(\.version).first { checkWriting(version) }
        faults = Array(faults.prefix(5))
    }

    private mutating func check(_ package: PackageReport) {
        if package.status == .rejected, package.problems.isEmpty {
            faults.append("the package is refused without a word")
        }
        for problem in package.problems { check(problem, of: "the package") }
    }

    private mutating func check(_ item: Reading.Item) {
        let report = item.report
        let name = "item “\(report.path.prefix(80))”"
        switch (report.status, item.version) {
        case (.rejected, nil):
            if report.problems.isEmpty { faults.append("\(name) is refused without a word") }
            if report.path.isEmpty, report.problems.allSatisfy({ $0.line == 0 }) {
                faults.append("\(name) is refused without its place")
            }
        case (.rejected, .some): faults.append("\(name) is refused and handed over")
        case (.ok, nil):
            // A test is read and checked; papers are built here, so it says what of it is not taken over.
            if report.problems.isEmpty, report.losses.isEmpty { faults.append("\(name) is accepted and vanishes") }
        case (.ok, let version?):
            check(version, name)
            let errors = CatalogueCheck.errors(in: version)
            if !errors.isEmpty { faults.append("\(name) is accepted with errors: \(errors.prefix(2))") }
        case (.unsupported, let version?): check(version, name)
        case (.unsupported, nil):
            if report.problems.isEmpty { faults.append("\(name) is left out without a word") }
        }
        for finding in report.problems + report.losses { check(finding, of: name) }
        if report.problems.count + report.losses.count > 2000 {
            faults.append("\(name) has more findings than are read")
        }
    }

    private mutating func check(_ version: ItemVersion, _ name: String) {
        let bytes = version.canonicalData
        do {
            let back = try ItemVersion(data: bytes)
            if back != version { faults.append("\(name) reads back from its JSON as something else") }
            if back.canonicalData != bytes { faults.append("\(name) has two canonical forms") }
        } catch {
            faults.append("\(name) does not read back from its JSON: \(error.path): \(error.message)")
        }
        faults += ActiveMarkup.findings(in: version).prefix(3).map { "\(name) \($0)" }
    }

    private mutating func check(_ finding: Finding, of name: String) {
        if finding.code.isEmpty || finding.message.isEmpty { faults.append("\(name) has a finding without words") }
        if finding.code.hasPrefix("xml."), finding.line < 1 { faults.append("\(name): \(finding.code) has no line") }
        if finding.message.utf8.count > 4000 {
            faults.append("\(name): \(finding.code) has \(finding.message.utf8.count) bytes")
        }
        if finding.line < 0 || finding.column < 0 { faults.append("\(name): \(finding.code) stands nowhere") }
    }

    /// Whatever was taken in can be written again in every format.
    private mutating func checkWriting(_ version: ItemVersion) {
        let bank = Bank(id: "b", name: "b", items: [version])
        for format in Formats.all {
            do {
                let written = try Formats.archive(bank, as: format, catalogue: .standard, media: { _ in Data() })
                let report = Formats.report("b.zip", bytes: written.bytes, catalogue: .standard)
                let name = format.name.rawValue
                if name == "avicenna", report.items.first?.id != version.item.rawValue, version.neededMedia.isEmpty {
                    let words = report.items.first?.problems.first?.message ?? ""
                    faults.append("the item is not read back from the bank folder that we wrote: \(words)")
                }
                let findings = report.package.problems + report.items.flatMap(\.problems)
                if let broken = findings.first(where: { $0.code.hasPrefix("xml.") || $0.code.hasPrefix("archive.") }),
                    version.original == nil
                {
                    faults.append("what we write as \(name) is refused: \(broken.code) \(broken.message)")
                }
            } catch {
                faults.append("the item cannot be written as \(format.name.rawValue): \(error)")
            }
        }
    }
}

/// Everything that one reading gives, for comparison with another.
struct Reading: Hashable {
    struct Item: Hashable {
        var report: ItemReport
        var version: ItemVersion?
        var media: [MediaFile]
    }

    private(set) var items: [Item] = []
    private(set) var package: PackageReport

    init(_ input: Input) {
        var items: [Item] = []
        let package = Formats.read(input.name, bytes: input.bytes, catalogue: .standard) { item in
            items.append(Item(report: item.report, version: item.version, media: item.media))
        }
        self.items = items
        self.package = package.report
    }
}

/// The catalogue's own view of an item.
enum CatalogueCheck {
    static func errors(in version: ItemVersion) -> [String] {
        Catalogue.standard.problems(in: version).filter { $0.severity == .error }.map { "\($0.code) \($0.message)" }
    }
}
