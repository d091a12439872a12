public import Foundation

/// Statistics of items for other systems: how they behaved, where, and with how many candidates.
///
/// Source: QTI 3.0 usage data and item statistics, information model 1.0 (2022); the same in 2.1 and 2.2.
public struct QTIUsageData: Hashable, Sendable {
    public var statistics: [Statistic]
    /// The address of the glossary that defines the names, when there is one for all.
    public var glossary: String?

    public init(statistics: [Statistic] = [], glossary: String? = nil) {
        self.statistics = statistics
        self.glossary = glossary
    }

    public struct Statistic: Hashable, Sendable {
        /// Names are free; ``Name`` has those that the standard's own samples use.
        public var name: String
        /// The address that names the population: the sitting, or the partner and year.
        public var context: String
        public var targets: [Target]
        public var value: Value
        /// How many candidates it rests on.
        public var candidates: Int?
        public var standardError: Double?
        public var standardDeviation: Double?
        public var updated: Date?

        public init(
            name: String,
            context: String,
            targets: [Target],
            value: Value,
            candidates: Int? = nil,
            standardError: Double? = nil,
            standardDeviation: Double? = nil,
            updated: Date? = nil
        ) {
            self.name = name
            self.context = context
            self.targets = targets
            self.value = value
            self.candidates = candidates
            self.standardError = standardError
            self.standardDeviation = standardDeviation
            self.updated = updated
        }
    }

    /// Names of statistics that occur in the samples of the standard.
    public enum Name {
        /// Mean mark over the marks available.
        public static let facility = "P-Value"
        /// Correlation of a dichotomous item with the test.
        public static let pointBiserial = "PTbis"
        /// Share of the candidates who chose an option.
        public static let optionShare = "AIS-Response"
    }

    /// What a statistic is about.
    public struct Target: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable, CaseIterable {
            case test, testpart, section, item, outcome, interaction, choice
        }

        public var identifier: String
        /// A part of it, such as an option.
        public var part: String?
        public var kind: Kind?

        public init(identifier: String, part: String? = nil, kind: Kind? = nil) {
            self.identifier = identifier
            self.part = part
            self.kind = kind
        }
    }

    public enum Value: Hashable, Sendable {
        case one(Double)
        /// One number for each of several cases, such as the options, in this order.
        case each([Entry])
    }

    public struct Entry: Hashable, Sendable {
        public var key: String
        public var value: Double

        public init(key: String, value: Double) {
            self.key = key
            self.value = value
        }
    }

    /// The document in `version`: equal statistics give equal bytes.
    ///
    /// Statistics of no number or with no target are left out: the standard cannot hold them.
    public func document(_ version: QTIVersion) -> Data {
        let space =
            switch version {
            case .v20, .v21: "http://www.imsglobal.org/xsd/imsqti_usagedata_v2p1"
            case .v22: "http://www.imsglobal.org/xsd/imsqti_usagedata_v2p2"
            case .v30: "http://www.imsglobal.org/xsd/imsqti_usagedata_v3p0"
            }
        let parts = statistics.compactMap { $0.element(in: space, knowsKinds: version == .v30) }
        return QTIStrictText.document(
            QTIStrictText.element("usageData", in: space, ["glossary": glossary], parts),
            in: space
        )
    }
}

extension QTIUsageData.Statistic {
    /// `nil` when it says nothing.
    fileprivate func element(in space: String, knowsKinds: Bool) -> XMLElement? {
        guard !targets.isEmpty, let (name, content) = content(in: space) else { return nil }
        let targets = targets.map { target in
            QTIStrictText.element(
                "targetObject",
                in: space,
                [
                    "identifier": target.identifier, "partIdentifier": target.part.map(QTIStrictText.name),
                    "objectType": knowsKinds ? target.kind?.rawValue : nil,
                ]
            )
        }
        return QTIStrictText.element(
            name,
            in: space,
            [
                "name": QTIStrictText.name(self.name), "context": context,
                "caseCount": candidates.map { String($0) }, "stdError": standardError.map(QTIStrictText.number),
                "stdDeviation": standardDeviation.map(QTIStrictText.number),
                "lastUpdated": updated.map(QTIStrictText.day),
            ],
            targets + [content]
        )
    }

    private func content(in space: String) -> (name: String, content: XMLElement)? {
        switch value {
        case .one(let number):
            guard number.isFinite else { return nil }
            return ("ordinaryStatistic", QTIStrictText.text("value", in: space, QTIStrictText.number(number)))
        case .each(let entries):
            let known = entries.filter(\.value.isFinite)
            guard !known.isEmpty else { return nil }
            let mapped = known.map { entry in
                QTIStrictText.element(
                    "mapEntry",
                    in: space,
                    ["mapKey": entry.key, "mappedValue": QTIStrictText.number(entry.value)]
                )
            }
            return ("categorizedStatistic", QTIStrictText.element("mapping", in: space, [:], mapped))
        }
    }
}
