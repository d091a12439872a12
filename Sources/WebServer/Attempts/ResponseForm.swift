import Assessment
import Foundation

/// The answer fields that the exam page posts without scripts.
///
/// All are named `response.<ResponseID>`; parts of a response add what they are part of:
/// - choices: the value is the option's id, in a list too;
/// - order: `….<option id>` holds the option's place;
/// - match: `….<row id>` holds a column's id; gaps and labelled areas: `….<gap or area id>` holds a label's id;
/// - pairs of one list: `….from` and `….to`, a field of each a line;
/// - points: `….x` and `….y`, a field of each a line;
/// - text, texts (a field a line), number and slider: what was typed, a number with `….unit`;
/// - plays, file, pressed: what is saved, carried on.
///
/// `answers.js` reads the same values from the same fields.
enum ResponseForm {
    /// Reads what the fields hold for these interactions.
    ///
    /// Whatever was typed is kept as it is; what does not fit is judged later, never refused here. Places, points and
    /// the other halves of pairs that are no value yet give none.
    static func response(_ form: FormFields, _ interactions: [Interaction]) -> ItemResponse {
        var response = ItemResponse()
        // A turn that our own button takes is taken by none of the item's.
        let pressed = form["go"].flatMap { go in
            go == "turn" ? "" : go.hasPrefix("press:") ? String(go.dropFirst("press:".count)) : nil
        }
        for interaction in interactions {
            response.values[interaction.id] = value(form, interaction)
            // One button is pressed at a time; what another said before is over.
            if case .end = interaction, let pressed {
                response.values[interaction.id] = interaction.id.rawValue == pressed ? .pressed(true) : nil
            }
        }
        return response
    }

    /// What stays when a candidate forgets what the fields hold: plays are counted, not answered.
    static func cleared(_ form: FormFields, _ interactions: [Interaction]) -> ItemResponse {
        response(
            form,
            interactions.filter { if case .media = $0 { true } else { false } }
        )
    }

    private static func value(_ form: FormFields, _ interaction: Interaction) -> ResponseValue? {
        let name = "response.\(interaction.id.rawValue)"
        switch interaction {
        case .choice, .hotText: return choices(form.all(name).filter { !$0.isEmpty }.map(OptionID.init(rawValue:)))
        case .order(let order): return places(form, name, order.options.map(\.id))
        case .match(let match):
            return pairs(
                match.rows.flatMap { row in
                    form.all("\(name).\(row.id.rawValue)").filter { !$0.isEmpty }
                        .map { ResponseValue.Pair(row: row.id, column: OptionID(rawValue: $0)) }
                }
            )
        case .associate: return lines(form, name)
        case .gapMatch(let gapMatch): return labels(form, name, gapMatch.gaps)
        case .text(let text) where text.maximum != 1:
            let typed = form.all(name).filter { !$0.allSatisfy(\.isWhitespace) }
            return typed.isEmpty ? nil : .texts(typed)
        case .text:
            guard let text = form[name], !text.isEmpty else { return nil }
            return .text(text)
        case .number(let number):
            guard let text = form[name], !text.isEmpty else { return nil }
            let unit = form["\(name).unit"] ?? (number.units.count == 1 ? number.units.first : nil)
            return .number(text, unit: unit.flatMap { $0.isEmpty ? nil : $0 })
        case .slider:
            guard let text = form[name], !text.allSatisfy(\.isWhitespace) else { return nil }
            return .number(TypedNumber.plain(text) ?? text, unit: nil)
        case .image(let image): return value(form, name, image)
        case .media:
            guard let plays = form[name], !plays.isEmpty else { return nil }
            return .number(plays, unit: nil)
        case .upload:
            guard let text = form[name], !text.isEmpty else { return nil }
            // Only a page of ours writes this field; what cannot be read is no file.
            let value = try? ResponseValue(json: StrictJSON.value(Data(text.utf8)))
            guard case .file(let file)? = value else { return nil }
            return .file(file)
        case .end: return form[name] == "true" ? .pressed(true) : nil
        case .kept: return nil
        }
    }

    private static func value(_ form: FormFields, _ name: String, _ image: ImageInteraction) -> ResponseValue? {
        switch image.task {
        case .choose: return choices(form.all(name).filter { !$0.isEmpty }.map(OptionID.init(rawValue:)))
        case .order: return places(form, name, image.regions.map(\.id))
        case .associate: return lines(form, name)
        case .label: return labels(form, name, image.regions.map(\.id))
        case .point, .place:
            let points = zip(form.all("\(name).x"), form.all("\(name).y")).compactMap { x, y in
                TypedNumber.whole(x).flatMap { x in TypedNumber.whole(y).map { ResponseValue.Point(x: x, y: $0) } }
            }
            return points.isEmpty ? nil : .points(points)
        }
    }

    private static func choices(_ ids: [OptionID]) -> ResponseValue? { ids.isEmpty ? nil : .choices(ids) }

    private static func pairs(_ pairs: [ResponseValue.Pair]) -> ResponseValue? { pairs.isEmpty ? nil : .pairs(pairs) }

    /// Options by the numbers given to them; of equal numbers the one that stood first on the page goes first.
    private static func places(_ form: FormFields, _ name: String, _ ids: [OptionID]) -> ResponseValue? {
        let fields = Dictionary(ids.map { ("\(name).\($0.rawValue)", $0) }) { first, _ in first }
        let numbered = form.names.compactMap { field in
            fields[field].flatMap { id in form[field].flatMap(TypedNumber.whole).map { (id: id, place: $0) } }
        }
        let sorted = numbered.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
        return choices(sorted.map(\.element.id))
    }

    private static func lines(_ form: FormFields, _ name: String) -> ResponseValue? {
        pairs(
            zip(form.all("\(name).from"), form.all("\(name).to")).filter { !$0.isEmpty && !$1.isEmpty }
                .map { ResponseValue.Pair(row: OptionID(rawValue: $0), column: OptionID(rawValue: $1)) }
        )
    }

    /// Labels put at places, in the order of the places.
    private static func labels(_ form: FormFields, _ name: String, _ places: [OptionID]) -> ResponseValue? {
        pairs(
            places.flatMap { place in
                form.all("\(name).\(place.rawValue)").filter { !$0.isEmpty }
                    .map { ResponseValue.Pair(row: OptionID(rawValue: $0), column: place) }
            }
        )
    }
}

/// Numbers as people type them: three digit sets and both decimal marks, as `readNumber` of the scripts has them.
enum TypedNumber {
    /// The number in plain digits: `"۱٫۵"` gives `"1.5"`; `nil` when the text is none.
    static func plain(_ text: String) -> String? {
        var plain = text.trimmingCharacters(in: .whitespacesAndNewlines).unicodeScalars.map { scalar -> String in
            switch scalar.value {
            case 0x660...0x669: String(scalar.value - 0x660)
            case 0x6f0...0x6f9: String(scalar.value - 0x6f0)
            case 0x2212: "-"
            default: String(scalar)
            }
        }.joined()
        if let mark = plain.firstIndex(where: { $0 == "," || $0 == "\u{66B}" }) {
            plain.replaceSubrange(mark...mark, with: ".")
        }
        guard let match = plain.wholeMatch(of: /[+]?(-?)([0-9]*)(?:\.([0-9]*))?/) else { return nil }
        let (whole, fraction) = (match.2, match.3 ?? "")
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        return match.1 + (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// A whole number of at most six digits, as places and points are.
    static func whole(_ text: String) -> Int? {
        guard let plain = plain(text), plain.wholeMatch(of: /-?[0-9]{1,6}/) != nil else { return nil }
        return Int(plain)
    }
}

extension Interaction {
    /// Whether it is answered by typing, so that an empty field can be meant.
    var isTyped: Bool {
        switch self {
        case .text, .number, .order, .slider: true
        case .image(let image):
            switch image.task {
            case .order, .point, .place: true
            case .choose, .associate, .label: false
            }
        case .choice, .hotText, .match, .associate, .gapMatch, .media, .upload, .end, .kept: false
        }
    }
}
