import Assessment
import ExamDelivery
import Foundation
import Testing

@Suite struct AttemptEventTests {
    private static let response = ItemResponse([ResponseID(rawValue: "R"): .choices([OptionID(rawValue: "A")])])

    private static func responded(_ standing: Standing, madeAt: Int64? = nil) -> AttemptEvent {
        .responded(
            AttemptEvent.Responded(
                position: 3,
                epoch: 2,
                sequence: 17,
                response: response,
                standing: standing,
                madeAt: madeAt.map(Date.init(milliseconds:))
            )
        )
    }

    /// Bodies as journals hold them: they must decode for ever and are never edited.
    static let stored: [(body: String, event: AttemptEvent)] = [
        (
            #"{"candidate":"p","device":"Firefox, Windows","endsAt":1780308000123,"event":"started","#
                + #""seed":"18446744073709551615","sitting":"s","startedAt":1780304400001}"#,
            .started(
                AttemptEvent.Start(
                    sitting: SittingID(rawValue: "s"),
                    candidate: PersonID(rawValue: "p"),
                    seed: .max,
                    startedAt: Date(milliseconds: 1_780_304_400_001),
                    endsAt: Date(milliseconds: 1_780_308_000_123),
                    device: "Firefox, Windows"
                )
            )
        ),
        (
            #"{"epoch":2,"event":"responded","position":3,"response":{"R":{"choices":["A"]}},"sequence":17,"#
                + #""standing":"counts"}"#,
            responded(.counts)
        ),
        (
            #"{"epoch":2,"event":"responded","lateBy":61,"madeAt":1780304400001,"position":3,"#
                + #""response":{"R":{"choices":["A"]}},"sequence":17,"standing":"late"}"#,
            responded(.late(by: .seconds(61)), madeAt: 1_780_304_400_001)
        ),
        (
            #"{"epoch":2,"event":"responded","position":3,"response":{"R":{"choices":["A"]}},"sequence":17,"#
                + #""standing":"oldDevice"}"#,
            responded(.oldDevice)
        ),
        (
            #"{"epoch":2,"event":"responded","misfit":"too-many","position":3,"response":{"R":{"choices":["A"]}},"#
                + #""sequence":17,"standing":"misfit"}"#,
            responded(.misfit("too-many"))
        ),
        (#"{"event":"flagged","flagged":true,"position":3}"#, .flagged(position: 3, isFlagged: true)),
        (#"{"event":"flagged","flagged":false,"position":3}"#, .flagged(position: 3, isFlagged: false)),
        (#"{"event":"seen","position":3}"#, .seen(position: 3)),
        (#"{"device":"Safari, iPad","epoch":2,"event":"tookOver"}"#, .tookOver(epoch: 2, device: "Safari, iPad")),
        (
            #"{"endsAt":1780308900000,"event":"endMoved","reason":"fire alarm"}"#,
            .endMoved(to: Date(milliseconds: 1_780_308_900_000), reason: "fire alarm")
        ),
        (#"{"event":"openedResource","page":"reference-ranges"}"#, .openedResource(page: "reference-ranges")),
        (
            #"{"epoch":2,"event":"responded","position":3,"response":{"R":{"choices":["A"]}},"sequence":17,"#
                + #""standing":"locked"}"#,
            responded(.locked)
        ),
        (
            #"{"epoch":2,"event":"passedLockpoint","positions":[3,1],"question":2,"sequence":1780304400001}"#,
            .passedLockpoint(
                AttemptEvent.PassedLockpoint(question: 2, positions: [3, 1], epoch: 2, sequence: 1_780_304_400_001)
            )
        ),
        (#"{"event":"handedIn"}"#, .handedIn),
        (#"{"event":"closed"}"#, .closed),
    ]

    @Test(arguments: stored.indices)
    func `a stored event is read and written as it was`(index: Int) throws {
        let (body, event) = Self.stored[index]
        #expect(try AttemptEvent(body: Data(body.utf8)) == event)
        #expect(event.body == Data(body.utf8))
    }

    @Test func `a start that was stored before devices were named is read`() throws {
        let body = #"{"candidate":"p","endsAt":2,"event":"started","seed":"0","sitting":"s","startedAt":1}"#
        guard case .started(let start) = try AttemptEvent(body: Data(body.utf8)) else { throw Attempt.NotAResponse() }
        #expect(start.device == "" && start.seed == 0)
    }

    @Test(arguments: [
        "", "{}", "[]", "null", "handedIn", #"{"event":"ended"}"#, #"{"event":"handedIn","at":1}"#,
        #"{"event":"passedLockpoint","question":2,"positions":["1"],"epoch":1,"sequence":1}"#, #"{"event":"seen"}"#,
        #"{"event":"seen","position":"3"}"#, #"{"event":"seen","position":3.0}"#,
        #"{"event":"seen","position":3,"position":4}"#, #"{"event":"handedIn"} "x""#,
        #"{"epoch":1,"event":"responded","position":1,"response":{},"sequence":1,"standing":"good"}"#,
        #"{"epoch":1,"event":"responded","position":1,"response":{},"sequence":1,"standing":"late"}"#,
        #"{"epoch":1,"event":"responded","position":1,"response":{},"sequence":1,"standing":"misfit"}"#,
        #"{"epoch":1,"event":"responded","lateBy":1,"position":1,"response":{},"sequence":1,"standing":"counts"}"#,
        #"{"epoch":1,"event":"responded","position":1,"response":[],"sequence":1,"standing":"counts"}"#,
        #"{"candidate":"p","device":"","endsAt":2,"event":"started","seed":"-1","sitting":"s","startedAt":1}"#,
        #"{"candidate":"p","device":"","endsAt":2,"event":"started","seed":7,"sitting":"s","startedAt":1}"#,
        #"{"epoch":2,"event":"tookOver"}"#, #"{"endsAt":"noon","event":"endMoved","reason":""}"#,
    ])
    func `a text that is no event that this version knows is refused`(body: String) {
        #expect(throws: FormatProblem.self) { try AttemptEvent(body: Data(body.utf8)) }
    }

    @Test func `the words of standings are the glossary's`() {
        let standings: [Standing] = [.counts, .late(by: .zero), .oldDevice, .locked, .misfit("x")]
        #expect(standings.map(\.word) == ["counts", "late", "oldDevice", "locked", "misfit"])
    }
}
