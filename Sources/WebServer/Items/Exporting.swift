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
        guard let format = Formats.named(FormatName(rawValue: call.parameter("format"))) else { throw Failure.notFound }
        self.call = call
        self.format = format
    }

    /// The bank as one archive.
    var reply: Reply {
        get async throws {
            var (bank, files) = (try await bank, [String: Data]())
            var query = ItemQuery()
            query.limit = 200_000
            for item in try await call.store.items(query).items {
                guard let version = try await call.store.version(item.hash) else { continue }
                bank.items.append(version)
                for name in version.neededMedia where files[name] == nil {
                    files[name] = try await call.store.media(named: name, of: item.hash)?.bytes
                }
            }
            let (whole, format, media, catalogue) = (bank, format, files, call.store.catalogue)
            let archive = try await call.website.apart {
                try Formats.archive(whole, as: format, catalogue: catalogue, media: { media[$0] })
            }
            return Reply(.bytes(archive.bytes, type: "application/zip", fileName: "bank-\(format.name.rawValue).zip"))
        }
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
                id: "export",
                name: call.website.settings.schoolName,
                files: BankFile.files(blueprints: blueprints, resources: resources)
            )
        }
    }
}
