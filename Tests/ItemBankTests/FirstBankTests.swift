import Assessment
import Foundation
import ItemBank
import Testing

/// The bank that ships with the product.
@Suite struct FirstBankTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../QuestionBanks/avicenna-first")

    private static func data(_ path: String) throws -> Data { try Data(contentsOf: folder.appending(path: path)) }

    private static func paths(_ member: String) throws -> [String] {
        let bank = try StrictJSON.value(try data("bank.json"))
        return (bank[member]?.elements ?? []).compactMap { $0["path"]?.text }
    }

    private static func pool() throws -> [AssemblyCandidate] {
        try paths("items").map { path in
            let data = try data(path)
            return try AssemblyCandidate(try ItemVersion(data: data), hash: ContentHash(of: data))
        }
    }

    @Test func `its blueprints are sound and met, kept byte for byte`() throws {
        let pool = try Self.pool()
        let paths = try Self.paths("blueprints")
        #expect(!paths.isEmpty)
        for path in paths {
            let data = try Self.data(path)
            let blueprint = try Blueprint(data: data)
            #expect(blueprint.problems() == [], "\(path)")
            #expect(blueprint.canonicalData == data, "\(path)")
            for seed in UInt64(1)...3 {
                let assembly = Assembly(blueprint, pool: pool, seed: seed)
                let outcome = try assembly.choose()
                #expect(
                    outcome.plan?.coverage.isMet == true,
                    "\(path): \(outcome.conflict?.english(for: assembly) ?? "")"
                )
                #expect(outcome.plan?.objective.isBest == true, "\(path)")
            }
        }
    }
}
