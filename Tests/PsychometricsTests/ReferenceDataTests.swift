import Psychometrics
import Testing

/// Against published data sets; each folder's README names origin, variants and tolerance.
@Suite(.enabled(if: Reference.isExpected, Reference.absence))
struct ReferenceDataTests {
    // psychTools::ability (Condon & Revelle, SAPA), 1,525 × 16, cross-checked there with R psych 2.2.9.
    @Test(arguments: MissingRule.allCases)
    func `item and test statistics of ability agree to 1e-9`(rule: MissingRule) throws {
        let file = try Reference.expected("ctt-ability/expected.json")
        let expected = file[rule.rawValue]
        let analysis = ClassicalAnalysis(try Self.ability(file), missing: rule)
        let summary = try #require(analysis.summary)
        let test = analysis.reliability
        #expect(summary.n == Int(try expected["n"].number()))
        #expect(test.itemCount == Int(try expected["k"].number()))
        let single: [(String, Double?)] = [
            ("score_mean", summary.mean), ("score_var_n_minus_1", summary.variance),
            ("score_sd_n_minus_1", summary.standardDeviation), ("score_median", summary.median),
            ("score_min", summary.minimum), ("score_max", summary.maximum),
            ("skew_g1_population", summary.populationSkewness), ("skew_G1_sample", summary.skewness),
            ("kurt_g2_population_excess", summary.populationExcessKurtosis),
            ("kurt_G2_sample_excess", summary.excessKurtosis),
            ("D27_group_size", Double(analysis.groups.size)), ("cronbach_alpha", test.alpha),
            ("KR20_pq_over_population_variance", test.kr20), ("KR21_population_variance", test.kr21),
            ("SEM_alpha_sample_sd", test.standardErrorOfMeasurement),
        ]
        for (name, found) in single {
            expectNear(found, try expected[name].number(), tolerance: 1e-9, name)
        }
        let items = analysis.items
        let fileOrder = ClassicalAnalysis(try Self.ability(file), missing: rule, ties: .fileOrder).items
        let lists: [(String, [Double?])] = [
            ("facility", items.map(\.facility?.value)), ("item_sd_n_minus_1", items.map(\.standardDeviation)),
            ("point_biserial_uncorrected", items.map(\.pointBiserial)),
            ("point_biserial_item_rest", items.map(\.itemRest)),
            ("biserial_item_total", items.map(\.biserial)),
            ("D27_ties_fractional", items.map(\.upperLowerIndex)),
            ("D27_stable_order", fileOrder.map(\.upperLowerIndex)),
            ("alpha_if_item_deleted", test.alphaIfDropped),
            ("csem_lord_binomial_by_raw_score", (0...16).map { test.binomialError(at: Double($0)) }),
            ("csem_keats_by_raw_score", (0...16).map { test.keatsError(at: Double($0)) }),
        ]
        for (name, found) in lists {
            expectNear(found, try expected[name].numbers(), tolerance: 1e-9, name)
        }
    }

    @Test func `facility over those who reached the item agrees to 1e-9`() throws {
        let file = try Reference.expected("ctt-ability/expected.json")
        let expected = file["per_item_available"]
        let items = ClassicalAnalysis(try Self.ability(file), missing: .completeCases).items
        let found = items.map(\.facilityOverPresented?.value)
        expectNear(found, try expected["facility_over_answered"].numbers(), tolerance: 1e-9)
        #expect(items.map { Double($0.presentedCount) } == (try expected["n_answered"].numbers()))
        #expect(items.map(\.notReachedCount).reduce(0, +) == Int(try expected["n_missing_total"].number()))
    }

    // psychTools::iqitems, cross-checked there with psych::score.multiple.choice. Its missing answers
    // are blanks here, and its ties are in file order.
    @Test func `option statistics of iqitems agree to 1e-9`() throws {
        let names = try Reference.expected("ctt-ability/expected.json")["items"].list().map { try $0.text() }
        let expected = try Reference.expected("ctt-iqitems-mc/expected.json")
        let choices = try Reference.numbers("ctt-iqitems-mc/iqitems.csv", columns: names)
        let keys = try names.map { try expected["key"][$0].number() }
        let rows = choices.map { row in zip(row, keys).map { $0 == $1 ? 1.0 : 0.0 } }
        let matrix = try ScoreMatrix(rows: rows, marksAvailable: names.map { _ in 1 })
        let analysis = ClassicalAnalysis(matrix, missing: .scoredZero, ties: .fileOrder)
        #expect(Double(analysis.groups.size) == (try expected["upper_lower_group_size"].number()))
        for (item, name) in names.enumerated() {
            let entry = expected["items"][name]
            let picks = choices.map { row in row[item].map { [Int($0)] } ?? [] }
            let found = try analysis.options(ofItem: item, picks: picks, optionCount: 9, key: [Int(keys[item])])
            #expect(found.n == 1525)
            let facility = try entry["facility_missing_as_wrong"].number()
            expectNear(analysis.items[item].facility?.value, facility, tolerance: 1e-9, name)
            let functioning = Int(try entry["functioning_distractors_ge_5pct"].number())
            #expect(found.functioningDistractorCount == functioning, "\(name)")
            for key in entry["options"].keys {
                let option = Int(key)
                let statistics = try #require(found.options.first { $0.option == option })
                try Self.expect(statistics, agreesWith: entry["options"][key], "\(name) \(key)")
            }
        }
    }

    private static func expect(_ found: OptionStatistics, agreesWith expected: Expected, _ what: String) throws {
        #expect(found.count == Int(try expected["count"].number()), "\(what)")
        // Of the missing answers the file gives the count alone.
        guard found.option != nil else { return }
        #expect(found.isKey == (try expected["is_key"].flag()), "\(what)")
        #expect(found.upperCount == (try expected["upper27"].number()), "\(what)")
        #expect(found.lowerCount == (try expected["lower27"].number()), "\(what)")
        expectNear(found.share, try expected["proportion_of_all"].number(), tolerance: 1e-9, what)
        expectNear(found.meanTotal, try expected["mean_total_of_choosers"].number(), tolerance: 1e-9, what)
        expectNear(found.choiceTotal, try expected["r_choice_total"].number(), tolerance: 1e-9, what)
        expectNear(found.choiceRest, try expected["r_choice_rest"].number(), tolerance: 1e-9, what)
    }

    // Moodle, mod/quiz/report/statistics/tests/fixtures/{results00,qstats00}.csv and the walkthrough
    // test, worked in a spreadsheet by their authors; partial marks; relative tolerance 1.5e-5.
    @Test func `statistics of partial marks agree with what Moodle published`() throws {
        let slots = (1...7).map { "slot\($0)" }
        let rows = try Reference.numbers("ctt-moodle-quiz/results00.csv", columns: slots)
        let file = try Reference.expected("ctt-moodle-quiz/expected.json")
        let quiz = file["quiz_published"]
        let matrix = try ScoreMatrix(rows: rows, marksAvailable: slots.map { _ in 1 })
        let analysis = ClassicalAnalysis(matrix, missing: .completeCases)
        let summary = try #require(analysis.summary)
        let test = analysis.reliability
        let found: [(String, Double?, Double)] = [
            ("median", summary.median, 1), ("average", summary.mean, 1),
            ("standarddeviation", summary.standardDeviation, 1), ("skewness", summary.skewness, 1),
            ("kurtosis", summary.excessKurtosis, 1), ("cic", test.alpha, 100),
            ("standarderror", test.standardErrorOfMeasurement, 1),
        ]
        for (name, value, factor) in found {
            let published = try quiz[name].number()
            expectNear(value.map { $0 * factor }, published, tolerance: 1.5e-5 * published.magnitude, name)
        }
        #expect(test.kr20 == nil)
        for (slot, item) in analysis.items.enumerated() {
            let published = file["slots_published"]["\(slot + 1)"]
            let pairs: [(String, Double?)] = [
                ("facility", item.facility?.value), ("sd", item.standardDeviation),
                ("discriminationindex", item.itemRest.map { $0 * 100 }),
            ]
            for (name, value) in pairs {
                let number = try published[name].number()
                expectNear(value, number, tolerance: 1.5e-5 * number.magnitude, "slot \(slot + 1) \(name)")
            }
        }
    }

    // Subkoviak (1976) and Huynh (1976), recomputed there in Python; tolerance 1e-8.
    @Test(arguments: ["ability_complete_16", "kb36_formX_36"])
    func `decision consistency agrees to 1e-8`(name: String) throws {
        let expected = try Reference.expected("decision-consistency/expected.json")[name]
        let matrix =
            name.hasPrefix("ability")
            ? try Self.ability(Reference.expected("ctt-ability/expected.json"))
            : try Self.kolenBrennan()
        let analysis = ClassicalAnalysis(matrix, missing: .completeCases)
        expectNear(analysis.reliability.kr20, try expected["KR20"].number(), tolerance: 1e-9)
        expectNear(analysis.reliability.kr21, try expected["KR21"].number(), tolerance: 1e-9)
        for method in [DecisionConsistency.Method.huynh, .subkoviak] {
            for entry in try expected[method.rawValue].list() {
                let cut = analysis.cutScore(try entry["cut"].number())
                let found = try #require(method == .huynh ? cut.huynh : cut.subkoviak)
                let what = "\(method) at \(cut.cut)"
                expectNear(found.agreement, try entry["agreement_p0"].number(), tolerance: 1e-8, what)
                expectNear(found.chance, try entry["chance_pc"].number(), tolerance: 1e-8, what)
                expectNear(found.kappa, try entry["kappa"].number(), tolerance: 1e-8, what)
                expectNear(found.expectedPassRate, try entry["expected_pass_rate"].number(), tolerance: 1e-8, what)
                if method == .subkoviak {
                    let passRate = Double(cut.passCount) / Double(cut.n)
                    expectNear(passRate, try entry["observed_pass_rate"].number(), tolerance: 1e-9, what)
                }
            }
        }
    }

    private static func ability(_ file: Expected) throws -> ScoreMatrix {
        let names = try file["items"].list().map { try $0.text() }
        let rows = try Reference.numbers("ctt-ability/ability.csv", columns: names)
        return try ScoreMatrix(rows: rows, marksAvailable: names.map { _ in 1 })
    }

    /// Form X of Kolen & Brennan (2004), 1,655 × 36.
    private static func kolenBrennan() throws -> ScoreMatrix {
        let path = "irt-3pl-kb36/kb36_formX.csv"
        let names = try #require(try Reference.table(path).first).keys.sorted()
        let rows = try Reference.numbers(path, columns: names)
        return try ScoreMatrix(rows: rows, marksAvailable: names.map { _ in 1 })
    }
}
