import Archive
import Assessment
import Foundation
import Interchange
import ItemKinds

/// One named attack: the file, the rule it breaks, and what must come of it.
struct EvilCase: Sendable {
    let name: String
    /// The rule of the threat model, section 5, or the paragraph of the QTI notes.
    let rule: String
    /// The name under which the file arrives.
    let file: String
    let expectation: Expectation
    /// Too large to be varied by the fuzzer; tried as it is.
    var isLarge = false
    let bytes: @Sendable () -> [UInt8]

    enum Expectation: Hashable, Sendable {
        /// The source as a whole is refused, with this code among the problems.
        case refused(String)
        /// Every item is refused, one of them with this code.
        case itemsRefused(String)
        /// At least one item comes in; this much is named as lost, and nothing of these words is left in our content.
        case accepted(losses: [String], without: [String] = [])
        /// The item is kept as it came and not delivered.
        case kept(String)
        /// Taken as text: these words stand in the content.
        case text(String)
        /// Neither item nor refusal: left out, with this code.
        case leftOut(String)
    }

    /// Where what comes out differs from what must come out; empty when all is well.
    func differences() -> [String] {
        var items: [ImportedItem] = []
        let package = Formats.read(file, bytes: Data(bytes()), catalogue: .standard) { items.append($0) }.report
        let versions = items.compactMap(\.version)
        let codes = Set(items.flatMap { $0.report.problems.map(\.code) })
        let losses = Set(items.flatMap { $0.report.losses.map(\.code) })
        let seen =
            "package \(package.status) \(package.problems.prefix(3).map(\.code)), items \(items.prefix(3).map(\.report.status)) \(codes.sorted().prefix(3)), losses \(losses.sorted().prefix(6))"
        func unless(_ holds: Bool, _ wanted: String) -> [String] { holds ? [] : ["\(name): \(wanted); found \(seen)"] }
        switch expectation {
        case .refused(let code):
            let isRefused =
                package.status == .rejected && versions.isEmpty && package.problems.contains { $0.code == code }
            return unless(isRefused, "refused with \(code)")
        case .itemsRefused(let code):
            return unless(versions.isEmpty && codes.contains(code), "items refused with \(code)")
        case .leftOut(let code):
            let isOut = versions.isEmpty && codes.contains(code) && items.allSatisfy { $0.report.status != .ok }
            return unless(isOut, "left out with \(code)")
        case .kept(let code):
            let isKept =
                !versions.isEmpty && items.allSatisfy { $0.report.status == .unsupported } && codes.contains(code)
            return unless(isKept, "kept with \(code)")
        case .accepted(let wanted, let words):
            let text = versions.map(Self.ownText).joined()
            return unless(!versions.isEmpty, "accepted") + unless(losses.isSuperset(of: wanted), "losses \(wanted)")
                + words.flatMap { unless(!text.contains($0), "nothing of “\($0)”") }
                + versions.flatMap { ActiveMarkup.findings(in: $0) }.map { "\(name): \($0)" }
        case .text(let words):
            return unless(versions.contains { $0.searchText.contains(words) }, "the text “\(words)”")
        }
    }

    /// Whether an item comes in, kept or accepted.
    var comesIn: Bool {
        switch expectation {
        case .accepted, .text, .kept: true
        case .refused, .itemsRefused, .leftOut: false
        }
    }

    /// The canonical JSON of all that is shown: without the source that is kept beside it and without where it came from.
    private static func ownText(_ version: ItemVersion) -> String {
        var own = version
        own.original = nil
        own.metadata = ItemMetadata()
        return String(decoding: own.canonicalData, as: UTF8.self)
    }
}

/// The project's own collection of attacks on imports.
enum EvilCorpus {
    static let cases = EvilArchives.cases + EvilNames.cases + EvilDocuments.cases + EvilContent.cases + EvilTables.cases

    /// Every item of the collection that comes in, as one package: for the eyes of a browser.
    static var shown: [UInt8] {
        let items = cases.filter { $0.file == "q.xml" && $0.comesIn }.map { evil in
            let text = String(decoding: evil.bytes(), as: UTF8.self)
            return (evil.name + ".xml", text.replacing("identifier=\"evil\"", with: "identifier=\"evil-\(evil.name)\""))
        }
        let drawing = Array(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"avicennaHostile()\"><script>avicennaHostile()</script></svg>"
                .utf8
        )
        let pictured = (
            "pictured.xml", EvilMarkup.item("<p><img src=\"a.svg\" alt=\"a drawing\"/></p>", id: "evil-pictured")
        )
        let manifest = Array(EvilMarkup.manifest((items + [pictured]).map(\.0)).utf8)
        let files = (items + [pictured]).map { CraftedArchive.Entry($0.0, Array($0.1.utf8)) }
        return CraftedArchive([.init("imsmanifest.xml", manifest)] + files + [.init("a.svg", drawing)]).bytes
    }
}
