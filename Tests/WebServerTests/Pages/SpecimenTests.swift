import Foundation
import Testing

@testable import WebServer

/// Rules that hold for every page, run over every specimen.
@Suite struct SpecimenTests {
    @Test func `each template names only fields that its page has, and every tag is reached by a specimen`() throws {
        var check = try NameCheck(templates: SiteFolder.templates())
        let texts = try SiteFolder.texts("en")
        for specimen in Specimen.all { Self.check(specimen, in: &check, texts: texts) }
        #expect(check.problems.sorted() == [])
        #expect(check.unreached == [])
    }

    @Test func `every page kind has a specimen and every specimen a name of its own`() throws {
        let texts = try SiteFolder.texts("en")
        let shown = Set(Specimen.all.map { type(of: $0.page(texts)).template })
        #expect(Set((Site.pages + Site.staffPages).map { $0.template }) == shown)
        #expect(Set(Specimen.all.map(\.name)).count == Specimen.all.count)
    }

    @Test(arguments: Specimen.all)
    func `a page looks as it was recorded`(specimen: Specimen) throws {
        let texts = try SiteFolder.texts("en")
        try Golden.expect(Self.rendered(specimen, texts), named: specimen.name)
    }

    @Test(arguments: Specimen.all)
    func `in the accented language nothing is left unaccented but what people wrote`(specimen: Specimen) throws {
        let markup = try Self.rendered(specimen, SiteFolder.texts("en-XA"))
        #expect(ShownText.unaccented(in: markup) == [])
    }

    @Test(arguments: Specimen.all)
    func `tags are balanced and nothing is cut short`(specimen: Specimen) throws {
        for locale in ["en", "ar-XB"] {
            let markup = try Self.rendered(specimen, SiteFolder.texts(locale))
            #expect(ShownText.unbalanced(in: markup) == [])
            #expect(markup.hasSuffix("</html>\n"))
            #expect(markup.contains("dir=\"\(locale == "ar-XB" ? "rtl" : "ltr")\""))
        }
    }

    /// `SPECIMENS=<folder> swift test` writes every page with its real assets there, for a browser.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["SPECIMENS"] != nil))
    func `pages are written for the browser to look at`() throws {
        let out = URL(fileURLWithPath: try #require(ProcessInfo.processInfo.environment["SPECIMENS"]))
        let site = try Site(folder: #require(Site.folder), pages: [], pseudoLocales: true) { $0 }
        for asset in site.assets.all { try Self.write(asset.body, to: out.appendingPathComponent(asset.path)) }
        for locale in ["en", "en-XA", "ar-XB"] {
            for specimen in Specimen.all {
                let texts = site.texts(for: locale)
                let layout = specimen.layout(texts, assets: site.assets.urls)
                func render(_ page: some Page) -> String { site.render(page, in: layout) }
                let markup = render(specimen.page(texts))
                try Self.write(Data(markup.utf8), to: out.appendingPathComponent("\(locale)/\(specimen.name).html"))
            }
        }
    }

    private static func write(_ data: Data, to file: URL) throws {
        let folder = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try data.write(to: file)
    }

    static func rendered(_ specimen: Specimen, _ texts: Texts) throws -> String {
        let library = try SiteFolder.library(texts.locale)
        func render(_ page: some Page) -> String { library.render(page, in: specimen.layout(texts)).markup }
        return render(specimen.page(texts))
    }

    private static func check(_ specimen: Specimen, in check: inout NameCheck, texts: Texts) {
        func run(_ page: some Page) { check.check(page, in: specimen.layout(texts)) }
        run(specimen.page(texts))
    }
}
