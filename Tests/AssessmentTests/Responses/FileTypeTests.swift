import Assessment
import Foundation
import Testing

@Suite struct FileTypeTests {
    private static let samples: [(bytes: Data, type: String)] = [
        (Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]), "image/png"),
        (Data([0xFF, 0xD8, 0xFF, 0xE0]), "image/jpeg"),
        (text("GIF89a"), "image/gif"),
        (text("RIFF....WEBPVP8 "), "image/webp"),
        (text("RIFF....WAVE"), "audio/wav"),
        (text("....ftypheic"), "image/heic"),
        (text("....ftypisom"), "video/mp4"),
        (text("%PDF-1.7"), "application/pdf"),
        (zip("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (zip("mimetypeapplication/vnd.oasis.opendocument.text"), "application/vnd.oasis.opendocument.text"),
        (zip("a.txt"), "application/zip"),
        (text("Séance du 3 mai\n"), "text/plain"),
        (text("<html><script>"), "text/plain"),
        (Data([0, 1, 2]), FileType.unknown),
        (Data(), FileType.unknown),
        (Data([0xC3, 0x28]), FileType.unknown),
    ]

    private static func text(_ text: String) -> Data { Data(text.utf8) }

    private static func zip(_ entry: String) -> Data { Data([0x50, 0x4B, 0x03, 0x04]) + text(entry) }

    @Test(arguments: samples)
    func `the first bytes say what a file is`(bytes: Data, type: String) {
        #expect(FileType.name(of: bytes) == type)
    }

    @Test func `text that is cut inside a character is still text`() {
        let text = Data(String(repeating: "ä", count: 2049).utf8)
        #expect(FileType.name(of: Data([0x61]) + text) == "text/plain")
    }
}
