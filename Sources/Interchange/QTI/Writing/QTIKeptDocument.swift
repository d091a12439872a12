import Assessment
import Foundation

/// The source of an item that has not been changed, as a package of some version holds it.
struct QTIKeptDocument {
    private(set) var bytes: Data
    /// The version that is written in the end.
    private(set) var version: QTIVersion
    private(set) var losses: [Finding] = []

    /// The document `bytes` of the version `source`, put into `target` where that has all that its behaviour needs.
    ///
    /// What is of an older version of QTI 2 is read by all that read a newer one and stays as it is, byte for byte.
    init(_ bytes: Data, _ source: QTIVersion, as target: QTIVersion) {
        self.bytes = bytes
        version = source
        guard !Self.isReadable(source, in: target) else {
            if source != target { losses.append(Self.staying(source, nil)) }
            return
        }
        do throws(QTIConversion.Refusal) {
            let converted = try Self.converted(bytes, from: source, to: target)
            guard Self.isSound(converted.bytes) else {
                throw QTIConversion.Refusal(reason: "it cannot be read back as QTI \(target.rawValue)")
            }
            (self.bytes, losses) = converted
            version = target
        } catch {
            losses = [Self.staying(source, error.reason)]
        }
    }

    private static func staying(_ source: QTIVersion, _ reason: String?) -> Finding {
        let message = "the item is written as the \(source.formatName) that it came as"
        return Finding("qti.version", reason.map { "\(message): \($0)" } ?? message)
    }

    private static func isReadable(_ source: QTIVersion, in target: QTIVersion) -> Bool {
        source == target || (target != .v30 && source != .v30 && source.rawValue < target.rawValue)
    }

    /// A file beside an item: a shared text or template of processing changes its version with the item.
    static func file(_ bytes: Data, at path: String, as target: QTIVersion, _ losses: inout [Finding]) -> Data {
        guard PackagePath.ending(path) == "xml",
            // A file that is no XML we read is none of ours and stays as it is.
            let root = try? XMLTree(bytes).root,
            let source = QTIVersion.allCases.first(where: { $0.namespace == root.namespace }),
            !isReadable(source, in: target)
        else { return bytes }
        do throws(QTIConversion.Refusal) {
            let converted = try converted(bytes, from: source, to: target)
            losses += converted.losses.filter { !losses.contains($0) }
            return converted.bytes
        } catch {
            let message = "the file “\(path.prefix(200))” stays in QTI \(source.rawValue): \(error.reason)"
            losses.append(Finding("qti.version", message))
            return bytes
        }
    }

    private static func converted(
        _ bytes: Data,
        from source: QTIVersion,
        to target: QTIVersion
    ) throws(QTIConversion.Refusal) -> (bytes: Data, losses: [Finding]) {
        let root: XMLElement
        do throws(XMLProblem) {
            root = try XMLTree(bytes).root
        } catch {
            throw QTIConversion.Refusal(reason: error.message)
        }
        let canonical = QTIDialect.canonical(root, version: source)
        let (tree, losses) = try QTIConversion.document(canonical, from: source, to: target)
        do throws(XMLWriter.Refusal) {
            let writer = XMLWriter(prefixes: ["": target.namespace])
            return (try writer.document(QTIDialect.native(tree, version: target)), losses)
        } catch {
            throw QTIConversion.Refusal(reason: "a name or character in it cannot be written")
        }
    }

    private static func isSound(_ document: Data) -> Bool {
        // What cannot be read is not sound; why is told by whoever reads it.
        guard let root = try? XMLTree(document).root, let version = QTIVersion(root: root),
            case .success = QTIItemReader.read(root, version: version)
        else { return false }
        return true
    }
}
