import Foundation

/// The rules for names inside an archive.
///
/// Names on disk are never taken from an archive; the rules still hold so that no program that reads the same file
/// sees another tree of files.
///
/// Source: threat model, rule I2; reserved names: Microsoft, "Naming Files, Paths, and Namespaces".
enum EntryName {
    typealias Finding = (code: ArchiveProblem.Code, message: String)

    /// Everything that is wrong with `name`; a folder's name ends with a slash.
    static func findings(_ name: String, longest: Int) -> [Finding] {
        guard !name.isEmpty else { return [(.emptyName, "An entry has no name.")] }
        var found: [Finding] = []
        if name.utf8.count > longest {
            found.append((.nameTooLong, "The name is longer than \(longest) bytes."))
        }
        found += characterFindings(name)
        let bytes = Array(name.utf8)
        if bytes.count >= 2, bytes[1] == UInt8(ascii: ":"), isLetter(bytes[0]) {
            found.append((.driveLetter, "The name starts with a drive letter."))
        }
        if bytes.first == UInt8(ascii: "/") {
            found.append((.absolutePath, "The name starts at the root of a file system."))
        } else {
            found += partFindings(name)
        }
        return found
    }

    /// Pairs of names that would be the same file, or a file and a folder of one name, on some file system.
    ///
    /// Compared after canonical normalisation and case folding, without the dots and blanks that Windows drops.
    /// - Returns: Positions in `names`, the second of each pair in rising order.
    static func clashes(_ names: [String]) -> [(first: Int, second: Int)] {
        let keys = names.map(comparisonKey)
        // The separator is mapped to the lowest byte, so that whatever lies in a folder sorts directly behind it.
        let order = keys.indices.sorted { one, other in
            keys[one] == keys[other]
                ? one < other : keys[one].lexicographicallyPrecedes(keys[other])
        }
        var pairs: [(first: Int, second: Int)] = []
        for (one, other) in zip(order, order.dropFirst()) {
            let isSame = keys[one] == keys[other]
            let isFolder = names[one].utf8.last == UInt8(ascii: "/")
            let liesInside = !isFolder && keys[other].starts(with: keys[one] + [0])
            if isSame || liesInside {
                pairs.append((min(one, other), max(one, other)))
            }
        }
        return pairs.sorted { $0.second < $1.second }
    }

    static func comparisonKey(_ name: String) -> [UInt8] {
        // Upper case first folds what lower case alone leaves apart (ß and SS, ſ and s, final sigma).
        let folded = name.uppercased().lowercased().precomposedStringWithCanonicalMapping
        var parts: [[UInt8]] = folded.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { Array($0) }
        if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
        for index in parts.indices {
            while let last = parts[index].last, last == UInt8(ascii: ".") || last == UInt8(ascii: " ") {
                parts[index].removeLast()
            }
        }
        return Array(parts.joined(separator: [0]))
    }

    private static func characterFindings(_ name: String) -> [Finding] {
        var hasBackslash = false
        var hasControl = false
        var hasDirectionMark = false
        for scalar in name.unicodeScalars {
            switch scalar.value {
            case 0x5C: hasBackslash = true
            case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFFFE, 0xFFFF: hasControl = true
            case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: hasDirectionMark = true
            default: break
            }
        }
        var found: [Finding] = []
        if hasBackslash { found.append((.backslash, "The name holds a backslash; folders are separated by a slash.")) }
        if hasControl { found.append((.controlCharacter, "The name holds a control character.")) }
        if hasDirectionMark {
            found.append((.directionMark, "The name holds an invisible mark that reverses the writing direction."))
        }
        return found
    }

    private static func partFindings(_ name: String) -> [Finding] {
        // Split by code point, never by Character: a slash with a combining mark behind it is one Character.
        var parts = name.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
        var found: [Finding] = []
        if parts.contains(where: { !$0.isEmpty && $0.count > 1 && $0.allSatisfy { $0 == "." || $0 == " " } }) {
            found.append((.parentPath, "The name climbs out of its folder."))
        }
        if parts.contains(where: { $0.isEmpty || ($0.count == 1 && ($0.first == "." || $0.first == " ")) }) {
            found.append((.emptyPathPart, "A folder or file in the name has an empty name."))
        }
        for part in parts {
            let stem = part.prefix { $0 != "." && $0 != ":" }
            var word = String(Substring(stem)).uppercased()
            while word.unicodeScalars.last == " " { word.unicodeScalars.removeLast() }
            if reserved.contains(word) {
                found.append((.reservedName, "“\(word)” is the name of a device on Windows."))
                break
            }
        }
        return found
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static let reserved: Set<String> = {
        var words: Set<String> = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"]
        for digit in ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"] {
            words.formUnion(["COM" + digit, "LPT" + digit])
        }
        return words
    }()
}
