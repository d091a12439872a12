import Assessment
import ExamDelivery
import Foundation
import HTTPTypes
import ItemKinds
import Storage
import Testing

@testable import WebServer

/// A file that a candidate hands in by the API, and who gets it back.
@Suite struct HandedFileRouteTests {
    private static let pdf = Data("%PDF-1.7 a drawing".utf8)

    @Test func `a file is kept first and named by a response then`() async throws {
        let room = try await Room()
        let path = "/api/v1/attempts/\(room.attempt.rawValue)"
        func save(_ file: JSONValue, change: String) async throws -> TestWebsite.Reply {
            try await room.website.ask(
                .post,
                "\(path)/responses",
                as: .candidate,
                json: [
                    "change": .string(change), "epoch": 1, "sequence": 1, "position": 1,
                    "response": ["RESPONSE": ["file": file]],
                ]
            )
        }
        let invented: JSONValue = [
            "name": "a.pdf", "type": "application/pdf", "hash": .string(ContentHash(of: Self.pdf).rawValue),
            "bytes": .integer(Int64(Self.pdf.count)),
        ]
        let early = try await save(invented, change: "c1")
        #expect(early.status == 409)
        #expect(try early.json["code"] == "file.missing")
        let kept = try await room.website.ask(
            .post,
            "\(path)/files?name=ecg.pdf",
            as: .candidate,
            bytes: Self.pdf,
            headers: ["Content-Type": CrossSiteRule.handedFile]
        )
        #expect(kept.status == 201)
        let file = try #require(try kept.json["file"])
        #expect(file["name"] == "ecg.pdf" && file["type"] == "application/pdf")
        #expect(try await save(file, change: "c2").status == 200)
        let hash = try #require(file["hash"]?.text)
        let back = try await room.website.ask(.get, "\(room.exam)/files/\(hash)", as: .candidate)
        #expect(back.status == 200 && back.body == Self.pdf)
        #expect(back.headers[.contentDisposition]?.hasPrefix("attachment") == true)
        let marked = "/results/\(room.id.rawValue)/files/\(room.attempt.rawValue)/\(hash)"
        #expect(try await room.website.ask(.get, marked, as: .board).body == Self.pdf)
        #expect(try await room.website.ask(.get, marked, as: .candidate).status == 403)
        let other = "/results/another/files/\(room.attempt.rawValue)/\(hash)"
        #expect(try await room.website.ask(.get, other, as: .board).status == 404)
    }

    @Test(arguments: [(Data(), 422, "file.empty"), (Data(count: Store.handedFileLimit + 1), 413, "file.too-large")])
    func `an empty or a too large file is refused with its reason`(
        bytes: Data,
        status: Int,
        code: String
    )
        async throws
    {
        let room = try await Room()
        let reply = try await room.website.ask(
            .post,
            "/api/v1/attempts/\(room.attempt.rawValue)/files",
            as: .candidate,
            bytes: bytes,
            headers: ["Content-Type": CrossSiteRule.handedFile]
        )
        #expect(reply.status == status)
        #expect(try reply.json["code"] == .string(code))
    }

    @Test func `a file of another type is refused before it is kept`() async throws {
        let room = try await Room([try Self.upload()])
        let reply = try await room.website.ask(
            .post,
            "/api/v1/attempts/\(room.attempt.rawValue)/files?name=a.txt&position=1&response=FILE",
            as: .candidate,
            bytes: Data("only words".utf8),
            headers: ["Content-Type": CrossSiteRule.handedFile]
        )
        #expect(reply.status == 422)
        #expect(try reply.json["code"] == "file.type")
    }

    @Test func `no check of a type tells what is asked past a lockpoint`() async throws {
        let items = [try #require(TestWebsite.incoming.first { $0.media.isEmpty }), try Self.upload()]
        let room = try await Room(items, sections: [(1, .atEnd)])
        func send() async throws -> Int {
            try await room.website.ask(
                .post,
                "/api/v1/attempts/\(room.attempt.rawValue)/files?name=a.txt&position=2&response=FILE",
                as: .candidate,
                bytes: Data("only words".utf8),
                headers: ["Content-Type": CrossSiteRule.handedFile]
            )
            .status
        }
        #expect(try await send() == 201)
        let passed = try await room.website.ask(
            .post,
            "\(room.exam)/lockpoint",
            as: .candidate,
            form: ["question": "1", "epoch": "1"]
        )
        #expect(passed.status == 303)
        #expect(try await send() == 422)
    }

    @Test func `a form without scripts brings the file and what is typed beside it`() async throws {
        let room = try await Room([try Self.upload()])
        let page = try await room.page("\(room.exam)/q/1")
        #expect(page.contains("formaction=\"\(room.exam)/q/1/file\""))
        let sent = try await room.handIn(Self.pdf, named: "C:\\me\\ecg.pdf", ["response.WORDS": "sinus"])
        #expect(sent.headers[.location] == "\(room.exam)/q/1")
        var held = try #require(try await room.held)
        #expect(held["WORDS"] == .text("sinus"))
        guard case .file(let file)? = held["FILE"] else {
            Issue.record("no file is held")
            return
        }
        #expect(file.name == "ecg.pdf" && file.bytes == Self.pdf.count && file.hash == ContentHash(of: Self.pdf))
        let shown = try await room.page("\(room.exam)/q/1")
        #expect(shown.contains("href=\"\(room.exam)/files/\(file.hash.rawValue)\"") && shown.contains("ecg.pdf"))

        // What is not taken leaves the file that is held, and keeps the words.
        let refused = try await room.handIn(Data("only words".utf8), named: "a.txt", ["response.WORDS": "flutter"])
        #expect(refused.headers[.setCookie]?.contains("file-type") == true)
        held = try #require(try await room.held)
        #expect(held["WORDS"] == .text("flutter") && held["FILE"] == .file(file))

        // A file that was only chosen is not handed in by another button, and that is said.
        let next = try await room.answer(["go": "next", "file.FILE": "other.pdf", "response.WORDS": "flutter"])
        #expect(next.headers[.location] == "\(room.exam)/q/1")
        #expect(next.headers[.setCookie]?.contains("file-not-sent") == true)

        _ = try await room.answer(["go": "remove:FILE", "response.WORDS": "flutter"])
        held = try #require(try await room.held)
        #expect(held["FILE"] == nil && held["WORDS"] == .text("flutter"))
    }

    @Test func `who marks finds the file at its question, by candidate number`() async throws {
        let room = try await Room([try Self.upload()])
        _ = try await room.handIn(Self.pdf, named: "Ada Okafor.pdf", [:])
        let officer = Actor.person(try room.website.person(.examOfficer))
        try await room.website.store.moveSitting(
            room.id,
            to: .closed,
            by: officer,
            now: TestWebsite.start + 9 * 3600
        )
        let path = "/results/\(room.id.rawValue)"
        let page = try await room.website.ask(.get, "\(path)/items/1", as: .board).text
        #expect(page.contains("\(path)/files/\(room.attempt.rawValue)/\(ContentHash(of: Self.pdf).rawValue)"))
        #expect(page.contains("Candidate 7: PDF") && !page.contains("Okafor"))
    }

    /// A question that asks for a file and a word, and marks the word.
    private static func upload() throws -> IncomingItem {
        let processing = Processing(
            responses: [
                ResponseDeclaration("FILE", .single, .file),
                ResponseDeclaration("WORDS", .single, .string, correct: [DeclaredValue("sinus")]),
            ],
            outcomes: [OutcomeDeclaration("SCORE", .single, .float, normalMaximum: "1")],
            responseRules: [
                .condition(
                    [
                        ProcessingRule.Branch(
                            ProcessingExpression(
                                "match",
                                [:],
                                [
                                    ProcessingExpression("variable", ["identifier": "WORDS"]),
                                    ProcessingExpression("correct", ["identifier": "WORDS"]),
                                ]
                            ),
                            [
                                .set(
                                    .outcomeValue,
                                    identifier: "SCORE",
                                    ProcessingExpression("base-value", ["base-type": "float"], text: "1")
                                )
                            ]
                        )
                    ],
                    otherwise: []
                )
            ]
        )
        let version = ItemVersion(
            item: "tracing",
            kind: ProcessedItem.name,
            title: "Tracing",
            body: [.text("Look at the tracing."), .interaction("FILE"), .interaction("WORDS")],
            interactions: [
                .upload(
                    UploadInteraction(id: "FILE", prompt: [.text("Hand in your drawing.")], types: ["application/pdf"])
                ), .text(TextInteraction(id: "WORDS", prompt: [.text("Name the rhythm.")])),
            ],
            scoring: [
                RuleUse(
                    id: "SCORE",
                    response: "FILE",
                    rule: ProcessingRuleMarking.name,
                    parameters: ["processing": processing.json, "outcome": "SCORE"]
                )
            ]
        )
        return IncomingItem(path: "tracing.xml", version: version)
    }
}

extension Room {
    fileprivate var held: ItemResponse? {
        get async throws { try await website.store.attempt(attempt).held[1]?.response }
    }

    fileprivate func answer(_ fields: [String: String]) async throws -> TestWebsite.Reply {
        try await website.ask(
            .post,
            "\(exam)/q/1",
            as: .candidate,
            form: fields.merging(["change": UUID().uuidString, "epoch": "1"]) { own, _ in own }
        )
    }

    /// Sends the question's form as a browser without scripts does.
    fileprivate func handIn(
        _ bytes: Data,
        named name: String,
        _ fields: [String: String]
    ) async throws -> TestWebsite.Reply {
        let token = try #require(website.tokens[.candidate].map(CrossSiteRule.token(of:)))
        let all = fields.merging(["csrf": token, "change": UUID().uuidString, "epoch": "1", "go": "file:FILE"]) {
            own,
            _ in own
        }
        var body = Data()
        for (field, value) in all {
            body += Data("--b\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8)
        }
        let head = "Content-Disposition: form-data; name=\"file.FILE\"; filename=\"\(name)\"\r\n\r\n"
        body += Data("--b\r\n\(head)".utf8) + bytes + Data("\r\n--b--\r\n".utf8)
        return try await website.ask(
            .post,
            "\(exam)/q/1/file",
            as: .candidate,
            bytes: body,
            headers: ["Content-Type": "multipart/form-data; boundary=b"]
        )
    }
}
