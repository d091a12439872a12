/// A version of QTI, by the namespace of its documents.
public enum QTIVersion: String, Hashable, Sendable, CaseIterable {
    case v20 = "2.0"
    case v21 = "2.1"
    case v22 = "2.2"
    case v30 = "3.0"

    /// The namespace of items, tests and stimuli.
    public var namespace: String {
        switch self {
        case .v20: "http://www.imsglobal.org/xsd/imsqti_v2p0"
        case .v21: "http://www.imsglobal.org/xsd/imsqti_v2p1"
        case .v22: "http://www.imsglobal.org/xsd/imsqti_v2p2"
        case .v30: "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
        }
    }

    /// The folder of the response-processing templates that this version's own documents name.
    public var templates: String {
        switch self {
        case .v20: "http://www.imsglobal.org/question/qti_v2p0/rptemplates/"
        case .v21: "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
        case .v22: "http://www.imsglobal.org/question/qti_v2p2/rptemplates/"
        case .v30: "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/"
        }
    }

    /// The namespace of manifests, the resource type of an item and the namespace of its metadata.
    var manifest: (namespace: String, itemType: String, metadata: String) {
        switch self {
        case .v20:
            (
                "http://www.imsglobal.org/xsd/imscp_v1p1", "imsqti_item_xmlv2p0",
                "http://www.imsglobal.org/xsd/imsqti_v2p0"
            )
        case .v21:
            (
                "http://www.imsglobal.org/xsd/imscp_v1p1", "imsqti_item_xmlv2p1",
                "http://www.imsglobal.org/xsd/imsqti_metadata_v2p1"
            )
        case .v22:
            (
                "http://www.imsglobal.org/xsd/imscp_v1p1", "imsqti_item_xmlv2p2",
                "http://www.imsglobal.org/xsd/imsqti_metadata_v2p2"
            )
        case .v30:
            (
                "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1", "imsqti_item_xmlv3p0",
                "http://www.imsglobal.org/xsd/imsqti_metadata_v3p0"
            )
        }
    }

    /// What the reports call a document of this version.
    public var formatName: String { "qti\(rawValue)" }

    /// The version that reports call `name`.
    init?(formatName name: String) {
        guard let version = Self.allCases.first(where: { $0.formatName == name }) else { return nil }
        self = version
    }

    /// The version of a document: by the namespace of its root, else by how the root is spelt.
    ///
    /// Files without or with an odd namespace exist and are sound otherwise; they are never refused for it.
    init?(root: XMLElement) {
        if let version = Self.allCases.first(where: { $0.namespace == root.namespace }) {
            self = version
            return
        }
        let known = ["assessmentItem", "assessmentTest", "assessmentStimulus", "assessmentSection"]
        if root.local.hasPrefix("qti-"), known.contains(QTIDialect.camel(String(root.local.dropFirst(4)))) {
            self = .v30
        } else if known.contains(root.local) {
            self = root.namespace.contains("v2p0") ? .v20 : root.namespace.contains("v2p2") ? .v22 : .v21
        } else {
            return nil
        }
    }
}
