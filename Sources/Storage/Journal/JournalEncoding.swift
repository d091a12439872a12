import Foundation

/// Writes fields one after another so that no two lists of fields give the same bytes: each is preceded by its length
/// as eight bytes, most significant first; integers are eight bytes.
///
/// The first field names what is encoded and the version of this format.
struct JournalEncoding {
    private(set) var bytes: [UInt8] = []

    /// Begins anew and keeps the memory.
    mutating func begin(_ format: StaticString) {
        bytes.removeAll(keepingCapacity: true)
        format.withUTF8Buffer { field($0) }
    }

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { field($0) }
    }

    mutating func add(_ number: Int64) {
        withUnsafeBytes(of: number.bigEndian) { field($0) }
    }

    mutating func add(_ data: Data) {
        data.withUnsafeBytes { field($0) }
    }

    mutating func add(_ hash: ChainHash) {
        hash.withUnsafeBytes { field($0) }
    }

    private mutating func field(_ field: some Collection<UInt8>) {
        withUnsafeBytes(of: UInt64(field.count).bigEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: field)
    }
}
