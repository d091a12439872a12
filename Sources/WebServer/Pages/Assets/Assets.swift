import Foundation

/// One static file as it is sent: named by its content, so that it may be kept for a year.
struct Asset: Sendable {
    /// Such as `/assets/candidate-9f3c2ab1.css`.
    let path: String
    let contentType: String
    let body: Data
    /// The same compressed, when that is smaller.
    let gzipped: Data?
}

/// The static files of the site: components joined into one file for each use, named by content.
struct Assets: Sendable {
    let urls: AssetURLs
    private let byPath: [String: Asset]

    /// Makes the finished words from facts.
    ///
    /// - `files`: Text of each file under `Site`, by path (`styles/base.css`).
    /// - `texts`: One for each language of the interface.
    /// - `gzip`: Compresses; comes from outside because this target has no compressor of its own.
    init(files: [String: String], texts: [Texts], gzip: (Data) throws -> Data) throws {
        var assets: [Asset] = []
        func add(_ name: String, _ ending: String, _ type: String, _ text: String) throws -> String {
            let body = Data(text.utf8)
            let compressed = try gzip(body)
            let path = "/assets/\(name)-\(AssetText.fingerprint(of: body)).\(ending)"
            let gzipped = compressed.count < body.count ? compressed : nil
            assets.append(Asset(path: path, contentType: type, body: body, gzipped: gzipped))
            return path
        }
        func isStaff(_ path: String) -> Bool { path.split(separator: "/").last?.hasPrefix("staff") ?? false }

        let css = "text/css; charset=utf-8"
        let javaScript = "text/javascript; charset=utf-8"
        let styles = files.filter { $0.key.hasPrefix("styles/") }
        let scripts = files.filter { $0.key.hasPrefix("scripts/") }
        let staffStyles = AssetText.joinedStyles(styles.filter { isStaff($0.key) })
        let staffScripts = AssetText.joinedScripts(scripts.filter { isStaff($0.key) })
        let candidateScripts = AssetText.joinedScripts(
            scripts.filter { !isStaff($0.key) && !AssetText.isControl($0.key) }
        )
        let style = try add("style", "css", css, AssetText.joinedStyles(styles.filter { !isStaff($0.key) }))
        var scriptURLs: [String: String] = [:]
        for language in texts {
            let words = try AssetText.words(of: language)
            let locale = language.locale.lowercased()
            let controls = try add("controls-\(locale)", "js", javaScript, try AssetText.controls(scripts, language))
            scriptURLs[language.locale] = try add(
                "candidate-\(locale)",
                "js",
                javaScript,
                "\(words)const modules={\"controls\":\"\(controls)\"};\n\(candidateScripts)"
            )
        }
        urls = AssetURLs(
            style: style,
            staffStyle: staffStyles.isEmpty ? nil : try add("staff", "css", css, staffStyles),
            candidateScripts: scriptURLs,
            staffScript: staffScripts.isEmpty ? nil : try add("staff", "js", javaScript, staffScripts),
            icons: try add(
                "icons",
                "svg",
                "image/svg+xml",
                try AssetText.sprite(files.filter { $0.key.hasPrefix("icons/") && $0.key.hasSuffix(".svg") })
            )
        )
        byPath = Dictionary(assets.map { ($0.path, $0) }) { first, _ in first }
    }

    /// The file served at `path`, if it is one of this start of the server.
    func asset(at path: String) -> Asset? { byPath[path] }

    /// Everything that is served.
    var all: [Asset] { byPath.values.sorted { $0.path < $1.path } }
}
