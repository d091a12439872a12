import Foundation
import Testing

@testable import WebServer

@Suite struct PageLibraryTests {
    private let texts = Texts(locale: "en", entries: ["a.b": .text("A & B"), "c.d": .text("{n} times")])

    @Test func `a text takes its place, escaped`() throws {
        let library = try PageLibrary(templates: ["probe": "    <p>[[a.b]]</p>\n\n  {{title}}"], texts: texts)
        #expect(
            library.render(ProbePage(title: "x"), in: Specimen.everyone[0].layout(texts)).markup
                == "<p>A &amp; B</p>\nx\n"
        )
    }

    @Test(arguments: [
        ("[[no.such]]", "[[no.such]] is not in the catalogue"),
        ("[[c.d]]", "[[c.d]] needs parameters: fill it in Swift"),
        ("{{>nothing}}", "there is no template nothing"),
        ("{{<nothing}}{{/nothing}}", "there is no template nothing"),
        ("{{#a}}", "{{a}} is not closed"),
        ("{{/a}}", "{{/a}} closes nothing"),
        ("{{#a}}{{/b}}", "{{/b}} closes nothing"),
        ("{{a", "{{ without }}"),
        ("{{count(a)}}", "{{count(a)}} is not a name"),
    ])
    func `a broken template is named with what is wrong`(text: String, problem: String) {
        #expect(throws: SiteProblem(file: "probe", problem: problem)) {
            try PageLibrary(templates: ["probe": text], texts: texts)
        }
    }

    @Test func `a page without a template stops the start`() throws {
        let folder = try #require(Site.folder)
        #expect(throws: SiteProblem(file: "templates", problem: "there is no template probe.mustache")) {
            try Site(folder: folder, pages: [ProbePage.self]) { $0 }
        }
    }

    @Test func `the site starts with all its pages and answers in every language`() throws {
        let folder = try #require(Site.folder)
        let site = try Site(folder: folder, pages: Site.pages + Site.staffPages, pseudoLocales: true) { $0 }
        #expect(site.locales.contains("en") && site.locales.contains("ar-XB"))
        #expect(site.texts(for: "en-GB").locale == "en")
        #expect(site.texts(for: "tlh").locale == "en")
        for asset in site.assets.all { #expect(site.assets.asset(at: asset.path)?.body == asset.body) }
    }

    /// Without it a range such as 130–170 is drawn as 170–130 in a page of the other direction.
    @Test func `what a template shows in a language of its own has that language's direction`() throws {
        let folder = try #require(Site.folder).appending(path: "templates")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var elements = 0
        for case let file as URL in files where file.pathExtension == "mustache" {
            for tag in try String(contentsOf: file, encoding: .utf8).matches(of: /<[^>]*\slang="[^>]*>/) {
                elements += 1
                #expect(tag.0.contains(" dir=\""), "\(file.lastPathComponent): \(tag.0)")
            }
        }
        #expect(elements > 5)
    }

    @Test func `names that a page lacks, misuses or borrows from outside are found`() throws {
        struct Row: Sendable { let note: String? }
        struct OddPage: Page {
            let title = ""
            let note = "outer"
            let flag = true
            let raw = "<b>"
            let language = "en"
            let rows = [Row(note: nil)]
        }
        var check = try NameCheck(templates: [
            "odd": "{{unknown}}{{flag}}{{{raw}}}{{#rows}}{{note}}{{/rows}}{{^flag}}{{x}}{{/flag}}"
        ])
        check.check(OddPage(), in: Specimen.everyone[0].layout(texts))
        #expect(
            check.problems.sorted() == [
                "odd: the layout has a field language too", "odd: {{flag}} is not a String",
                "odd: {{note}} is empty here and is looked up outside", "odd: {{unknown}} is no field",
                "odd: {{x}} is no field", "odd: {{{raw}}} is not SafeHTML",
            ]
        )
        #expect(check.unreached == [])
    }

    private struct ProbePage: Page { let title: String }
}
