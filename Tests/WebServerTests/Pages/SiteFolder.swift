import Foundation
import Testing

@testable import WebServer

/// The resource folder as the tests read it, once: the one that the build copied.
enum SiteFolder {
    static func files() throws -> [String: String] { try read.get().files }

    static func templates() throws -> [String: String] { try read.get().templates }

    static func languages() throws -> [String: Texts] { try read.get().languages }

    static func texts(_ locale: String) throws -> Texts { try #require(languages()[locale]) }

    static func library(_ locale: String) throws -> PageLibrary { try #require(read.get().libraries[locale]) }

    private static let read = Result { try Contents() }

    private struct Contents {
        let files: [String: String]
        let templates: [String: String]
        let languages: [String: Texts]
        let libraries: [String: PageLibrary]

        init() throws {
            let files = try Site.files(in: #require(Site.folder))
            let templates = try Site.templates(in: files)
            self.files = files
            self.templates = templates
            languages = try Site.languages(in: files, pseudoLocales: true)
            libraries = try languages.mapValues { try PageLibrary(templates: templates, texts: $0) }
        }
    }
}
