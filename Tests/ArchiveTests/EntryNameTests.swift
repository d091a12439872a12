@testable import Archive
import Testing

@Suite struct EntryNameTests {
    @Test(arguments: [
        "imsmanifest.xml", "items/Frage 12 & Antwort.xml", "items/", "心电图/图 1.png", "اسئلة/سؤال.xml", ".hidden",
        "a..b/c...d", "a%2Fb", "console.log", "communication.xml", "com10.txt", "nullable/aux1", "Vol. 1./x", "…/x",
    ])
    func `an ordinary name passes`(name: String) {
        #expect(EntryName.findings(name, longest: 512).map(\.code) == [])
    }

    @Test(arguments: [
        ("/etc/passwd", [ArchiveProblem.Code.absolutePath]), ("//server/share", [.absolutePath]),
        ("../a", [.parentPath]), ("a/../../b", [.parentPath]), ("a/..", [.parentPath]), ("a/.. /b", [.parentPath]),
        (".../a", [.parentPath]), ("./a", [.emptyPathPart]), ("a//b", [.emptyPathPart]), ("a/ /b", [.emptyPathPart]),
        ("a\\b", [.backslash]), ("..\\a", [.backslash]), ("C:/a", [.driveLetter]), ("c:a", [.driveLetter]),
        ("a\u{0}b", [.controlCharacter]), ("a\nb", [.controlCharacter]), ("a\u{85}b", [.controlCharacter]),
        ("a\u{202E}gnp.exe", [.directionMark]), ("\u{2066}a", [.directionMark]),
        ("con", [.reservedName]), ("a/NUL.txt", [.reservedName]), ("Lpt1.x/y", [.reservedName]),
        ("com\u{B9}.txt", [.reservedName]), ("aux .c", [.reservedName]), ("prn:stream", [.reservedName]),
        ("/\u{338}a", [.absolutePath]), ("a/\u{338}../b", []), ("b/..\u{338}", []),
    ])
    func `a name that some system would take elsewhere is refused`(name: String, codes: [ArchiveProblem.Code]) {
        #expect(EntryName.findings(name, longest: 512).map(\.code) == codes)
    }

    @Test func `several faults of one name are all listed`() {
        let found = EntryName.findings("../a\\b\u{0}/con", longest: 5).map(\.code)
        #expect(Set(found) == [.nameTooLong, .backslash, .controlCharacter, .parentPath, .reservedName])
    }

    @Test func `a file and what lies inside a folder of its name clash wherever they stand`() {
        let names = ["a/b/c", "x", "A/B", "a-b", "a b", "a/bc"]
        #expect(EntryName.clashes(names).map { [$0.first, $0.second] } == [[0, 2]])
        #expect(EntryName.clashes(["a/", "a/b", "b/", "b/c/"]).isEmpty)
    }

    @Test func `an unprintable name is spelled out in a problem`() {
        let problem = ArchiveProblem(.controlCharacter, entry: "a\u{1B}[31m\u{202E}b", "")
        #expect(problem.entry == "a\\u{1b}[31m\\u{202e}b")
    }
}
