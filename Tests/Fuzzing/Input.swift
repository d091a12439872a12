import Archive
import Foundation

/// What is given to the formats: a name and bytes, made from a seed and a number alone.
struct Input: Sendable {
    let name: String
    let bytes: Data

    init(name: String, bytes: Data) {
        self.name = name
        self.bytes = bytes
    }

    /// Makes input `number` of `seed`; the same specimens give the same bytes.
    init(seed: UInt64, number: UInt64, from specimens: SpecimenSet) {
        var chance = Chance(seed: seed, number: number)
        let specimen = specimens.pick(&chance)
        let other = specimens.companion(of: specimen, &chance).load()
        var bytes = specimen.load()
        var name = specimen.name
        if specimen.isArchive {
            Self.damageArchive(&bytes, other: other, specimens, &chance)
        } else {
            for _ in 0..<Self.rounds(&chance) { Self.damage(specimen.ending, &bytes, other: other, &chance) }
            if specimen.ending == "xml", chance.once(in: 6) {
                (name, bytes) = ("package.zip", Self.packed(bytes, beside: other, &chance))
            }
        }
        if chance.once(in: 12) {
            name = "input." + chance.pick(["xml", "zip", "csv", "txt", "json", "gift", "docx", "bin", "XML", ""])
        }
        self.init(name: name, bytes: Data(bytes))
    }

    /// One round as a rule: what is damaged once gets furthest.
    private static func rounds(_ chance: inout Chance) -> Int {
        var rounds = 1
        while rounds < 8, chance.once(in: 3) { rounds += 1 }
        return rounds
    }

    private static func damage(_ ending: String, _ bytes: inout [UInt8], other: [UInt8], _ chance: inout Chance) {
        let isMarkup = ["xml", "svg", "html"].contains(ending)
        switch chance.below(6) {
        case 0: ByteDamage.apply(to: &bytes, other: other, &chance)
        case 1 where isMarkup: LineDamage.apply(to: &bytes, other: other, &chance)
        default:
            if isMarkup {
                MarkupDamage.apply(to: &bytes, other: other, &chance)
            } else {
                LineDamage.apply(to: &bytes, other: other, &chance)
            }
        }
    }

    private static func damageArchive(
        _ bytes: inout [UInt8],
        other: [UInt8],
        _ specimens: SpecimenSet,
        _ chance: inout Chance
    ) {
        switch chance.below(8) {
        case 0: ByteDamage.apply(to: &bytes, other: other, &chance)
        case 1, 2: for _ in 0..<rounds(&chance) { ArchiveDamage.damageRecord(&bytes, &chance) }
        default:
            bytes = ArchiveDamage.repacked(bytes, &chance) { name, content, chance in
                let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
                let companion = specimens.companion(of: Specimen(name: "a.\(ending)") { [] }, &chance).load()
                for _ in 0..<rounds(&chance) { damage(ending, &content, other: companion, &chance) }
            }
        }
    }

    /// Two documents as the items of a package, under a manifest that may itself be damaged.
    private static func packed(_ one: [UInt8], beside other: [UInt8], _ chance: inout Chance) -> [UInt8] {
        var manifest = Array(EvilMarkup.manifest(["a.xml", "b.xml"]).utf8)
        if chance.once(in: 3) { MarkupDamage.apply(to: &manifest, other: one, &chance) }
        let files = [("imsmanifest.xml", manifest), ("a.xml", one), ("b.xml", other)]
        let archive = try? ZIPWriter.archive(files.map { (name: $0.0, bytes: Data($0.1)) })
        return archive.map(Array.init) ?? one
    }
}
