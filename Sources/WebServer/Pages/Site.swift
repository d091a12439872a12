import Foundation

/// The resource folder `Site`, read once at the start: templates compiled for each language, texts, static files.
struct Site: Sendable {
    let assets: Assets
    private let libraries: [String: PageLibrary]
    private let texts: [String: Texts]

    /// Reads and checks everything under `folder`.
    ///
    /// - `pages`: Every kind of page that this server shows; each needs its template.
    /// - `pseudoLocales`: Adds `en-XA` and `ar-XB`, for tests and development.
    /// - `gzip`: Compresses a static file.
    /// - Throws: ``SiteProblem`` naming the file that is missing or broken.
    init(
        folder: URL,
        pages: [any Page.Type],
        pseudoLocales: Bool = false,
        gzip: (Data) throws -> Data
    ) throws {
        let files = try Self.files(in: folder)
        let templates = try Self.templates(in: files)
        for page in pages where templates[page.template] == nil {
            throw SiteProblem(file: "templates", problem: "there is no template \(page.template).mustache")
        }
        let languages = try Self.languages(in: files, pseudoLocales: pseudoLocales)
        libraries = try languages.mapValues { try PageLibrary(templates: templates, texts: $0) }
        assets = try Assets(files: files, texts: Array(languages.values), gzip: gzip)
        texts = languages
    }

    /// The words of `locale`, or of its language, or English.
    func texts(for locale: String) -> Texts {
        texts[locale] ?? texts[String(locale.prefix { $0 != "-" })] ?? texts["en"] ?? Texts(locale: "en", entries: [:])
    }

    /// Languages of the interface, sorted.
    var locales: [String] { texts.keys.sorted() }

    /// The page as a whole document, in the language of `layout`.
    func render(_ page: some Page, in layout: Layout) -> String {
        (libraries[layout.language] ?? libraries["en"])?.render(page, in: layout).markup ?? ""
    }

    /// Where the folder lies: beside the executable, in its bundle beside it, or where the build put it.
    static var folder: URL? {
        let beside = Bundle.main.bundleURL.appendingPathComponent("Site", isDirectory: true)
        if FileManager.default.fileExists(atPath: beside.path) { return beside }
        return Bundle.module.resourceURL?.appendingPathComponent("Site", isDirectory: true)
    }

    /// Text of every template by its name, which is its file's: names are used once.
    static func templates(in files: [String: String]) throws(SiteProblem) -> [String: String] {
        var templates: [String: String] = [:]
        for (path, text) in files where path.hasPrefix("templates/") && path.hasSuffix(".mustache") {
            let name = String(path.split(separator: "/").last?.dropLast(".mustache".count) ?? "")
            guard templates.updateValue(text, forKey: name) == nil else {
                throw SiteProblem(file: path, problem: "there are two templates \(name)")
            }
        }
        return templates
    }

    /// The catalogues by language: `texts/en.json` with `texts/en.staff.json` are one.
    static func languages(in files: [String: String], pseudoLocales: Bool) throws -> [String: Texts] {
        var entries: [String: [String: Texts.Entry]] = [:]
        for (path, text) in files.sorted(by: { $0.key < $1.key })
        where path.hasPrefix("texts/") && path.hasSuffix(".json") {
            let locale = String(path.dropFirst("texts/".count).prefix { $0 != "." })
            let own: [String: Texts.Entry]
            do {
                own = try JSONDecoder().decode([String: Texts.Entry].self, from: Data(text.utf8))
            } catch {
                throw SiteProblem(file: path, problem: "is not a catalogue: \(error)")
            }
            if let twice = own.keys.sorted().first(where: { entries[locale]?[$0] != nil }) {
                throw SiteProblem(file: path, problem: "\(twice) is in another file too")
            }
            entries[locale, default: [:]].merge(own) { first, _ in first }
        }
        guard let english = entries["en"].map({ Texts(locale: "en", entries: $0) }) else {
            throw SiteProblem(file: "texts/en.json", problem: "is not there")
        }
        var languages = ["en": english]
        for (locale, own) in entries where locale != "en" {
            languages[locale] = Texts(locale: locale, entries: own, base: english)
        }
        if pseudoLocales {
            for pseudo in [PseudoLocale.accented(english), PseudoLocale.mirrored(english)] {
                languages[pseudo.locale] = pseudo
            }
        }
        return languages
    }

    /// Text of every file under `folder`, by its path inside.
    static func files(in folder: URL) throws -> [String: String] {
        // The enumerator does not enter a folder that is itself a link.
        let folder = folder.resolvingSymlinksInPath()
        guard let paths = FileManager.default.enumerator(atPath: folder.path) else {
            throw SiteProblem(file: folder.path, problem: "cannot be read")
        }
        var files: [String: String] = [:]
        for case let path as String in paths
        where ["mustache", "css", "js", "json", "svg"].contains(path.split(separator: ".").last) {
            files[path] = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
        }
        return files
    }
}
