import Assessment

extension KeyWords {
    /// What a rule says of its key, in the words of the item: answers first, then what else counts.
    func words(of lines: [KeyLine], for interaction: Interaction?) -> (answers: [String], remarks: [String]) {
        var (answers, remarks): ([String], [String]) = ([], [])
        for line in lines {
            if case .remark(let remark, let values) = line {
                remarks.append(words(of: remark, values, for: interaction))
            } else {
                answers += words(of: line, for: interaction)
            }
        }
        return (answers, remarks)
    }

    private func words(of line: KeyLine, for interaction: Interaction?) -> [String] {
        func name(_ id: OptionID) -> String { Self.option(id, in: interaction, item.language) }
        switch line {
        case .option(let id, let marks): return [gaining(marks, name(id))]
        case .pair(let pair, let marks): return [gaining(marks, "\(name(pair.row)) – \(name(pair.column))")]
        case .order(let options):
            return zip(1..., options).map { texts("item.key.place", ["place": String($0), "answer": name($1)]) }
        case .text(let text, let marks): return [gaining(marks, text)]
        case .number(let number, let unit, let range, let marks):
            let shown = unit.isEmpty ? number.description : "\(number) \(unit)"
            guard let range else { return [gaining(marks, shown)] }
            let bounds = ["answer": shown, "low": range.lowerBound.description, "high": range.upperBound.description]
            return [gaining(marks, texts("item.key.range", bounds))]
        case .area(let area, let marks):
            let place = area.coordinates.map(String.init).joined(separator: ", ")
            let shape = texts("item.key.area.\(area.shape.rawValue)", ["place": place])
            return [gaining(marks, shape)]
        case .votes(let votes):
            return votes.map {
                gaining($0.marks, texts("item.key.votes", count: $0.votes, ["answer": name($0.option)]))
            }
        case .distances(let marks):
            return zip(0..., marks).map { gaining($1, texts("item.key.distance", count: $0)) }
        case .point(let point):
            return [gaining(point.marks, point.text)] + point.anchors.map { gaining($0.marks, $0.text) }
        case .model(let text): return [texts("item.key.model", ["text": text])]
        case .remark: return []
        }
    }

    /// The answer and what it gains where it gains alone.
    private func gaining(_ marks: Mark?, _ answer: String) -> String {
        marks.map { texts("item.key.gains", ["answer": answer, "marks": $0.description]) } ?? answer
    }

    private func words(of remark: KeyRemark, _ values: [String: String], for interaction: Interaction?) -> String {
        var values = values
        if let id = values["option"] {
            values["option"] = Self.option(OptionID(rawValue: id), in: interaction, item.language)
        }
        return texts("item.key.remark.\(remark.rawValue)", values)
    }
}
