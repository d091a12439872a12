import Foundation
import Testing

@testable import WebServer

@Suite("The top bar of an exam")
struct ExamBarTests {
    private func local(_ zone: String) throws -> String? {
        var facts = Exam.facts()
        facts.localZone = TimeZone(identifier: zone)
        let texts = try SiteFolder.texts("en")
        return ExamBar(facts: facts, place: "", save: nil, page: .question, texts: texts).clock?.local
    }

    @Test("shows the candidate's own time from the first drawing on, where it is another")
    func localTime() throws {
        #expect(try local("America/New_York") == "(07:30 where you are)")
        #expect(try local("Europe/Lisbon") == nil)
        #expect(try local("No/Where") == nil)
    }

    @Test("keeps the room that “Saved” needs before anything is saved")
    func room() throws {
        let texts = try SiteFolder.texts("en")
        let line = SaveLine(savedAt: nil, clock: Exam.clock, texts: texts)
        #expect(line.text == "Not answered")
        #expect(line.room == "Saved 00:00:00")
    }
}
