extension ProgramCompiler {
    /// Compiles one expression.
    mutating func node(
        _ expression: ProcessingExpression,
        path: String,
        depth: Int = 0
    ) throws(FormatProblem) -> Node {
        size += 1
        try count(path)
        guard depth <= ProcessingExpression.depthLimit else {
            throw FormatProblem(path: path, message: "the expression nests too deep")
        }
        let settings = OperatorSettings(expression, index: index, path: path)
        let operation = try operation(expression, settings)
        var operands: [Node] = []
        operands.reserveCapacity(expression.operands.count)
        for operand in expression.operands { operands.append(try node(operand, path: path, depth: depth + 1)) }
        return Node(operation, operands)
    }

    private mutating func operation(
        _ expression: ProcessingExpression,
        _ settings: OperatorSettings
    ) throws(FormatProblem) -> Operation {
        let name = expression.name
        if let access = try access(name, expression, settings) { return access }
        if let container = try ContainerOperator(name, settings) { return .container(container) }
        if let logic = try LogicOperator(name, settings) { return .logic(logic) }
        if let comparison = try ComparisonOperator(name, settings) { return .comparison(comparison) }
        if let arithmetic = try ArithmeticOperator(name, settings) { return .arithmetic(arithmetic) }
        if let text = try TextOperator(name, settings) {
            if case .patternMatch(.fixed(let pattern)) = text, pattern.hasLiteralAnchors {
                warn("processing.pattern", "^ and $ are ordinary characters in a pattern, which is always anchored")
            }
            return .text(text)
        }
        if let draw = try DrawOperator(name, settings) {
            if case .repeat = draw {} else { draws += 1 }
            return .draw(draw)
        }
        if isTest, let test = try TestOperator(name, settings) { return .test(test) }
        throw settings.problem("\(name.prefix(60)) is no operator that can be run here")
    }

    /// Operators that read what is there, by name.
    private mutating func access(
        _ name: String,
        _ expression: ProcessingExpression,
        _ settings: OperatorSettings
    ) throws(FormatProblem) -> Operation? {
        switch name {
        case "null": return .constant(.null)
        case "base-value": return .constant(try baseValue(expression, settings))
        case "variable": return try variable(settings)
        case "correct": return place(try settings.identifier()).map(Operation.correct) ?? .constant(.null)
        case "default": return place(try settings.identifier()).map(Operation.defaultValue) ?? .constant(.null)
        case "map-response": return place(try settings.identifier()).map(Operation.mapResponse) ?? .constant(.null)
        case "map-response-point":
            return place(try settings.identifier()).map(Operation.mapResponsePoint) ?? .constant(.null)
        case "math-constant":
            switch settings["name"] {
            case "pi": return .constant(.single(.float(.pi)))
            case "e": return .constant(.single(.float(2.718281828459045)))
            default: throw settings.problem("the constant is not known")
            }
        case "custom-operator":
            let maker = settings["class"] ?? settings["definition"] ?? "without a class"
            warn("processing.custom", "the operator \(maker.prefix(100)) of its maker's own gives nothing")
            return .custom(maker)
        default: return nil
        }
    }

    private mutating func variable(_ settings: OperatorSettings) throws(FormatProblem) -> Operation {
        let name = try settings.identifier()
        if isTest, index[name] == nil, let point = name.lastIndex(of: ".") {
            return .test(
                .itemVariable(
                    item: String(name[..<point]),
                    variable: String(name[name.index(after: point)...]),
                    weight: settings["weight-identifier"]
                )
            )
        }
        return place(name).map(Operation.variable) ?? .constant(.null)
    }

    /// Where a variable is; an unknown one reads as NULL and is named.
    private mutating func place(_ name: String) -> Int? {
        if let place = index[name] { return place }
        warn("processing.undeclared", "“\(name.prefix(60))” is read, but not declared")
        return nil
    }

    private func baseValue(
        _ expression: ProcessingExpression,
        _ settings: OperatorSettings
    ) throws(FormatProblem) -> VariableValue {
        guard let type = settings["base-type"].flatMap(ValueType.init(rawValue:)) else {
            throw settings.problem("base-value has no base type that is known")
        }
        if let value = SingleValue(expression.text, as: type) { return .single(value) }
        guard expression.text.trimmed.isEmpty else {
            throw settings.problem("“\(expression.text.prefix(60))” is no \(type.rawValue)")
        }
        return .null
    }
}
