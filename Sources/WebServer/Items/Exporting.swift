import Archive
import Assessment
import Foundation
import Interchange
import Storage

/// The whole bank on its way out: current versions with all files that they need, blueprints and resource packs.
struct Exporting: Sendable {
    let call: Call
    let format: any Format

    /// - Throws: ``Failure/notFound`` when the path names no format that we write.
    init(_ call: Call) throws {
        guard let format = Formats.named(FormatName(rawValue: call.parameter("format"))), format.writes else {
            throw Failure.notFound
        }
        self.call = call
        self.format = format
    }

    /// The bank as one archive.
    ///
    /// - Throws: ``Failure`` 409 when two items call different files by one name: one of them would get the picture of
    ///   the other.
    var reply: Reply {
        get async throws {
            var (bank, files) = (try await bank, [String: Data]())
            // Names that hold the hash of their bytes mean one file in the whole bank; others must be compared.
            var certain: Set<String> = []
            var query = ItemQuery()
            query.limit = 200_000
            for item in try await call.store.items(query).items {
                guard let version = try await call.store.version(item.hash) else { continue }
                bank.items.append(version)
                for name in version.neededMedia where !certain.contains(name) {
                    guard let bytes = try await call.store.media(named: name, of: item.hash)?.bytes else { continue }
                    guard files[name].map({ $0 == bytes }) ?? true else { throw Self.twoFiles(name, version.item) }
                    files[name] = bytes
                    if MediaFile(path: name, bytes: bytes).isNamedByHash { certain.insert(name) }
                }
            }
            let (whole, format, media, catalogue) = (bank, format, files, call.store.catalogue)
            let archive = try await call.website.apart {
                do {
                    return try Formats.archive(whole, as: format, catalogue: catalogue, media: { media[$0] })
                } catch let refusal as ArchiveRefusal {
                    throw Failure.conflict("export.large", Self.remark(refusal))
                }
            }
            return Reply(.bytes(archive.bytes, type: "application/zip", fileName: "bank-\(format.name.rawValue).zip"))
        }
    }

    private static func remark(_ refusal: ArchiveRefusal) -> String {
        let reasons = refusal.problems.map(\.message).joined(separator: " ")
        return "the bank does not fit into one archive. \(reasons) The format “avicenna” needs the fewest files"
    }

    private static func twoFiles(_ name: String, _ item: ItemID) -> Failure {
        let message = "“\(item.rawValue)” and another item call different files “\(name)”; import one of them anew"
        return .conflict("export.files", message)
    }

    /// Everything of the bank but its items.
    private var bank: Bank {
        get async throws {
            var blueprints: [JSONValue] = []
            for blueprint in try await call.store.blueprints() {
                if let json = try await call.store.blueprint(blueprint.id) { blueprints.append(json) }
            }
            var resources: [ResourcePack] = []
            for pack in try await call.store.resourcePacks() {
                if let pack = try await call.store.resourcePack(pack.hash) { resources.append(pack) }
            }
            return Bank(
                id: call.store.bankID,
                name: call.website.settings.schoolName,
                files: BankFile.files(blueprints: blueprints, resources: resources)
            )
        }
    }
}
