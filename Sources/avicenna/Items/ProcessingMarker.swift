import Assessment
import ItemKinds

/// Marks by the processing language: one session a case, its attempts one after another.
struct ProcessingMarker {
    private let program: ProcessingProgram

    init(_ program: ProcessingProgram) { self.program = program }

    func answer(_ one: LooseJSON) -> LooseJSON {
        // The same file gives the same answer each time; who wants a certain draw pins it.
        var generator = SeededGenerator(seed: 1)
        do throws(ItemMarker.Refusal) {
            var session = try session(one["templates"], using: &generator)
            guard let attempts = one["attempts"]?.elements else {
                return try outcomes(one["responses"], &session, &generator)
            }
            return .record([
                "attempts": .list(
                    attempts.map { attempt in
                        do throws(ItemMarker.Refusal) {
                            return try outcomes(attempt["responses"], &session, &generator)
                        } catch {
                            return error.json
                        }
                    }
                )
            ])
        } catch {
            return error.json
        }
    }

    private func session(
        _ templates: LooseJSON?,
        using generator: inout SeededGenerator
    ) throws(ItemMarker.Refusal) -> ItemSession {
        var pins: [String: VariableValue] = [:]
        for (name, value) in templates?.members ?? [:] {
            guard let declaration = program.processing.templates.first(where: { $0.identifier == name }) else {
                let message = "the item has no template variable “\(name.prefix(60))”"
                throw ItemMarker.Refusal(code: "template.unknown", message: message)
            }
            let given = GivenValue(value, name: name)
            pins[name] = try given.value(declaration.cardinality, declaration.baseType)
        }
        do throws(ProcessingFault) {
            return try ItemSession(program, pins: pins, using: &generator)
        } catch {
            throw ItemMarker.Refusal(code: error.code, message: error.message)
        }
    }

    private func outcomes(
        _ responses: LooseJSON?,
        _ session: inout ItemSession,
        _ generator: inout SeededGenerator
    ) throws(ItemMarker.Refusal) -> LooseJSON {
        var values: [String: VariableValue] = [:]
        for (name, value) in responses?.members ?? [:] {
            guard let declaration = program.processing.responses.first(where: { $0.identifier == name }) else {
                let message = "the item has no response “\(name.prefix(60))”"
                throw ItemMarker.Refusal(code: "response.unknown", message: message)
            }
            values[name] = try GivenValue(value, name: name).value(of: declaration)
        }
        do throws(ProcessingFault) {
            let result = try session.submit(values, using: &generator)
            return .record(["outcomes": .record(result.outcomes.mapValues(LooseJSON.init))])
        } catch {
            throw ItemMarker.Refusal(code: error.code, message: error.message)
        }
    }
}

/// One value as other programs write it: a list of texts, one text, fields of a record, or our own form such as
/// `{"choices":["A"]}`.
private struct GivenValue {
    private let given: LooseJSON
    private let name: String

    init(_ given: LooseJSON, name: String) {
        self.given = given
        self.name = name
    }

    func value(of declaration: ResponseDeclaration) throws(ItemMarker.Refusal) -> VariableValue {
        if given.members != nil, declaration.cardinality != .record {
            return VariableValue(try ownResponse(given, name: name), as: declaration)
        }
        return try value(declaration.cardinality, declaration.baseType)
    }

    func value(_ cardinality: Cardinality, _ type: ValueType?) throws(ItemMarker.Refusal) -> VariableValue {
        if let members = given.members {
            guard cardinality == .record else { throw wrong("a list of texts is needed") }
            let fields = members.compactMapValues(\.single)
            return fields.isEmpty ? .null : .record(fields)
        }
        guard given != .null else { return .null }
        let parts = given.elements ?? [given]
        let texts = parts.compactMap(\.plain)
        guard texts.count == parts.count else { throw wrong("a list of texts is needed") }
        guard cardinality != .record else { return .record(ofTyped: texts.first ?? "") }
        let type = type ?? .string
        for text in texts where !text.isEmpty && SingleValue(text, as: type) == nil {
            // What people type where a number is asked may be none, and is nothing given then.
            guard type.isNumeric else { throw wrong("“\(text.prefix(60))” is no \(type.rawValue)") }
        }
        return VariableValue(texts, cardinality, type)
    }

    private func wrong(_ message: String) -> ItemMarker.Refusal {
        ItemMarker.Refusal(code: "response.format", message: "\(name.prefix(60)): \(message)")
    }
}

extension LooseJSON {
    /// A value of the processing language as answers write it.
    fileprivate init(_ value: VariableValue) {
        switch value {
        case .null: self = .null
        case .single(let value): self = LooseJSON(value)
        case .multiple(let values), .ordered(let values): self = .list(values.map(LooseJSON.init))
        case .record(let fields): self = .record(fields.mapValues(LooseJSON.init))
        }
    }

    private init(_ value: SingleValue) {
        switch value {
        case .boolean(let boolean): self = .bool(boolean)
        case .integer(let integer): self = .number(Double(integer))
        // JSON has no infinity.
        case .float(let number), .duration(let number): self = number.isFinite ? .number(number) : .text(value.text)
        default: self = .text(value.text)
        }
    }

    /// A field of a record, typed by how it is written.
    fileprivate var single: SingleValue? {
        switch self {
        case .text(let text): SingleValue(text, as: .string)
        case .bool(let bool): .boolean(bool)
        case .number(let number): Int(exactly: number).map(SingleValue.integer) ?? .float(number)
        case .null, .list, .record: nil
        }
    }
}
