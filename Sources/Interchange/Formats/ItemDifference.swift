import Assessment

/// Where two versions of an item differ, part by part; what a format lost is found by reading back what it wrote.
enum ItemDifference {
    /// The parts that differ, in words for a report; metadata, kind and sources are not looked at.
    static func parts(_ one: ItemVersion, _ other: ItemVersion) -> [String] {
        var parts: [String] = []
        if one.item != other.item { parts.append("identifier") }
        if one.title != other.title { parts.append("title") }
        if one.language != other.language { parts.append("language") }
        if one.body != other.body { parts.append("text") }
        if one.interactions.map(\.prompt) != other.interactions.map(\.prompt) { parts.append("lead-in") }
        if one.interactions.map(bare) != other.interactions.map(bare) { parts.append("answers offered") }
        if one.scoring != other.scoring { parts.append("scoring") }
        if one.rationale != other.rationale { parts.append("rationale") }
        if one.station != other.station { parts.append("station") }
        return parts
    }

    /// All of an interaction but its prompt.
    private static func bare(_ interaction: Interaction) -> [String: JSONValue] {
        (interaction.json.members ?? [:]).filter { $0.key != "prompt" }
    }
}
