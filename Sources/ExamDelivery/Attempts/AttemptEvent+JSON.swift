public import Assessment
public import Foundation

extension AttemptEvent {
    /// This event in format 1: canonical JSON for the journal.
    public var body: Data {
        if case .responded(let responded) = self { return CanonicalJSON.data(members: responded.members) }
        return CanonicalJSON.data(json)
    }

    /// This event in format 1; instants are milliseconds since 1970 in UTC.
    public var json: JSONValue {
        switch self {
        case .started(let start): start.json
        case .responded(let responded):
            .object(Dictionary(uniqueKeysWithValues: responded.members.map { ($0.name, $0.value) }))
        case .flagged(let position, let isFlagged):
            ["event": "flagged", "position": .integer(Int64(position)), "flagged": .bool(isFlagged)]
        case .seen(let position): ["event": "seen", "position": .integer(Int64(position))]
        case .tookOver(let epoch, let device):
            ["event": "tookOver", "epoch": .integer(Int64(epoch)), "device": .string(device)]
        case .endMoved(let end, let reason):
            ["event": "endMoved", "endsAt": .integer(end.milliseconds), "reason": .string(reason)]
        case .passedLockpoint(let passed):
            [
                "event": "passedLockpoint", "question": .integer(Int64(passed.question)),
                "positions": .array(passed.positions.map { .integer(Int64($0)) }),
                "epoch": .integer(Int64(passed.epoch)), "sequence": .integer(Int64(passed.sequence)),
            ]
        case .openedResource(let page): ["event": "openedResource", "page": .string(page)]
        case .handedIn: ["event": "handedIn"]
        case .closed: ["event": "closed"]
        }
    }

    /// Reads an event of format 1 from the journal.
    ///
    /// - Throws: ``FormatProblem`` when the text is no event that this version knows.
    public init(body: Data) throws(FormatProblem) {
        let json: JSONValue
        do {
            json = try StrictJSON.value(body)
        } catch {
            throw FormatProblem(path: "", message: error.description)
        }
        var fields = try Fields(json)
        let event = try fields.string("event")
        switch event {
        case "started": self = .started(try Start(fields: &fields))
        case "responded": self = .responded(try Responded(fields: &fields))
        case "flagged":
            self = .flagged(
                position: try fields.integer("position"),
                isFlagged: try fields.bool("flagged", default: true)
            )
        case "seen": self = .seen(position: try fields.integer("position"))
        case "tookOver": self = .tookOver(epoch: try fields.integer("epoch"), device: try fields.string("device"))
        case "endMoved":
            let end = Date(milliseconds: Int64(try fields.integer("endsAt")))
            self = .endMoved(to: end, reason: try fields.string("reason"))
        case "passedLockpoint": self = .passedLockpoint(try PassedLockpoint(fields: &fields))
        case "openedResource": self = .openedResource(page: try fields.string("page"))
        case "handedIn": self = .handedIn
        case "closed": self = .closed
        default: throw FormatProblem(path: "event", message: "unknown event “\(event)”")
        }
        try fields.end()
    }
}

extension AttemptEvent.Start {
    init(fields: inout Fields) throws(FormatProblem) {
        sitting = SittingID(rawValue: try fields.string("sitting"))
        candidate = PersonID(rawValue: try fields.string("candidate"))
        guard let seed = UInt64(try fields.string("seed")) else {
            throw FormatProblem(path: "seed", message: "is no whole number")
        }
        self.seed = seed
        startedAt = Date(milliseconds: Int64(try fields.integer("startedAt")))
        endsAt = Date(milliseconds: Int64(try fields.integer("endsAt")))
        device = try fields.optionalString("device") ?? ""
        if let drawn = fields.take("draws") { draws = try Self.draws(json: drawn, path: fields.at("draws")) }
    }

    /// Reads what was drawn for a candidate, by position from 1, as a start has it.
    ///
    /// - Throws: ``FormatProblem`` at the first place that is not of this form.
    public static func draws(json: JSONValue, path: String) throws(FormatProblem) -> [Int: ItemSession.State] {
        guard let members = json.members else {
            throw FormatProblem(path: path, message: "an object is needed, of positions with their draws")
        }
        var draws: [Int: ItemSession.State] = [:]
        for (position, draw) in members {
            let path = "\(path).\(position)"
            guard let number = Int(position), number >= 1 else {
                throw FormatProblem(path: path, message: "positions are whole numbers from 1")
            }
            draws[number] = try ItemSession.State(json: draw, path: path)
        }
        return draws
    }

    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "event": "started", "sitting": .string(sitting.rawValue), "candidate": .string(candidate.rawValue),
            "seed": .string(String(seed)), "startedAt": .integer(startedAt.milliseconds),
            "endsAt": .integer(endsAt.milliseconds), "device": .string(device),
        ]
        if !draws.isEmpty {
            members["draws"] = .object(
                Dictionary(uniqueKeysWithValues: draws.map { (String($0), $1.json) })
            )
        }
        return .object(members)
    }
}

extension AttemptEvent.PassedLockpoint {
    init(fields: inout Fields) throws(FormatProblem) {
        question = try fields.integer("question")
        positions = try fields.list("positions") { json, path throws(FormatProblem) in
            guard let number = json.number, let position = Int(exactly: number) else {
                throw FormatProblem(path: path, message: "an integer is needed")
            }
            return position
        }
        epoch = try fields.integer("epoch")
        sequence = try fields.integer("sequence")
    }
}

extension AttemptEvent.Responded {
    fileprivate var members: [(name: String, value: JSONValue)] {
        var members: [(name: String, value: JSONValue)] = [
            ("event", "responded"), ("position", .integer(Int64(position))), ("epoch", .integer(Int64(epoch))),
            ("sequence", .integer(Int64(sequence))), ("response", response.json), ("standing", .string(standing.word)),
        ]
        switch standing {
        case .late(let late): members.append(("lateBy", .integer(late.components.seconds)))
        case .misfit(let reason): members.append(("misfit", .string(reason)))
        case .counts, .oldDevice, .locked: break
        }
        if let turn { members.append(("turn", .integer(Int64(turn)))) }
        if let madeAt { members.append(("madeAt", .integer(madeAt.milliseconds))) }
        return members
    }

    init(fields: inout Fields) throws(FormatProblem) {
        position = try fields.integer("position")
        epoch = try fields.integer("epoch")
        sequence = try fields.integer("sequence")
        response = try ItemResponse(json: try fields.value("response"), path: "response")
        let word = try fields.string("standing")
        switch word {
        case "counts": standing = .counts
        case "late": standing = .late(by: .seconds(try fields.integer("lateBy")))
        case "oldDevice": standing = .oldDevice
        case "locked": standing = .locked
        case "misfit": standing = .misfit(try fields.string("misfit"))
        default: throw FormatProblem(path: "standing", message: "unknown standing “\(word)”")
        }
        if let number = fields.take("turn") {
            guard let value = number.number, let whole = Int(exactly: value) else {
                throw FormatProblem(path: "turn", message: "an integer is needed")
            }
            turn = whole
        }
        madeAt = fields.take("madeAt").flatMap(\.number).map(Date.init(milliseconds:))
    }
}
