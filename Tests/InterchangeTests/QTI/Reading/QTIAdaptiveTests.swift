import Assessment
import Interchange
import ItemKinds
import Testing

/// Adaptive items of QTI: which are delivered in turns, and why others are not.
@Suite struct QTIAdaptiveTests {
    private static func item(maximum: String = #"normal-maximum="1""#, after: String = "") -> String {
        """
        <qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i" title="T" \
        adaptive="true" time-dependent="false"><qti-response-declaration identifier="R" cardinality="single" \
        base-type="identifier"/><qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" \
        \(maximum)/><qti-outcome-declaration identifier="F" cardinality="single" base-type="identifier"/>\
        <qti-item-body><p>Which?</p><qti-feedback-block outcome-identifier="F" show-hide="show" identifier="B">\
        <qti-content-body><p>No.</p></qti-content-body></qti-feedback-block>\
        <qti-choice-interaction response-identifier="R" max-choices="1"><qti-simple-choice identifier="A">One\
        </qti-simple-choice><qti-simple-choice identifier="B">Two</qti-simple-choice></qti-choice-interaction>\
        </qti-item-body><qti-response-processing><qti-set-outcome-value identifier="F"><qti-variable identifier="R"/>\
        </qti-set-outcome-value><qti-response-condition><qti-response-if><qti-match><qti-variable identifier="R"/>\
        <qti-base-value base-type="identifier">A</qti-base-value></qti-match><qti-set-outcome-value \
        identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value>\
        <qti-set-outcome-value identifier="completionStatus"><qti-base-value base-type="identifier">completed\
        </qti-base-value></qti-set-outcome-value></qti-response-if></qti-response-condition>\
        </qti-response-processing>\(after)</qti-assessment-item>
        """
    }

    private static func turn(_ option: String) -> ItemResponse {
        ItemResponse([ResponseID(rawValue: "R"): .choices([OptionID(rawValue: option)])])
    }

    @Test func `an adaptive item that states its marks is answered in turns`() throws {
        let version = try QTIText.version(Self.item())
        #expect(version.kind == ProcessedItem.name && version.scoring.map(\.marks) == [.one])
        let rule = try Catalogue.standard.rule(version.scoring[0])
        #expect(rule.takesTurns)
        let turns = [Self.turn("B"), Self.turn("A")]
        #expect(rule.taken([turns[0]], drawn: nil)?.outcomes["F"] == ["B"])
        #expect(rule.taken(turns, drawn: nil)?.isCompleted == true)
        #expect(rule.mark(turns: turns, drawn: nil) == Marking(.one))
        #expect(version.body.hiddenResponses { _ in false }.isEmpty)
    }

    @Test func `one that does not state its marks is kept with the reason`() throws {
        let read = try QTIText.read(Self.item(maximum: ""))
        #expect(read.version?.kind == .unknown)
        #expect(read.reasons.contains { $0.contains("normal maximum") }, "\(read.reasons)")
    }

    @Test(arguments: ["show", "hide"])
    func `modal feedback of an adaptive item stands at the end of its text, after an answer`(shown: String) throws {
        let modal =
            #"<qti-modal-feedback outcome-identifier="F" show-hide="\#(shown)" identifier="A"><qti-content-body>Yes."#
            + #"</qti-content-body></qti-modal-feedback>"#
        let read = try QTIText.read(Self.item(after: modal))
        let version = try #require(read.version)
        guard case .conditional(let answered, let parts)? = version.body.last,
            case .conditional(let visibility, let blocks)? = parts.first
        else {
            Issue.record("the text does not end with the feedback")
            return
        }
        #expect(visibility == Visibility(origin: .outcome, variable: "F", value: "A", isShown: shown == "show"))
        #expect(blocks.plainText == "Yes." && !read.lossCodes.contains("qti.feedback"))
        let rule = try Catalogue.standard.rule(version.scoring[0])
        let before = try #require(rule.taken([], drawn: nil)).outcomes
        #expect(!answered.shows(before[answered.variable] ?? []))
        let after = try #require(rule.taken([ItemResponse()], drawn: nil)).outcomes
        #expect(answered.shows(after[answered.variable] ?? []))
    }

    @Test func `adaptive items of the corpus are answered in turns, or kept with a reason`() throws {
        var (taken, kept) = (0, 0)
        for path in try Corpus.paths("xml") {
            let source = try Corpus.document(path)
            guard String(decoding: try Corpus.bytes(path).prefix(4000), as: UTF8.self).contains(#"adaptive="true""#)
            else { continue }
            for item in QTICorpusItems.read(source) {
                guard let version = item.version else { continue }
                guard version.kind != .unknown else {
                    kept += 1
                    #expect(!item.report.problems.isEmpty, "\(path)")
                    continue
                }
                taken += 1
                let rule = try Catalogue.standard.rule(version.scoring[0])
                let draw = rule.draw(seed: 4)
                let first = try #require(rule.taken([], drawn: draw), "\(path)")
                #expect(!first.isCompleted && first.count == 0, "\(path)")
                // Turns that give nothing and turns that give all that is known as right, always the same way.
                let right = ItemResponse(
                    rule.correctResponses(drawn: draw ?? ItemSession.State()).compactMapValues { values in
                        values.first.map { .choices([OptionID(rawValue: $0)]) }
                    }
                )
                let turns = [ItemResponse(), right, right]
                #expect(rule.taken(turns, drawn: draw) == rule.taken(turns, drawn: draw), "\(path)")
                #expect((rule.taken(turns, drawn: draw)?.count ?? 0) >= 1, "\(path)")
            }
        }
        print("adaptive items of the corpus: \(taken) in turns, \(kept) kept")
        if try Corpus.folder() != nil { #expect(taken >= 4) }
    }
}

/// The items that one document of the corpus is read as.
private enum QTICorpusItems {
    static func read(_ source: Source) -> [ImportedItem] {
        var items: [ImportedItem] = []
        _ = Formats.read(source, catalogue: .standard) { items.append($0) }
        return items
    }
}
