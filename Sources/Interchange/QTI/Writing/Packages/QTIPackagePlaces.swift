import Assessment
import Foundation

/// Where the files of kept items go: where they stood in their package, unless something else stands there already.
///
/// The addresses in a document are right only among its own files, so all of an item's files move together.
struct QTIPackagePlaces {
    /// What stands at each path, compared as systems do that know no case.
    private var taken: [String: ContentHash?] = [:]

    /// Places that the bank's own files need.
    init(reserved: [String]) {
        for path in reserved { taken[path.lowercased()] = .some(nil) }
    }

    /// The folder under which `files` go, with its slash, and takes it; `own` is one that belongs to the item alone.
    mutating func base(for files: [(path: String, bytes: Data)], own: String) -> String {
        let hashes = files.map { (path: $0.path, hash: ContentHash(of: $0.bytes)) }
        let isFree = hashes.allSatisfy { file in
            switch taken[file.path.lowercased()] {
            case nil: true
            case .some(let hash): hash == file.hash
            }
        }
        let base = isFree ? "" : own
        for file in hashes { taken["\(base)\(file.path)".lowercased()] = .some(file.hash) }
        return base
    }
}
