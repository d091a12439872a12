/// An expression made ready to run: names are places, settings are values, every operator is one of a closed list.
struct Node: Sendable {
    let operation: Operation
    let operands: [Node]

    init(_ operation: Operation, _ operands: [Node] = []) {
        self.operation = operation
        self.operands = operands
    }
}

/// The operators, by family.
enum Operation: Sendable {
    case constant(VariableValue)
    case variable(Int)
    case correct(Int)
    case defaultValue(Int)
    case mapResponse(Int)
    case mapResponsePoint(Int)
    case container(ContainerOperator)
    case logic(LogicOperator)
    case comparison(ComparisonOperator)
    case arithmetic(ArithmeticOperator)
    case text(TextOperator)
    case draw(DrawOperator)
    case test(TestOperator)
    /// An operator of a maker's own, by its class; it gives NULL and a warning.
    case custom(String)
}

/// A rule made ready to run.
indirect enum Step: Sendable {
    case condition([(condition: Node, steps: [Step])], otherwise: [Step])
    case set(Int, Node)
    case setCorrect(Int, Node)
    case setDefault(Int, Node)
    case lookup(Int, Node)
    case reset(Int)
    case constraint(Node)
    case exit
    case sequence([Step])
}

/// A number in a setting: written there, or the value of a variable.
enum NumberSetting: Sendable {
    case fixed(Double)
    case variable(Int)
}

/// A whole number in a setting.
enum IntegerSetting: Sendable {
    case fixed(Int)
    case variable(Int)
}

/// A variable of a program: what it may hold and what hangs on it.
struct Slot: Sendable {
    enum Role: Hashable, Sendable { case response, outcome, template, context, session }

    let name: String
    let role: Role
    let cardinality: Cardinality
    /// `nil` for records.
    let type: ValueType?
    var mapping: CompiledMapping?
    var areas: CompiledAreas?
    var table: CompiledTable?
    var endsAttempt = false
}
