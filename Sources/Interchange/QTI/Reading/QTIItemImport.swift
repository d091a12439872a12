import Assessment
import Foundation

/// Makes an item version of an item of QTI: of one of our kinds when it is exactly that, else kept as it came.
struct QTIItemImport {
    let catalogue: Catalogue
    /// Whether missing files keep their places, as `ContentImport.keepsPlaces` says.
    var keepsPlaces = true

    /// Where an item came from and what came with it.
    struct Origin {
        /// The path of the item's file.
        var path: String
        var package = ""
        var resource = ""
        /// The names of our content for the files that the item needs, by path.
        var files: [String: String] = [:]
        var metadata = QTIMetadata()
        /// What of the package around the item could not be read.
        var losses: [Finding] = []
        /// The texts of other files that the item shows.
        var stimuli = QTIStimuli()
        /// What the item depends on beside its files, and which of it directly.
        var resources: [QTIDependency] = []
        var dependencies: [String] = []
    }

    struct Outcome {
        var version: ItemVersion
        /// Why the item cannot be delivered; empty when it can.
        var obstacles: [String]
        /// The line of each obstacle that lies in the content or an interaction, by its words.
        var lines: [String: Int]
        var losses: [Finding]
        var pictures: [String: Data]
    }

    /// Converts `item`, whose file has the bytes `bytes`; `media` names our files by the address as the item writes it.
    func outcome(
        _ item: QTIItem,
        bytes: Data,
        media: [String: String],
        stimuli: [String: Block] = [:],
        origin: Origin
    ) -> Outcome {
        var content = QTIContent(item, media: media, stimuli: stimuli, keepsPlaces: keepsPlaces)
        var obstacles = content.obstacles + origin.stimuli.obstacles
        var version = ItemVersion(
            item: ItemID(rawValue: item.identifier),
            language: item.language?.trimmed ?? origin.metadata.language ?? "und",
            title: item.title.isEmpty ? origin.metadata.title ?? item.identifier : item.title,
            body: content.body,
            interactions: content.interactions,
            scoring: [],
            rationale: content.rationale,
            metadata: metadata(bytes: bytes, origin: origin)
        )
        version.metadata.kept.merge(content.kept) { first, _ in first }
        if obstacles.isEmpty {
            do throws(Obstacle) {
                // Its own rules alone mark it, where they say enough.
                if item.isAdaptive { throw Obstacle(QTIProcessedScoring(item).adaptiveObstacle) }
                if let reason = content.beyondRules.first { throw Obstacle(reason) }
                version.scoring = try scoring(of: item, content.interactions)
                version = catalogue.recognised(version)
                obstacles += kindObstacles(version)
            } catch {
                obstacles.append(error.message)
            }
            if !obstacles.isEmpty { obstacles = ownRules(of: item, for: &version) ?? obstacles }
        } else {
            version.interactions = []
            version.body = content.bodyWithoutInteractions()
        }
        if item.root.isDeeper(than: 20), version.json.depth > ItemVersion.depthLimit {
            obstacles.append("the content nests too deep to be stored")
            Self.flatten(&version)
        }
        if !obstacles.isEmpty { version.kind = .unknown }
        let losses = content.losses + origin.stimuli.losses + origin.losses
        var unread = obstacles + losses.map(\.message)
        if unread.isEmpty, !isWhole(version, of: item) { unread.append("details of the markup") }
        if unread.isEmpty, !origin.files.isEmpty { unread.append("files beside it that its text does not show") }
        if !unread.isEmpty {
            version.original = Original(
                format: item.version.formatName,
                fileName: PackagePath.fileName(origin.path),
                bytes: bytes,
                unread: unread.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
            )
        }
        let pictures = content.pictures.merging(origin.stimuli.pictures) { first, _ in first }
        return Outcome(
            version: version,
            obstacles: obstacles,
            lines: content.lines.merging(origin.stimuli.obstacles.map { ($0, item.root.line) }) { first, _ in first },
            losses: losses,
            pictures: pictures
        )
    }

    /// Leaves the words alone; the source holds the rest.
    private static func flatten(_ version: inout ItemVersion) {
        version.interactions = []
        version.scoring = []
        version.body = [.text(version.body.plainText)]
        version.rationale = Rationale()
        version.metadata.kept["notes"] = nil
        version.metadata.kept["feedback"] = nil
    }

    private func scoring(of item: QTIItem, _ interactions: [Interaction]) throws(Obstacle) -> [RuleUse] {
        guard let interaction = interactions.first, interactions.count == 1 else {
            throw Obstacle("\(interactions.count) interactions are marked together")
        }
        guard let response = item.response(interaction.id.rawValue), item.responses.count == 1 else {
            throw Obstacle("the item declares responses that no interaction gives")
        }
        let marking = try QTIScoring(item: item, response: response).marking()
        return try QTIRules(item: item, response: response, interaction: interaction).uses(marking)
    }

    /// Marks `version` by the item's own rules, and says what stands in the way of that; `nil` where what stood in the way
    /// of a named rule says enough.
    private func ownRules(of item: QTIItem, for version: inout ItemVersion) -> [String]? {
        guard let processed = QTIProcessedScoring(item).version(version) else { return nil }
        let recognised = catalogue.recognised(processed)
        let reasons = kindObstacles(recognised)
        if reasons.isEmpty { version = recognised }
        // That parts are drawn is no obstacle by itself; what else there is has to be told.
        return reasons.isEmpty || !item.templates.isEmpty || !item.templateRules.isEmpty ? reasons : nil
    }

    private func kindObstacles(_ version: ItemVersion) -> [String] {
        guard version.kind != .unknown else { return ["no kind of question here has this form"] }
        return catalogue.problems(in: version).filter { $0.severity == .error }.map(\.message)
    }

    /// Whether our own writer would write this very item, so that its source need not be kept.
    private func isWhole(_ version: ItemVersion, of item: QTIItem) -> Bool {
        let written = QTIWriter(version: item.version, path: "item.xml").tree(version)
        return QTITree.normal(written) == QTITree.normal(item.root)
    }

    private func metadata(bytes: Data, origin: Origin) -> ItemMetadata {
        var kept: [String: JSONValue] = [:]
        var source: [String: JSONValue] = [
            "path": .string(origin.path), "hash": .string(ContentHash(of: bytes).rawValue),
        ]
        if !origin.package.isEmpty { source["package"] = .string(origin.package) }
        if !origin.resource.isEmpty { source["resource"] = .string(origin.resource) }
        if !origin.stimuli.hashes.isEmpty {
            source["stimuli"] = .object(origin.stimuli.hashes.mapValues { .string($0.rawValue) })
        }
        if !origin.files.isEmpty { source["files"] = .object(origin.files.mapValues(JSONValue.string)) }
        if !origin.resources.isEmpty {
            source["resources"] = .array(origin.resources.map(\.json))
            let names = Set(origin.resources.map(\.identifier))
            source["dependencies"] = .array(origin.dependencies.filter(names.contains).map(JSONValue.string))
        }
        kept["origin"] = .object(source)
        if let text = origin.metadata.text { kept["manifest-metadata"] = .string(text) }
        return ItemMetadata(
            tags: origin.metadata.tags,
            difficulty: origin.metadata.difficulty,
            licence: origin.metadata.licence ?? "",
            kept: kept
        )
    }
}

extension MarkupElement {
    /// Whether elements stand in elements more than `limit` deep.
    fileprivate func isDeeper(than limit: Int) -> Bool {
        limit < 0 || elements.contains { $0.isDeeper(than: limit - 1) }
    }
}
