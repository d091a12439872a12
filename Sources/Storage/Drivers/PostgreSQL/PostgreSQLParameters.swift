#if PostgreSQL
import CPostgreSQL
import Foundation

/// The values of one statement in libpq's binary form, with their types named so that none is guessed.
struct PostgreSQLParameters {
    private(set) var types: [Oid] = []
    /// One letter a type: the same statement with other types is prepared anew.
    private(set) var signature = ""
    private var bytes: [UInt8] = []
    /// Where each value lies in `bytes`; `nil` is NULL.
    private var ranges: [Range<Int>?] = []

    init(_ values: [SQLValue]) {
        for value in values { add(value) }
        // An empty value still needs an address, since a null pointer means NULL.
        bytes.append(0)
    }

    private mutating func add(_ value: SQLValue) {
        let start = bytes.count
        switch value {
        case .null:
            types.append(0)
            signature.append("n")
            ranges.append(nil)
            return
        case .integer(let number):
            types.append(PostgreSQLType.int8)
            signature.append("i")
            withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
        case .real(let number):
            types.append(PostgreSQLType.float8)
            signature.append("r")
            withUnsafeBytes(of: number.bitPattern.bigEndian) { bytes.append(contentsOf: $0) }
        case .text(let text):
            types.append(PostgreSQLType.text)
            signature.append("t")
            bytes.append(contentsOf: text.utf8)
        case .bytes(let data):
            types.append(PostgreSQLType.bytea)
            signature.append("b")
            bytes.append(contentsOf: data)
        }
        ranges.append(start..<bytes.count)
    }

    func withPointers<Answer>(
        _ work: ([UnsafePointer<CChar>?], [CInt], [CInt]) -> Answer
    ) -> Answer {
        bytes.withUnsafeBytes { all in
            let start = all.assumingMemoryBound(to: CChar.self).baseAddress
            return work(
                ranges.map { range in range.flatMap { range in start.map { $0 + range.lowerBound } } },
                ranges.map { CInt($0?.count ?? 0) },
                ranges.map { _ in 1 }
            )
        }
    }
}

/// The type numbers of pg_type.dat that our columns and expressions can have.
enum PostgreSQLType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let unknown: Oid = 705
    static let varchar: Oid = 1043
    static let numeric: Oid = 1700
    static let void: Oid = 2278
}
#endif
