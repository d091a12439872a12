/// Attacks by the container: bombs, overlaps, quines, lies about sizes (I1, I2).
enum EvilArchives {
    private typealias Entry = CraftedArchive.Entry

    private static func refused(
        _ name: String,
        _ rule: String,
        _ code: String,
        isLarge: Bool = false,
        _ bytes: @escaping @Sendable () -> [UInt8]
    ) -> EvilCase {
        EvilCase(
            name: name,
            rule: rule,
            file: "evil.zip",
            expectation: .refused("archive.\(code)"),
            isLarge: isLarge,
            bytes: bytes
        )
    }

    static let cases: [EvilCase] =
        bombs + records + [
            EvilCase(name: "bomb-lying", rule: "I1", file: "evil.zip", expectation: .itemsRefused("archive.wrong-size"))
            {
                // Says one hundred bytes, holds ten mebibytes.
                let zeros = CraftedArchive.deflatedZeros(1 + 258 * 40_000)
                return withManifest(Entry("q.xml", zeros).with { ($0.method, $0.size, $0.checksum) = (8, 100, 0) })
            },
            EvilCase(
                name: "checksum-wrong",
                rule: "I2",
                file: "evil.zip",
                expectation: .itemsRefused("archive.wrong-checksum")
            ) {
                withManifest(Entry("q.xml").with { $0.checksum ^= 1 })
            },
            EvilCase(
                name: "data-not-deflate",
                rule: "I2",
                file: "evil.zip",
                expectation: .itemsRefused("archive.broken-data")
            ) {
                withManifest(Entry("q.xml", Array(repeating: 0xFF, count: 64)).with { $0.method = 8 })
            },
            EvilCase(
                name: "data-stray-behind-deflate",
                rule: "I2",
                file: "evil.zip",
                expectation: .itemsRefused("archive.stray-data")
            ) {
                let zeros = CraftedArchive.deflatedZeros(259)
                let sum = CraftedArchive.checksum(Array(repeating: 0, count: 259))
                return withManifest(
                    Entry("q.xml", zeros + [1, 2, 3]).with { ($0.method, $0.size, $0.checksum) = (8, 259, sum) }
                )
            },
            EvilCase(name: "nested-archives", rule: "I1", file: "evil.zip", expectation: .refused("package.manifest")) {
                // A package inside an archive inside an archive: nothing inside is opened.
                (0..<6).reduce(EvilMarkup.package(EvilMarkup.item())) { inner, depth in
                    CraftedArchive([Entry("level\(depth).zip", inner)]).bytes
                }
            },
        ]

    private static func withManifest(_ entry: Entry) -> [UInt8] {
        CraftedArchive([Entry("imsmanifest.xml", Array(EvilMarkup.manifest(["q.xml"]).utf8)), entry]).bytes
    }

    private static let bombs: [EvilCase] = [
        refused("bomb-ratio", "I1", "ratio-too-high") {
            let size = 1 + 258 * 40_000
            return CraftedArchive([
                Entry("q.xml", CraftedArchive.deflatedZeros(size)).with { ($0.method, $0.size) = (8, size) }
            ]).bytes
        },
        refused("bomb-overlapping", "I2", "overlap") {
            // Two hundred entries of the directory share one piece of data (Fifield 2019, “A better zip bomb”).
            let kernel = Entry("0.xml", CraftedArchive.deflatedZeros(1 + 258 * 200)).with {
                ($0.method, $0.size) = (8, 1 + 258 * 200)
            }
            let more = (1..<200).map { index in
                kernel.with {
                    ($0.name, $0.localName, $0.offset, $0.isDirectoryOnly) = (
                        Array("\(index).xml".utf8), $0.name, 0, true
                    )
                }
            }
            return CraftedArchive([kernel] + more).bytes
        },
        refused("bomb-entry", "I1", "entry-too-large") {
            CraftedArchive([Entry("q.xml").with { ($0.method, $0.size) = (8, 201 << 20) }]).bytes
        },
        refused("bomb-total", "I1", "total-too-large", isLarge: true) {
            // Eleven entries of 199 MiB by their own word, each with enough bytes that its ratio is in order.
            let data = [UInt8](repeating: 0x55, count: 2 << 20)
            return CraftedArchive(
                (0..<11).map { Entry("\($0).bin", data).with { ($0.method, $0.size) = (8, 199 << 20) } }
            ).bytes
        },
        refused("bomb-entries", "I1", "too-many-entries", isLarge: true) {
            CraftedArchive((0...20_000).map { Entry("\($0)", []) }).bytes
        },
        refused("quine-of-itself", "I2", "overlap") {
            // The entry's data is the whole archive, its own header and directory included.
            let honest = CraftedArchive([Entry("evil.zip", [])]).bytes
            return CraftedArchive([Entry("evil.zip", []).with { $0.size = honest.count }]).bytes.enumerated().map {
                place,
                byte in
                // Both compressed sizes, in the local header and in the directory.
                let local = 18, central = honest.count - 22 - 8 - 46 + 20
                return [local, central].contains(place) ? UInt8(honest.count) : byte
            }
        },
        refused("quine-of-directory", "I2", "overlap") {
            // The second entry's data is the directory that lists it.
            CraftedArchive([Entry("a.xml"), Entry("b.xml").with { ($0.offset, $0.isDirectoryOnly) = (0, true) }]).bytes
        },
    ]

    private static let records: [EvilCase] = [
        refused("overlap-same-start", "I2", "overlap") {
            CraftedArchive([
                Entry("a.xml"), Entry("b.xml").with { ($0.localName, $0.offset) = (Array("b.xml".utf8), 0) },
            ]).bytes
        },
        refused("names-disagree", "I2", "headers-disagree") {
            CraftedArchive([Entry("a.xml").with { $0.localName = Array("b.xml".utf8) }]).bytes
        },
        refused("encrypted", "I2", "encrypted") { CraftedArchive([Entry("a.xml").with { $0.flags = 1 }]).bytes },
        refused("method-unknown", "I2", "unknown-method") {
            CraftedArchive([Entry("a.xml").with { $0.method = 14 }]).bytes
        },
        refused("count-lies", "I2", "broken-record") {
            var archive = CraftedArchive([Entry("a.xml"), Entry("b.xml")])
            archive.count = 1
            return archive.bytes
        },
        refused("data-in-front", "I2", "leading-data") {
            var archive = CraftedArchive([Entry("a.xml").with { $0.offset = 64 }])
            archive.front = Array("PK\u{3}\u{4}MZ".utf8) + [UInt8](repeating: 0x90, count: 58)
            return archive.bytes
        },
        refused("data-behind", "I2", "trailing-data") {
            var archive = CraftedArchive([Entry("a.xml")])
            archive.behind = Array("<script>avicennaHostile()</script>".utf8)
            return archive.bytes
        },
        refused("data-before-directory", "I2", "stray-data") {
            var archive = CraftedArchive([Entry("a.xml")])
            archive.beforeDirectory = Array("hidden".utf8)
            return archive.bytes
        },
        refused("cut-short", "I2", "truncated") { Array(CraftedArchive([Entry("a.xml")]).bytes.dropLast(30)) },
        refused("only-a-name", "I1", "not-an-archive") { Array("PK".utf8) },
    ]
}
