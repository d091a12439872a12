import Foundation

@testable import WebServer

/// Reads from markup what a browser would post of it: for fields as our own controls write them.
enum FormReading {
    static func fields(in markup: String) throws -> FormFields {
        var form = FormFields()
        var list: (name: String, value: String)?
        for tag in ShownText.tags(in: markup) {
            let text = String(tag.text)
            switch tag.name {
            case "input":
                guard let name = attribute("name", of: text) else { continue }
                let isTicked = ["radio", "checkbox"].contains(attribute("type", of: text) ?? "text")
                if !isTicked || text.contains(" checked") { form.append(name, attribute("value", of: text) ?? "") }
            case "select" where tag.isClosing:
                if let list { form.append(list.name, list.value) }
                list = nil
            case "select": list = attribute("name", of: text).map { ($0, "") }
            case "option" where text.contains(" selected"): list?.value = attribute("value", of: text) ?? ""
            default: continue
            }
        }
        return form
    }

    private static func attribute(_ name: String, of tag: String) -> String? {
        guard let start = tag.firstRange(of: " \(name)=\"") else { return nil }
        return String(tag[start.upperBound...].prefix { $0 != "\"" })
            .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&lt;", with: "<")
            .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }
}
