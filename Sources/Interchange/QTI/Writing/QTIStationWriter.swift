import Assessment

/// Writes a station as QTI can say it: a rubric for each role, and no interaction, since no candidate answers.
///
/// The door notice is for the view `candidate`, brief and marksheet for `scorer`, script and props for `proctor`. QTI has
/// no form for examiners: the marksheet is text, and each of its rows an outcome that people score.
///
/// Source: QTI 3.0, information model, `qti-rubric-block` and `external-scored`.
struct QTIStationWriter {
    let item: ItemVersion
    let station: Station
    let version: QTIVersion

    /// One rubric of the body.
    struct Rubric {
        let name: String
        let view: String
        let blocks: [Block]
    }

    /// The rubrics in the order of a station's documents; parts that hold nothing are left out.
    var rubrics: [Rubric] {
        let props = station.props.map { [Block.text($0)] }
        return [
            Rubric(name: "door-notice", view: "candidate", blocks: item.body),
            Rubric(name: "examiner-brief", view: "scorer", blocks: station.examinerBrief),
            Rubric(name: "marksheet", view: "scorer", blocks: station.marksheet.content.flatMap(marksheet)),
            Rubric(name: "patient-script", view: "proctor", blocks: station.patientScript),
            Rubric(
                name: "props",
                view: "proctor",
                blocks: props.isEmpty ? [] : [.list(isOrdered: false, items: props)]
            ),
        ].filter { !$0.blocks.isEmpty }
    }

    /// The outcome of the global rating, which holds a grade and no mark.
    var ratingDeclaration: MarkupElement? {
        guard let rating = station.marksheet.globalRating else { return nil }
        return MarkupElement(
            qti: "outcome-declaration",
            [
                "identifier": rating.response.rawValue, "cardinality": "single", "base-type": "identifier",
                "external-scored": version == .v22 || version == .v30 ? "human" : nil,
            ]
        )
    }

    private func marksheet(_ block: Block) -> [Block] {
        guard case .interaction(let id) = block, let row = item.interaction(id) else { return [block] }
        let marks = item.scoring.first { $0.response == id }.map(anchorMarks) ?? [:]
        let anchors = row.options.map { option -> [Block] in
            let words = option.content.plainText
            return [.text(marks[option.id].map { "\(words) (\($0))" } ?? words)]
        }
        return row.prompt + [.list(isOrdered: false, items: anchors)]
    }

    /// What each anchor gains by the rule of its row.
    private func anchorMarks(_ use: RuleUse) -> [OptionID: Mark] {
        var marks: [OptionID: Mark] = [:]
        switch use.rule.rawValue {
        case "checklist-point":
            for (name, share) in use.parameters["credits"]?.members ?? [:] {
                marks[OptionID(rawValue: name)] = share.text.flatMap(Mark.init(parsing:)).flatMap(use.marks.times)
            }
        case "domain-scale":
            let levels = (use.parameters["levels"]?.elements ?? []).compactMap(\.text)
            for (number, name) in levels.enumerated() where levels.count > 1 {
                let share = Mark(Int64(number), over: Int64(levels.count - 1))
                marks[OptionID(rawValue: name)] = share.flatMap(use.marks.times)
            }
        case "must-observe":
            if let name = use.parameters["observed"]?.text { marks[OptionID(rawValue: name)] = use.marks }
        default: break
        }
        return marks
    }
}
