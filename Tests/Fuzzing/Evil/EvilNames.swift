/// Attacks by the names of entries and by the addresses in a manifest (I2, QTI notes 6.6).
enum EvilNames {
    private static func refused(_ name: String, _ code: String, _ entries: [CraftedArchive.Entry]) -> EvilCase {
        let bytes = CraftedArchive(entries).bytes
        return EvilCase(name: name, rule: "I2", file: "evil.zip", expectation: .refused("archive.\(code)")) { bytes }
    }

    private static func refused(_ name: String, _ code: String, _ names: String...) -> EvilCase {
        refused(name, code, names.map { CraftedArchive.Entry($0) })
    }

    private static func address(_ name: String, _ href: String) -> EvilCase {
        EvilCase(name: name, rule: "6.6", file: "evil.zip", expectation: .itemsRefused("file.missing")) {
            let manifest = Array(EvilMarkup.manifest([href]).utf8)
            return CraftedArchive([.init("imsmanifest.xml", manifest), .init("q.xml", Array(EvilMarkup.item().utf8))])
                .bytes
        }
    }

    static let cases: [EvilCase] = [
        refused("slip-parent", "parent-path", "../../avicenna-slip.xml"),
        refused("slip-inside", "parent-path", "a/../../avicenna-slip.xml"),
        refused("slip-root", "absolute-path", "/tmp/avicenna-slip.xml"),
        refused("slip-backslash", "backslash", "..\\..\\avicenna-slip.xml"),
        refused("slip-drive", "drive-letter", "C:avicenna-slip.xml"),
        refused("slip-share", "backslash", "\\\\host\\share\\avicenna-slip.xml"),
        refused("slip-dot", "empty-path-part", "./a.xml"),
        refused("name-nul", "control-character", "a.xml\0.png"),
        refused("name-line-break", "control-character", "a\n.xml"),
        refused("name-turned", "direction-mark", "a\u{202E}gnp.xml"),
        refused("name-device", "reserved-name", "aux.xml"),
        refused("name-stream", "reserved-name", "CON:stream"),
        refused("name-empty", "empty-name", ""),
        refused("name-long", "name-too-long", String(repeating: "a", count: 600)),
        refused("twins-equal", "duplicate-name", "a.xml", "a.xml"),
        refused("twins-case", "duplicate-name", "a.xml", "A.XML"),
        refused("twins-sharp-s", "duplicate-name", "straße.xml", "STRASSE.xml"),
        refused("twins-normal-form", "duplicate-name", "\u{E9}.xml", "e\u{301}.xml"),
        refused("twins-dot", "duplicate-name", "a.xml", "a.xml."),
        refused("file-as-folder", "duplicate-name", "a", "a/b.xml"),
        refused("name-latin-1", "name-not-utf8", [.init("a").with { $0.name = [0x61, 0xE9, 0x2E, 0x78] }]),
        refused(
            "link",
            "link-or-device",
            [.init("a.xml", Array("/etc/passwd".utf8)).with { $0.attributes = 0o120777 << 16 }]
        ),
        refused("device", "link-or-device", [.init("a.xml").with { $0.attributes = 0o060600 << 16 }]),
        refused("reparse-point", "link-or-device", [.init("a.xml").with { $0.attributes = 0x400 }]),
        refused("folder-with-data", "headers-disagree", [.init("folder/")]),
        address("href-parent", "../../../../etc/passwd"),
        address("href-root", "/etc/passwd"),
        address("href-remote", "https://hostile.invalid/q.xml"),
        address("href-escaped", "..%2F..%2Fetc%2Fpasswd"),
        address("href-file", "file:///etc/passwd"),
        address("href-backslash", "a\\..\\q.xml"),
    ]
}
