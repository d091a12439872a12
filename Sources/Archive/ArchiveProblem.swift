/// One reason why an archive or an entry of it is refused.
public struct ArchiveProblem: Hashable, Sendable {
    public let code: Code
    /// The entry's name, cut to 200 characters and with invisible characters spelled out; `nil` when it is about the
    /// whole file.
    public let entry: String?
    /// What is wrong, in plain English; the name is not repeated in it.
    public let message: String

    init(_ code: Code, entry: String? = nil, _ message: String) {
        self.code = code
        self.entry = entry.map(Self.printable)
        self.message = message
    }

    /// The stable names that other programs see.
    public enum Code: String, CaseIterable, Hashable, Sendable, Codable {
        case fileTooLarge = "file-too-large"
        case tooManyEntries = "too-many-entries"
        case entryTooLarge = "entry-too-large"
        case totalTooLarge = "total-too-large"
        case ratioTooHigh = "ratio-too-high"
        case notAnArchive = "not-an-archive"
        case truncated
        case leadingData = "leading-data"
        case trailingData = "trailing-data"
        case strayData = "stray-data"
        case splitArchive = "split-archive"
        case brokenRecord = "broken-record"
        case emptyName = "empty-name"
        case nameTooLong = "name-too-long"
        case nameNotUTF8 = "name-not-utf8"
        case absolutePath = "absolute-path"
        case parentPath = "parent-path"
        case emptyPathPart = "empty-path-part"
        case backslash
        case driveLetter = "drive-letter"
        case controlCharacter = "control-character"
        case directionMark = "direction-mark"
        case reservedName = "reserved-name"
        case duplicateName = "duplicate-name"
        case linkOrDevice = "link-or-device"
        case overlap
        case headersDisagree = "headers-disagree"
        case encrypted
        case unknownMethod = "unknown-method"
        case wrongSize = "wrong-size"
        case wrongChecksum = "wrong-checksum"
        case brokenData = "broken-data"
        case moreProblems = "more-problems"
    }

    private static func printable(_ name: String) -> String {
        var shown = ""
        for scalar in name.unicodeScalars.prefix(200) {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator:
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            default:
                shown.unicodeScalars.append(scalar)
            }
        }
        return name.unicodeScalars.count > 200 ? shown + "…" : shown
    }
}

/// Why an archive, or an entry of it, was not taken: at least one problem, in the order of the file.
public struct ArchiveRefusal: Error, Hashable, Sendable {
    public let problems: [ArchiveProblem]

    init(_ problems: [ArchiveProblem]) { self.problems = problems }

    init(_ code: ArchiveProblem.Code, entry: String? = nil, _ message: String) {
        problems = [ArchiveProblem(code, entry: entry, message)]
    }
}
