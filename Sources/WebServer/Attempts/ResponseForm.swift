import Assessment
import Foundation

/// The answer fields that the exam page posts without scripts.
enum ResponseForm {
    /// Reads what the fields hold for these interactions; fields are named as in ``ItemFragment``.
    ///
    /// Whatever was typed is kept as it is; what does not fit is judged later, never refused here.
    static func response(_ form: FormFields, _ interactions: [Interaction]) -> ItemResponse {
        var response = ItemResponse()
        for interaction in interactions { response.values[interaction.id] = value(form, interaction) }
        return response
    }

    private static func value(_ form: FormFields, _ interaction: Interaction) -> ResponseValue? {
        let name = "response.\(interaction.id.rawValue)"
        switch interaction {
        case .choice:
            let chosen = form.all(name).filter { !$0.isEmpty }
            return chosen.isEmpty ? nil : .choices(chosen.map(OptionID.init(rawValue:)))
        case .match(let match):
            let pairs = match.rows.flatMap { row in
                form.all("\(name).\(row.id.rawValue)").filter { !$0.isEmpty }
                    .map { ResponseValue.Pair(row: row.id, column: OptionID(rawValue: $0)) }
            }
            return pairs.isEmpty ? nil : .pairs(pairs)
        case .text:
            guard let text = form[name], !text.isEmpty else { return nil }
            return .text(text)
        case .number(let number):
            guard let text = form[name], !text.isEmpty else { return nil }
            let unit = form["\(name).unit"] ?? (number.units.count == 1 ? number.units.first : nil)
            return .number(text, unit: unit.flatMap { $0.isEmpty ? nil : $0 })
        case .order, .hotText, .associate, .gapMatch, .slider, .image, .media, .upload, .end, .kept: return nil
        }
    }
}

extension Interaction {
    /// Whether it is answered by typing, so that an empty field can be meant.
    var isTyped: Bool {
        switch self {
        case .text, .number: true
        case .choice, .order, .hotText, .match, .associate, .gapMatch, .slider, .image, .media, .upload, .end, .kept:
            false
        }
    }
}
