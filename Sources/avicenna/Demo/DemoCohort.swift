import Assessment
import ExamDelivery
import Foundation
import Storage

/// Invented candidates who answer by ability and difficulty; the same seed invents the same ones.
struct DemoCohort {
    let size: Int
    let seed: UInt64

    /// The candidate list, with names in several scripts.
    var list: [IncomingCandidate] {
        (0..<size).map { index in
            let name = Self.names[index % Self.names.count]
            let adjustments: [Adjustment] = index % 13 == 5 ? [.extraTime(percent: 25)] : []
            return IncomingCandidate(number: String(50_100 + index), name: name, adjustments: adjustments)
        }
    }

    /// What candidate `index` answers, in the order of positions.
    func changes(of index: Int, person: PersonID, form: Form, key: FormKey, store: Store) -> [Change] {
        var generator = SeededGenerator(seed: seed, stream: UInt64(index))
        let ability = Double.random(in: -1.2...1.6, using: &generator)
        return form.positions.enumerated().compactMap { offset, position in
            // The easier half of a paper is easier for everyone; nobody's chance is certain.
            let difficulty = Double((offset * 7) % 10) / 5 - 1.2
            let chance = 1 / (1 + exp(-1.4 * (ability - difficulty)))
            guard Double.random(in: 0..<1, using: &generator) > 0.02 else { return nil }
            let isRight = { (generator: inout SeededGenerator) in Double.random(in: 0..<1, using: &generator) < chance }
            let response = response(
                position,
                key.entries[offset],
                store: store,
                isRight: isRight,
                using: &generator
            )
            return Change(person: person, epoch: 1, sequence: offset + 1, position: offset + 1, response: response)
        }
    }

    private func response(
        _ position: Form.Position,
        _ entry: FormKey.Entry,
        store: Store,
        isRight: (inout SeededGenerator) -> Bool,
        using generator: inout SeededGenerator
    ) -> ItemResponse {
        var response = ItemResponse()
        for use in entry.scoring {
            // A rule that cannot be made has no key to answer with; the paper could not have been sealed with it.
            let key = (try? store.catalogue.rule(use))?.key
            guard let interaction = position.interactions.first(where: { $0.id == use.response }) else { continue }
            let value = isRight(&generator) ? key : wrong(interaction, use, using: &generator)
            switch (response.values[use.response], value) {
            case (.pairs(let before), .pairs(let more)): response.values[use.response] = .pairs(before + more)
            case (_, let value?): response.values[use.response] = value
            case (_, nil): continue
            }
        }
        return response
    }

    private func wrong(
        _ interaction: Interaction,
        _ use: RuleUse,
        using generator: inout SeededGenerator
    ) -> ResponseValue? {
        switch interaction {
        case .choice(let choice): choice.options.randomElement(using: &generator).map { .choices([$0.id]) }
        case .match(let match):
            match.columns.randomElement(using: &generator).map { column in
                .pairs([
                    ResponseValue.Pair(row: OptionID(rawValue: use.parameters["row"]?.text ?? ""), column: column.id)
                ])
            }
        case .text: .text(["not sure", "infection", "drug reaction"].randomElement(using: &generator) ?? "")
        case .number(let number):
            .number(String(Int.random(in: 1...200, using: &generator)), unit: number.units.first)
        case .order(let order): .choices(order.options.map(\.id).shuffled(using: &generator))
        case .hotText(let text): text.options.randomElement(using: &generator).map { .choices([$0.id]) }
        case .associate(let form):
            Self.pair(form.options.map(\.id).shuffled(using: &generator)).map { .pairs([$0]) }
        case .gapMatch(let form):
            .pairs(zip(form.options.map(\.id).shuffled(using: &generator), form.gaps).map(ResponseValue.Pair.init))
        case .slider(let slider): .number(slider.lower.description, unit: nil)
        case .image(let image): wrong(image, using: &generator)
        case .media, .upload, .end, .kept: nil
        }
    }

    private func wrong(_ image: ImageInteraction, using generator: inout SeededGenerator) -> ResponseValue? {
        let regions = image.regions.map(\.id).shuffled(using: &generator)
        return switch image.task {
        case .choose: regions.first.map { .choices([$0]) }
        case .order: .choices(regions)
        case .associate: Self.pair(regions).map { .pairs([$0]) }
        case .label(let labels): .pairs(zip(labels.map(\.id), regions).map(ResponseValue.Pair.init))
        case .point, .place:
            .points([
                ResponseValue.Point(
                    x: Int.random(in: 0...(image.image.widthInPixels ?? 0), using: &generator),
                    y: Int.random(in: 0...(image.image.heightInPixels ?? 0), using: &generator)
                )
            ])
        }
    }

    private static func pair(_ ids: [OptionID]) -> ResponseValue.Pair? {
        ids.count < 2 ? nil : ResponseValue.Pair(row: ids[0], column: ids[1])
    }

    private static let names = [
        "Okafor, Ada", "Nguyễn Thị Lan", "García Márquez, Lucía", "أمينة يوسف", "Kowalczyk, Jan", "王芳",
        "Ó Briain, Síle",
        "Schäfer, Jörg", "דנה לוי", "Ivanova, Mariya", "Mensah, Kwame", "Åström, Björn", "محمد رضا احمدی",
        "Singh, Harpreet",
        "Dlamini, Thandeka", "Yılmaz, Çağla", "van der Berg, Anneliese Wilhelmina", "Takahashi, Yui",
        "Fernández, Iñigo",
        "Papadopoulou, Eleni",
    ]
}
