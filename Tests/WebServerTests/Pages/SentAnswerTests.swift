import Assessment
import Testing

@testable import WebServer

/// What a question's form says over what is held, by each of its buttons.
@Suite struct SentAnswerTests {
    private static let file = InteractionItems.file
    private static let interactions: [Interaction] =
        [
            .upload(UploadInteraction(id: "FILE", prompt: [])), .upload(UploadInteraction(id: "MORE", prompt: [])),
        ] + InteractionItems.hotText.interactions
    private static let held = ItemResponse(["FILE": .file(file), "RESPONSE": .choices(["H1"])])

    private static func sent(_ go: String, _ choice: String? = nil) -> SentAnswer {
        var form = FormFields()
        form.append("response.RESPONSE", choice ?? "")
        return SentAnswer(form, at: 1, go: go, interactions)
    }

    @Test func `a file beside blank choices leaves the choice that is held`() {
        var sent = Self.sent("file:MORE")
        // Not taken: nothing at all changes.
        #expect(sent.response(over: Self.held) == Self.held)
        sent.files["MORE"] = Self.file
        var expected = Self.held
        expected.values["MORE"] = .file(Self.file)
        #expect(sent.response(over: Self.held) == expected)
    }

    @Test func `files stay beside a new choice, and blank choices take nothing back`() {
        #expect(Self.sent("next").response(over: Self.held) == Self.held)
        var expected = Self.held
        expected.values["RESPONSE"] = .choices(["H3"])
        #expect(Self.sent("next", "H3").response(over: Self.held) == expected)
        #expect(Self.sent("next").response(over: ItemResponse()) == nil)
    }

    @Test func `removing takes the one file, clearing takes all`() {
        #expect(Self.sent("remove:FILE").response(over: Self.held)?["RESPONSE"] == .choices(["H1"]))
        #expect(Self.sent("remove:FILE").response(over: Self.held)?["FILE"] == nil)
        #expect(Self.sent("remove:FILE").response(over: ItemResponse(["FILE": .file(Self.file)]))?.isBlank == true)
        #expect(Self.sent("clear", "H3").response(over: Self.held)?.isBlank == true)
    }
}
