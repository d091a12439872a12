public import Foundation

/// The media type of a file by its first bytes; its name and what a browser says of it are not believed.
///
/// Source: WHATWG MIME Sniffing Standard, section 6 (matching patterns); office files by the entries that their ZIP
/// containers begin with (ECMA-376 part 2; OpenDocument 1.3 part 2, 3.3).
public enum FileType {
    /// What nothing recognises.
    public static let unknown = "application/octet-stream"

    /// The type of a file that begins with `bytes`; 4 KiB are enough.
    public static func name(of bytes: Data) -> String {
        let head = Array(bytes.prefix(4096))
        for (pattern, type) in patterns where head.starts(with: pattern) { return type }
        if head.starts(with: Array("RIFF".utf8)), head.count >= 12 {
            switch String(decoding: head[8..<12], as: UTF8.self) {
            case "WEBP": return "image/webp"
            case "WAVE": return "audio/wav"
            default: return unknown
            }
        }
        if head.count >= 12, String(decoding: head[4..<8], as: UTF8.self) == "ftyp" { return isoMedia(head) }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return container(head) }
        return isText(bytes.prefix(4096)) ? "text/plain" : unknown
    }

    /// A usual ending for files of a type; `bin` where there is none.
    public static func ending(of type: String) -> String { endings[type] ?? "bin" }

    /// Whether files of a type are recognised by their bytes.
    public static func tells(_ type: String) -> Bool { endings[type] != nil }

    private static let endings = [
        "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/heic": "heic",
        "image/avif": "avif", "application/pdf": "pdf", "audio/mpeg": "mp3", "audio/ogg": "ogg", "audio/wav": "wav",
        "audio/mp4": "m4a", "video/mp4": "mp4", "video/webm": "webm", "video/quicktime": "mov",
        "text/plain": "txt", "application/zip": "zip",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
        "application/vnd.oasis.opendocument.text": "odt", "application/vnd.oasis.opendocument.spreadsheet": "ods",
        "application/vnd.oasis.opendocument.presentation": "odp",
    ]

    private static let patterns: [([UInt8], String)] = [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        (Array("GIF87a".utf8), "image/gif"),
        (Array("GIF89a".utf8), "image/gif"),
        (Array("%PDF-".utf8), "application/pdf"),
        (Array("ID3".utf8), "audio/mpeg"),
        ([0xFF, 0xFB], "audio/mpeg"),
        (Array("OggS".utf8), "audio/ogg"),
        ([0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
    ]

    private static func isoMedia(_ head: [UInt8]) -> String {
        switch String(decoding: head[8..<12], as: UTF8.self) {
        case "M4A ": "audio/mp4"
        case "heic", "heix", "mif1": "image/heic"
        case "avif": "image/avif"
        case "qt  ": "video/quicktime"
        default: "video/mp4"
        }
    }

    private static func container(_ head: [UInt8]) -> String {
        let text = String(decoding: head, as: UTF8.self)
        let office = "application/vnd.openxmlformats-officedocument."
        let open = "application/vnd.oasis.opendocument."
        for (mark, type) in [
            ("word/", "\(office)wordprocessingml.document"), ("xl/", "\(office)spreadsheetml.sheet"),
            ("ppt/", "\(office)presentationml.presentation"), ("\(open)text", "\(open)text"),
            ("\(open)spreadsheet", "\(open)spreadsheet"), ("\(open)presentation", "\(open)presentation"),
        ] where text.contains(mark) {
            return type
        }
        return "application/zip"
    }

    /// Whether the bytes are UTF-8 without control characters; a character cut off at the end does not count.
    private static func isText(_ bytes: Data) -> Bool {
        guard !bytes.isEmpty, !bytes.contains(where: { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains($0) }) else {
            return false
        }
        let isCut = bytes.count == 4096
        return (0...(isCut ? 3 : 0)).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
    }
}
