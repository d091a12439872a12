import ArgumentParser
import Archive
import Foundation
import Interchange

/// Where a bank is written: a new folder, an archive when the name ends in `.zip`, one file when it has the ending of
/// a format that is one, or `-` for an archive on standard output.
///
/// Nothing appears under the name before all is written.
struct OutputFiles {
    private enum Shape { case folder, archive, file, standardOutput }

    private let target: URL
    private let partial: URL
    private let shape: Shape
    private var writer = ZIPWriter()
    private var archive: FileHandle?
    private(set) var count = 0

    /// Begins at `path`, where a bank in `format` goes, or one file that is no bank.
    ///
    /// - Throws: ``CommandError`` when something is there already, the place cannot be written, or its name promises
    ///   another format.
    init(_ path: String, as format: (any Format)?, overwrites: Bool) throws {
        target = URL(filePath: path).standardizedFileURL
        partial = target.deletingLastPathComponent().appending(path: ".\(target.lastPathComponent).partial-\(getpid())")
        let ending = target.pathExtension.lowercased()
        shape = path == "-" ? .standardOutput : ending == "zip" ? .archive : try Self.shape(ending, format)
        guard shape != .standardOutput else { return }
        let isThere = FileManager.default.fileExists(atPath: target.path)
        guard !isThere || (overwrites && shape != .folder) else {
            throw CommandError(
                code: "AV4075",
                message: shape == .folder ? "this folder exists already" : "this file exists already",
                place: target.path,
                remedy: "name another" + (shape == .folder ? "" : ", or give --overwrite"),
                exit: .cannotWrite
            )
        }
        if shape == .folder {
            try FileManager.default.createDirectory(at: partial, withIntermediateDirectories: true)
        } else {
            archive = try Self.created(partial)
        }
    }

    private static func shape(_ ending: String, _ format: (any Format)?) throws -> Shape {
        guard let format else { return .file }
        if format.isOneFile, format.endings.contains(ending) { return .file }
        guard let other = Formats.all.first(where: { $0.endings.contains(ending) }) else { return .folder }
        let usual = format.isOneFile ? format.endings.first.map { "end the name in .\($0), or " } ?? "" : ""
        throw CommandError.usage(
            "a name that ends in .\(ending) is one file of \(other.name.rawValue), not \(format.name.rawValue)",
            remedy: "\(usual)name a folder or a .zip"
        )
    }

    private static func created(_ url: URL) throws -> FileHandle {
        guard FileManager.default.createFile(atPath: url.path, contents: nil) else {
            throw CommandError(
                code: "AV4073",
                message: "the file cannot be written",
                place: url.path,
                exit: .cannotWrite
            )
        }
        return try FileHandle(forWritingTo: url)
    }

    /// Writes one file of the bank.
    mutating func write(_ bytes: Data, at path: String) throws {
        count += 1
        switch shape {
        case .folder:
            let file = partial.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try bytes.write(to: file)
        case .archive: try archive?.write(contentsOf: try packed(bytes, path))
        case .standardOutput: OutputOptions.write(try packed(bytes, path))
        case .file:
            guard count == 1 else {
                throw CommandError.usage("this bank is more than one file", remedy: "name a folder or a .zip")
            }
            try archive?.write(contentsOf: bytes)
        }
    }

    private mutating func packed(_ bytes: Data, _ path: String) throws -> Data {
        do throws(ArchiveRefusal) {
            return try writer.append(bytes, named: path)
        } catch {
            throw CommandError(
                code: "AV4076",
                message: "the bank does not fit into one archive: \(error.problems[0].message)",
                place: path,
                remedy: "name a folder instead of an archive",
                exit: .cannotWrite
            )
        }
    }

    /// Gives what was written its name.
    mutating func finish() throws {
        switch shape {
        case .standardOutput: OutputOptions.write(try writer.finish())
        case .archive: try archive?.write(contentsOf: try writer.finish())
        case .folder, .file: break
        }
        guard shape != .standardOutput else { return }
        try archive?.close()
        guard rename(partial.path, target.path) == 0 else {
            let reason = String(cString: strerror(errno))
            throw CommandError(code: "AV4073", message: reason, place: target.path, exit: .cannotWrite)
        }
    }

    /// Takes away what was begun.
    func discard() {
        // The error that led here is the one to tell.
        try? FileManager.default.removeItem(at: partial)
    }

    /// Makes the target by `work`, whole or not at all.
    static func with<Value>(
        _ path: String,
        as format: (any Format)? = nil,
        overwrites: Bool,
        _ work: (inout OutputFiles) throws -> Value
    ) throws -> Value {
        var files = try OutputFiles(path, as: format, overwrites: overwrites)
        do {
            let value = try work(&files)
            try files.finish()
            return value
        } catch {
            files.discard()
            throw error
        }
    }
}
