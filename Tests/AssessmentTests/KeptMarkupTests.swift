@testable import Assessment
import Testing

/// The allow-list for markup that is kept as it was written, and what stands where a file is missing.
@Suite struct KeptMarkupTests {
    private static func read(_ html: String) throws -> (blocks: [Block], losses: [ContentLoss]) {
        var content = ContentImport()
        let blocks = content.blocks(try HTMLReader.nodes(html))
        return (blocks, content.losses)
    }

    /// Markup inside something that is kept whole.
    private static func kept(_ markup: String) throws -> (text: String, losses: [ContentLoss]) {
        let (blocks, losses) = try read("<dl><dt>term</dt><dd>\(markup)</dd></dl>")
        guard case .foreign(let text, _)? = blocks.first else { return ("", losses) }
        return (text, losses)
    }

    @Test(arguments: [
        "blink", "x-steal", "fencedframe", "geolocation", "command", "dialogue", "model", "usermedia", "content",
    ])
    func `an element that nobody has allowed is not kept, its words are, and it is named`(name: String) throws {
        let (text, losses) = try Self.kept("<\(name) onfocus='a()' href='b'>words</\(name)>")
        #expect(text == "<dl><dt>term</dt><dd>words</dd></dl>")
        #expect(losses.contains { $0.code == "content.element" && $0.message == "\(name) is not kept, its content is" })
        #expect(losses.contains { $0.code == "content.handler" })
    }

    @Test(arguments: [
        "nonce", "is", "popover", "popovertarget", "srcdoc", "contenteditable", "formaction", "ping", "autofocus",
        "itemprop", "crossorigin", "http-equiv", "autoplay", "commandfor", "sandbox", "anything-new",
    ])
    func `an attribute that nobody has allowed is not kept and is named`(name: String) throws {
        let (text, losses) = try Self.kept("<ruby \(name)='a' title='b'>c</ruby>")
        #expect(text == "<dl><dt>term</dt><dd><ruby title=\"b\">c</ruby></dd></dl>")
        #expect(losses.contains { $0.code == "content.attribute" && $0.message.contains(name) })
    }

    @Test(arguments: [
        "<math display=\"block\" alttext=\"a\"><mrow mathvariant=\"bold\"><mi>x</mi><set></set></mrow></math>",
        "<svg viewBox=\"0 0 9 9\"><linearGradient id=\"g\"></linearGradient>"
            + "<rect fill=\"url(#g)\" stroke-width=\"2\"></rect></svg>",
        "<ruby lang=\"ja\" dir=\"ltr\" data-x=\"1\" aria-label=\"kan\">漢<rt>kan</rt></ruby>",
    ])
    func `formulae, drawings and ruby are kept without a loss`(markup: String) throws {
        let (text, losses) = try Self.kept(markup)
        #expect(losses.isEmpty, "\(losses)")
        #expect(text.contains("x") || text.contains("漢"))
    }

    @Test func `what is allowed and yet active in a drawing is taken out by the second line`() throws {
        #expect(KeptMarkup.allows(element: "set", in: ""))
        let (text, losses) = try Self.kept("<svg><rect><set attributeName='href' to='a'/></rect></svg>")
        #expect(!text.contains("set") && losses.map(\.code) == ["content.element"])
        let (address, found) = try Self.kept("<q cite='https://x.example'>a</q>")
        #expect(!address.contains("example") && found.map(\.code) == ["content.remote"])
    }

    @Test func `nothing of the second line's is on the allow-list but what is harmless outside drawings`() {
        let allowed = ContentRules.removed.filter { KeptMarkup.allows(element: $0, in: "") }
        #expect(allowed.isEmpty, "\(allowed)")
        let active = ContentRules.activeInDrawings.filter { KeptMarkup.allows(element: $0, in: KeptMarkup.svg) }
        #expect(active.isEmpty, "\(active)")
        #expect(!KeptMarkup.allows(element: "include", in: ContentRules.inclusion))
        #expect(!KeptMarkup.allows(element: "p", in: "urn:other"))
        #expect(!KeptMarkup.allows(MarkupAttribute("type", namespace: "urn:other", "a")))
        #expect(!KeptMarkup.allows(MarkupAttribute("onclick", "a")))
        #expect(!KeptMarkup.allows(MarkupAttribute("style", "a")))
    }

    // MARK: - Missing files

    @Test func `a picture or recording whose file is missing leaves its place and its words`() throws {
        let html = #"<p>See <img src="gone.png" alt="ECG"> here</p><video src="gone.mp4" title="gait"></video>"#
        let (blocks, losses) = try Self.read(html)
        #expect(losses.map(\.code) == ["content.media", "content.media"])
        #expect(losses[0].message.contains("gone.png") && losses[1].message.contains("gone.mp4"))
        #expect(blocks.flatMap(\.missing) == ["ECG", "gait"])
        #expect(blocks.plainText == "See ECG here gait")
    }

    @Test func `a file outside the package is taken out as before, and is not missing`() throws {
        let (blocks, losses) = try Self.read(#"<p>See <img src="https://x.example/a.png" alt="ECG"></p>"#)
        #expect(blocks == [.text("See ECG")] && losses.map(\.code) == ["content.remote"])
    }

    @Test func `an item lacks what candidates would see, not what staff read`() throws {
        var version = ItemVersion(
            item: ItemID(rawValue: "a"),
            kind: KindName(rawValue: "k"),
            title: "A",
            body: [Block.image(ContentImage(media: "", alternative: "ECG"))],
            interactions: [],
            scoring: []
        )
        #expect(version.missingFiles == ["ECG"])
        version.rationale.general = [.image(ContentImage(media: "", alternative: "for staff"))]
        version.body = []
        #expect(version.missingFiles.isEmpty)
    }
}
