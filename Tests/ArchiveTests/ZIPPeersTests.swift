@testable import Archive
import Foundation
import Testing

/// Archives of other programs are read, and other programs read ours.
@Suite struct ZIPPeersTests {
    static let isCI = ProcessInfo.processInfo.environment["CI"] != nil
    static let hasPython =
        isCI || run(["python3", "--version"], in: FileManager.default.temporaryDirectory)?.status == 0
    static let hasUnzip = FileManager.default.isExecutableFile(atPath: "/usr/bin/unzip")

    static let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/corpora/qti")
    static let hasCorpus = isCI || FileManager.default.fileExists(atPath: corpus.path)

    /// Runs a program found on the path; `nil` when it does not exist.
    static func run(_ words: [String], in folder: URL) -> (status: Int32, output: String)? {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = folder
        process.standardOutput = output
        process.standardError = output
        do { try process.run() } catch { return nil }
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 127
            ? nil : (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }

    static func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "archive-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            // A folder that stays behind in the temporary folder does no harm.
            try? FileManager.default.removeItem(at: folder)
        }
        try body(folder)
    }

    static let makeArchive = """
        import io, sys, zipfile
        class Pipe(io.RawIOBase):
            def __init__(self): self.parts = []
            def writable(self): return True
            def seekable(self): return False
            def write(self, data): self.parts.append(bytes(data)); return len(data)
        pipe = Pipe()
        with zipfile.ZipFile(pipe, 'w', zipfile.ZIP_DEFLATED) as archive:
            archive.comment = b'from python'
            archive.mkdir('items')
            archive.writestr('items/Übung.xml', '<p>Ödem</p>' * 300)
            with archive.open('large.txt', 'w', force_zip64=True) as entry: entry.write(b'x' * 1000)
            archive.writestr('stored.txt', 'abc', zipfile.ZIP_STORED)
        open('made.zip', 'wb').write(b''.join(pipe.parts))
        """

    @Test(.enabled(if: hasPython, "python3 is not installed"))
    func `an archive that Python streamed is read`() throws {
        try Self.withFolder { folder in
            let made = try #require(Self.run(["python3", "-c", Self.makeArchive], in: folder))
            try #require(made.status == 0, "\(made.output)")
            let archive = try ZIPArchive(Data(contentsOf: folder.appending(path: "made.zip")))
            #expect(archive.entries.map(\.name) == ["items/", "items/Übung.xml", "large.txt", "stored.txt"])
            #expect(archive.problemsInContents() == [])
            let entry = try #require(archive.entry(named: "large.txt"))
            #expect(try archive.bytes(of: entry) == Data(repeating: 0x78, count: 1000))
        }
    }

    @Test(.enabled(if: hasPython, "python3 is not installed"))
    func `Python finds our archive sound and its names and sizes right`() throws {
        let check = """
            import zipfile
            with zipfile.ZipFile('ours.zip') as archive:
                assert archive.testzip() is None
                for one in archive.infolist(): print(one.filename, one.file_size, one.date_time[:3], one.create_system)
            """
        try Self.withFolder { folder in
            try ZIPWriter.archive(ZIPWriterTests.files).write(to: folder.appending(path: "ours.zip"))
            let checked = try #require(Self.run(["python3", "-X", "utf8", "-c", check], in: folder))
            let expected = ZIPWriterTests.files.map { "\($0.name) \($0.bytes.count) (1980, 1, 1) 3\n" }.joined()
            #expect(checked.output == expected)
        }
    }

    @Test(.enabled(if: hasUnzip, "unzip is not installed"))
    func `unzip finds our archive sound`() throws {
        try Self.withFolder { folder in
            try ZIPWriter.archive(ZIPWriterTests.files).write(to: folder.appending(path: "ours.zip"))
            let checked = try #require(Self.run(["unzip", "-t", "ours.zip"], in: folder))
            #expect(checked.status == 0, "\(checked.output)")
            #expect(checked.output.contains("No errors detected"))
        }
    }

    @Test(.enabled(if: hasCorpus, "../shared/corpora is not here"))
    func `every package of the corpus is sound, but for the one that is no archive`() throws {
        let paths = try #require(FileManager.default.enumerator(atPath: Self.corpus.path)).compactMap { $0 as? String }
            .filter { $0.hasSuffix(".zip") }
        try #require(paths.count >= 16)
        for path in paths {
            let found = codes(try Data(contentsOf: Self.corpus.appending(path: path)))
            #expect(found == (path.hasSuffix("InvalidArchive.zip") ? [.notAnArchive] : []), "\(path)")
        }
    }
}
