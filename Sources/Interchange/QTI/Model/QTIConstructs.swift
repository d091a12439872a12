/// What some versions of QTI know and others do not, and what becomes of it in those.
///
/// Source: the schemas of QTI 2.1, 2.2.4 (with its HTML 5 and its free attributes) and 3.0; a test holds this table
/// against them, element by element: `QTIConstructsTests`.
enum QTIConstructs {
    /// What is done with a construct that the version to be written does not have.
    enum Remedy: Hashable {
        /// The item's behaviour hangs on it: the item keeps its own version.
        case refused
        /// It is left out and named.
        case removed
        /// Its content takes its place; only a box is lost, which nobody needs to hear of.
        case unwrapped
        /// Another element does nearly the same; the change is named.
        case renamed(String)
    }

    struct Element {
        let versions: Set<QTIVersion>
        let remedy: Remedy
    }

    private static let two: Set<QTIVersion> = [.v20, .v21, .v22]
    private static let newer: Set<QTIVersion> = [.v22, .v30]

    /// Elements of QTI's own that not every version has, in our spelling.
    static let own: [String: Element] = [
        "context-declaration": Element(versions: [.v30], remedy: .refused),
        "portable-custom-interaction": Element(versions: [.v30], remedy: .refused),
        "interaction-modules": Element(versions: [.v30], remedy: .refused),
        "interaction-module": Element(versions: [.v30], remedy: .refused),
        "interaction-markup": Element(versions: [.v30], remedy: .refused),
        "template-variable": Element(versions: [.v30], remedy: .refused),
        "context-variable": Element(versions: [.v30], remedy: .refused),
        // Without the shared text the question cannot be answered.
        "assessment-stimulus-ref": Element(versions: newer, remedy: .refused),
        "assessment-stimulus": Element(versions: newer, remedy: .refused),
        "stimulus-body": Element(versions: newer, remedy: .refused),
        "catalog-info": Element(versions: [.v30], remedy: .removed),
        "catalog": Element(versions: [.v30], remedy: .removed),
        "card": Element(versions: [.v30], remedy: .removed),
        "card-entry": Element(versions: [.v30], remedy: .removed),
        "html-content": Element(versions: [.v30], remedy: .removed),
        "file-href": Element(versions: [.v30], remedy: .removed),
        "companion-materials-info": Element(versions: [.v30], remedy: .removed),
        "content-body": Element(versions: [.v30], remedy: .unwrapped),
        "info-control": Element(versions: two, remedy: .renamed("div")),
    ]

    /// Elements of HTML that not every version has.
    static let markup: [String: Element] = {
        var table: [String: Element] = [:]
        for name in ["article", "aside", "figure", "figcaption", "footer", "header", "nav", "section"] {
            table[name] = Element(versions: newer, remedy: .renamed("div"))
        }
        for name in ["bdi", "bdo", "label", "ruby", "rb", "rt", "rtc", "rp"] {
            table[name] = Element(versions: newer, remedy: .renamed("span"))
        }
        for name in ["audio", "video"] { table[name] = Element(versions: newer, remedy: .renamed("object")) }
        for name in ["source", "track"] { table[name] = Element(versions: newer, remedy: .removed) }
        for name in ["details", "summary"] { table[name] = Element(versions: [.v30], remedy: .renamed("div")) }
        table["picture"] = Element(versions: [.v30], remedy: .renamed("img"))
        return table
    }()

    /// Attributes that not every version has, by the elements that carry them; `*` stands for every element.
    static let attributes: [String: [(elements: Set<String>, versions: Set<QTIVersion>)]] = [
        "min-choices": [(["inline-choice-interaction"], [.v30])],
        "max-associations": [(["gap-match-interaction", "graphic-gap-match-interaction"], newer)],
        "min-associations": [(["gap-match-interaction", "graphic-gap-match-interaction"], newer)],
        "format": [(["text-entry-interaction"], newer)],
        "coords": [(["media-interaction"], newer)],
        "left": [(["gap-img"], newer)],
        "top": [(["gap-img"], newer)],
        "external-scored": [(["outcome-declaration"], newer)],
        "variable-identifier-ref": [(["outcome-declaration"], newer)],
        "fixed": [(["gap", "gap-img", "gap-text", "hottext", "hotspot-choice", "associable-hotspot"], [.v20, .v21])],
        "title": [(["assessment-stimulus-ref"], [.v30])],
        "id": [(["simple-match-set", "position-object-stage"], newer)],
        "dir": [(["*"], newer)],
        "role": [(["*"], newer)],
        "data-catalog-idref": [(["*"], [.v30])],
    ]

    /// The few of ARIA that QTI 2.2 took up.
    private static let earlyRoles: Set<String> = [
        "aria-controls", "aria-describedby", "aria-flowto", "aria-label", "aria-labelledby", "aria-level", "aria-live",
        "aria-orientation", "aria-owns",
    ]

    /// Whether `version` has the attribute `name` on the element `element`.
    static func has(_ name: String, on element: String, _ version: QTIVersion) -> Bool {
        if let rules = attributes[name] {
            return rules.allSatisfy { rule in
                !(rule.elements.contains(element) || rule.elements.contains("*")) || rule.versions.contains(version)
            }
        }
        if name.hasPrefix("aria-") { return version == .v30 || (version == .v22 && earlyRoles.contains(name)) }
        if name.hasPrefix("data-") { return newer.contains(version) }
        return true
    }

    /// HTML 5 of QTI 2.2 stands in a namespace of its own.
    static let markupNamespace = "http://www.imsglobal.org/xsd/imsqtiv2p2_html5_v1p0"

    /// The namespace of an HTML element called `name` in `version`.
    static func namespace(ofMarkup name: String, _ version: QTIVersion) -> String {
        let isNew = version == .v22 && name != "bdo" && markup[name].map { $0.versions == newer } ?? false
        return isNew ? markupNamespace : version.namespace
    }

    /// The templates of response processing that every version has, by the last part of their address.
    static let templates: Set<String> = ["match_correct", "map_response", "map_response_point"]

    /// Where the content of a box stands in one of its own from QTI 3 on.
    static let boxes: Set<String> = ["rubric-block", "feedback-block", "modal-feedback", "template-block"]

    /// The interactions whose picture is an `object` before QTI 3.
    static let pictureHolders: Set<String> = [
        "hotspot-interaction", "graphic-order-interaction", "graphic-associate-interaction",
        "graphic-gap-match-interaction", "select-point-interaction", "position-object-stage",
        "position-object-interaction", "drawing-interaction", "gap-img",
    ]
}
