import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

@Suite struct CSVFormatTests {
    static let text = """
        id,kind,title,stem,lead-in,option A,option B,Option_C,key,accept,value,unit,tolerance,units,rationale,rationale-b,\
        difficulty,tag:content,tag:task
        q1,single-best-answer,Chest pain,"A 60-year-old man
        has pain.

        His ECG is normal.",What next?,Troponin,Discharge,Angiogram,A,,,,,,Because.,Too early.,0.65,cardiovascular | acute,\
        investigation
        q2,,,Sudden breathlessness.,What is it?,,,,,pulmonary embolism | PE,,,,,,,,,
        q3,,,A child of 20 kg.,How much?,,,,,,300,mg,5%,g=1000,,,,,
        """

    static func read(_ text: String) -> (items: [ImportedItem], package: PackageReport) {
        var items: [ImportedItem] = []
        let source = Source(file: "items.csv", bytes: Data(text.utf8))
        let package = Formats.read(source, catalogue: .standard) { items.append($0) }
        return (items, package.report)
    }

    @Test func `rows become questions of three kinds`() throws {
        let (items, package) = Self.read(Self.text)
        #expect(package == PackageReport())
        #expect(items.map(\.report.status) == [.ok, .ok, .ok], "\(items.map(\.report.problems))")
        #expect(items.map(\.report.kind) == ["single-best-answer", "very-short-answer", "numeric"])
        let first = try #require(items[0].version)
        #expect(
            first.body == [
                .paragraph([.text("A 60-year-old man"), .lineBreak, .text("has pain.")]),
                .text("His ECG is normal."), .interaction(ResponseID(rawValue: "RESPONSE")),
            ]
        )
        #expect(first.metadata.tags == ["content": ["cardiovascular", "acute"], "task": ["investigation"]])
        #expect(first.metadata.difficulty == Mark(13, over: 20))
        #expect(first.rationale.options == [OptionID(rawValue: "B"): [.text("Too early.")]])
        let number = try #require(items[2].version?.scoring.first)
        #expect(try Catalogue.standard.rule(number).mark(.number("0.3", unit: "g")).mark == .one)
        #expect(try Catalogue.standard.rule(number).mark(.number("286", unit: "mg")).mark == .one)
        #expect(try Catalogue.standard.rule(number).mark(.number("280", unit: "mg")).mark == .zero)
    }

    @Test(arguments: [
        (",,,s,l,a,b,c,A,,,,,,,,,,", "csv.id"),
        ("q,,,s,,a,b,c,A,,,,,,,,,,", "csv.lead-in"),
        ("q,,,s,l,a,b,c,,,,,,,,,,,", "csv.key"),
        ("q,,,s,l,a,b,c,D,,,,,,,,,,", "csv.key"),
        ("q,,,s,l,a,,c,A,,,,,,,,,,", "csv.option-c"),
        ("q,,,s,l,a,b,c,A,x,,,,,,,,,", "csv.kind"),
        ("q,,,s,l,,,,,,,,,,,,,,", "csv.kind"),
        ("q,numeric,,s,l,a,b,c,A,,,,,,,,,,", "csv.kind"),
        ("q,,,s,l,a,a,c,A,,,,,,,,,,", "csv.kind"),
        ("q,,,s,l,,,,,,12;5,mg,,,,,,,", "csv.value"),
        ("q,,,s,l,,,,,,12,mg,about 5,,,,,,", "csv.tolerance"),
        ("q,,,s,l,,,,,,12,mg,,g:1000,,,,,", "csv.units"),
        ("q,,,s,l,a,b,c,A,,,,,,,,1.5,,", "csv.difficulty"),
    ])
    func `a wrong row is rejected by name and place, and the others stay`(row: String, code: String) {
        let (items, _) = Self.read(Self.text + "\n" + row)
        #expect(items.count == 4)
        #expect(items.prefix(3).allSatisfy { $0.report.status == .ok })
        #expect(items[3].report.status == .rejected)
        #expect(items[3].version == nil)
        #expect(items[3].report.problems.contains { $0.code == code && $0.line == 8 }, "\(items[3].report.problems)")
    }

    @Test func `a key of two options makes a multiple response`() throws {
        let version = try #require(Self.read(Self.text + "\nq,,,s,l,a,b,c,A C,,,,,,,,,,").items.last?.version)
        #expect(version.kind == MultipleResponse.name)
        #expect(version.scoring.map(\.parameters) == [["key": ["A", "C"]]])
    }

    @Test func `all problems of a row are listed`() {
        let (items, _) = Self.read(Self.text + "\n,,,s,,a,b,c,D,,,,,,,,7,,")
        let codes = items[3].report.problems.map(\.code)
        #expect(Set(codes).isSuperset(of: ["csv.id", "csv.lead-in", "csv.key", "csv.difficulty"]))
    }

    @Test func `the same identifier twice and unknown columns are refused`() {
        let twice = Self.read(Self.text + "\nq1,,,s,l,a,b,c,A,,,,,,,,,,").items
        #expect(twice.last?.report.problems.map(\.code) == ["item.twice"])
        let unknown = Self.read("id,lead-in,optoin-a\nq,l,a")
        #expect(unknown.package.status == .rejected)
        #expect(unknown.package.problems.contains { $0.code == "csv.heading" && $0.column == 12 })
    }

    @Test func `a table of our own items reads back, and says what it could not hold`() throws {
        let items = Specimens.ofKinds
        let format = try #require(Formats.named(FormatName(rawValue: "csv")))
        var bytes = Data()
        let losses = format.write(
            Bank(id: "b", name: "B", items: items),
            catalogue: .standard,
            media: { Specimens.media[$0] },
            file: { _, data in bytes = data }
        )
        let back = Self.read(String(decoding: bytes, as: UTF8.self)).items
        let lost = Dictionary(uniqueKeysWithValues: losses.map { ($0.id, $0.losses.map(\.code)) })
        for item in items {
            let version = back.first { $0.report.id == item.item.rawValue }?.version
            if lost[item.item.rawValue] == ["csv.kind"] {
                #expect(version == nil)
            } else if lost[item.item.rawValue] == nil {
                #expect(version?.hash == item.hash)
            } else {
                #expect(version != nil && version?.hash != item.hash)
            }
        }
        #expect(lost.values.contains(["csv.kind"]), "no specimen is more than a table holds")
    }

    @Test func `a table that was read and written again is the same table`() throws {
        let versions = Self.read(Self.text).items.compactMap(\.version)
        let format = try #require(Formats.named(FormatName(rawValue: "csv")))
        var written: [Data] = []
        var losses: [ItemReport] = []
        for _ in 0..<2 {
            losses += format.write(
                Bank(id: "b", name: "B", items: versions),
                catalogue: .standard,
                media: { Specimens.media[$0] },
                file: { _, data in written.append(data) }
            )
        }
        #expect(losses.isEmpty)
        #expect(written[0] == written[1])
        let again = Self.read(String(decoding: written[0], as: UTF8.self)).items.compactMap(\.version)
        #expect(again == versions)
    }
}
