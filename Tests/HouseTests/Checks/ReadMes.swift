/// Each target has one README at its top and none deeper, and folders are neither crowded nor lonely.
struct ReadMes {
    static let lineEnd = 40

    /// Names targets without a README, READMEs that are too long, not excluded or too deep.
    static func findings(in manifest: Manifest, files: [SourceFile]) -> [Finding] {
        let readMes = files.filter { $0.name.lowercased() == "readme.md" }
        let missing = manifest.targets.filter(\.isOfSwift).flatMap { target -> [Finding] in
            let path = "Sources/\(target.name)/README.md"
            guard !target.isTest, target.path?.hasPrefix("Tests/") != true else { return [] }
            return readMes.contains { $0.path == path } ? [] : [Finding(path, "the target has no README")]
        }
        let each = readMes.flatMap { file -> [Finding] in
            var findings: [Finding] = []
            if file.parts.count > 3 { findings.append(Finding(file.path, "READMEs stand at the top of a target only")) }
            if file.lineCount > lineEnd {
                findings.append(Finding(file.path, "\(file.lineCount) lines, \(lineEnd) is the limit"))
            }
            if let target = manifest.targets.first(where: { $0.name == file.target }), target.isOfSwift,
                !target.exclude.contains(file.name)
            {
                findings.append(Finding(file.path, "not named in the target's exclude"))
            }
            return findings
        }
        return missing + each
    }

    /// Folders of Swift files outside 3–12.
    ///
    /// A new noun starts small, so the suite warns and does not fail.
    static func foldersOutOfSize(in files: [SourceFile]) -> [Finding] {
        let folders = Dictionary(grouping: files.swift) { $0.parts.dropLast().joined(separator: "/") }
        return folders.sorted { $0.key < $1.key }.compactMap { folder, files in
            (3...12).contains(files.count) ? nil : Finding(folder, "\(files.count) Swift files, 3–12 is the aim")
        }
    }
}

extension Manifest.Target {
    var isTest: Bool { type == "test" }
    /// Whether Swift compiles it; a system library is a module map alone.
    var isOfSwift: Bool { type != "system" }
}
