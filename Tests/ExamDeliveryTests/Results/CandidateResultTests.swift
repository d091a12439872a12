import Assessment
import ExamDelivery
import Testing

@Suite struct CandidateResultTests {
    private static func result(
        _ marks: Mark?,
        of available: Mark,
        pass: String? = nil,
        rounding: Rounding = .halfUpToOneDecimal
    ) throws -> CandidateResult? {
        CandidateResult(
            candidate: PersonID(rawValue: "p"),
            marks: try #require(marks),
            available: available,
            passMark: pass.flatMap(Mark.init(parsing:)),
            rounding: rounding
        )
    }

    @Test(
        arguments: [
            // 59.95 % is shown as 60.0 % and still fails a standard of 60 %.
            (1199, 2000, "0.6", "60.0", false), (1200, 2000, "0.6", "60.0", true), (1201, 2000, "0.6", "60.1", true),
            (2, 3, "2/3", "66.7", true), (2, 3, "0.667", "66.7", false), (2, 3, "0.666666666", "66.7", true),
            (0, 5, "0", "0.0", true), (0, 5, "0.000000001", "0.0", false), (5, 5, "1", "100.0", true),
            (-1, 4, "0", "-25.0", false),
        ] as [(Int64, Int, String, String, Bool)]
    )
    func `the exact share decides, the rounded one is shown`(
        marks: Int64,
        available: Int,
        pass: String,
        percent: String,
        isPass: Bool
    ) throws {
        let result = try #require(try Self.result(Mark(marks, over: 1), of: Mark(available), pass: pass))
        #expect(result.percent == percent && result.isPass == isPass)
        #expect(result.marks == Mark(marks, over: 1) && result.available == Mark(available))
    }

    @Test func `without a standard nobody has passed or failed`() throws {
        let result = try #require(try Self.result(Mark(3), of: Mark(4)))
        #expect(result.isPass == nil && result.percent == "75.0")
        #expect(
            CanonicalJSON.text(result.json)
                == #"{"available":"4","candidate":"p","marks":"3","percent":"75.0","rounding":"half-up-1"}"#
        )
    }

    @Test func `the rounding is a named rule that is kept with the result`() throws {
        let third = Mark(1, over: 3)
        let one = try #require(try Self.result(third, of: .one, pass: "1/3"))
        let two = try #require(try Self.result(third, of: .one, pass: "1/3", rounding: .halfUpToTwoDecimals))
        #expect([one.percent, two.percent] == ["33.3", "33.33"])
        #expect(
            CanonicalJSON.text(two.json)
                == #"{"available":"1","candidate":"p","marks":"1/3","pass":true,"percent":"33.33","rounding":"half-up-2"}"#
        )
    }

    @Test func `no marks available, or a share that does not fit, is no result`() throws {
        #expect(try Self.result(.zero, of: .zero) == nil)
        #expect(try Self.result(.one, of: .zero) == nil)
        let finest = try #require(Mark(1, over: .max))
        #expect(try Self.result(finest, of: Mark(3)) == nil)
    }
}
