public import Assessment

extension VariableValue {
    /// What was given at an interaction, as the variable declared for it holds it; NULL when it is of another shape or
    /// no value of the declared type.
    ///
    /// A typed number may have a decimal comma or the digits of another script.
    public init(_ value: ResponseValue, as declaration: ResponseDeclaration) {
        let type = declaration.baseType ?? .string
        switch value {
        case .choices(let choices): self.init(choices.map(\.rawValue), declaration.cardinality, type)
        case .pairs(let pairs):
            let texts = pairs.map { "\($0.row.rawValue) \($0.column.rawValue)" }
            self.init(texts, declaration.cardinality, type)
        case .points(let points): self.init(points.map { "\($0.x) \($0.y)" }, declaration.cardinality, type)
        case .text(let text), .number(let text, _):
            self.init(typed: [text], as: declaration, type)
        case .texts(let texts): self.init(typed: texts, as: declaration, type)
        case .file(let file): self.init([file.name], declaration.cardinality, type)
        case .pressed(let isPressed): self.init([isPressed ? "true" : "false"], declaration.cardinality, type)
        }
    }

    private init(typed texts: [String], as declaration: ResponseDeclaration, _ type: ValueType) {
        // Blanks alone are nothing given, here as everywhere in the house.
        let texts = texts.filter { !$0.allSatisfy(\.isWhitespace) }
        guard declaration.cardinality != .record else {
            self = .record(ofTyped: texts.first ?? "")
            return
        }
        guard type.isNumeric else {
            self.init(texts, declaration.cardinality, type)
            return
        }
        // Exponents are numbers of QTI and not of people; they are read as they stand.
        let numbers = texts.map { text in
            SingleValue(text, as: type) == nil ? TypedNumber(text, units: [])?.value.description ?? text : text
        }
        self.init(numbers, declaration.cardinality, type)
    }
}
