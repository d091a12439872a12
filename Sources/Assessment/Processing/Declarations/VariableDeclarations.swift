/// A response variable and how its values are keyed.
public struct ResponseDeclaration: Hashable, Sendable {
    public var identifier: String
    public var cardinality: Cardinality
    /// `nil` for records alone.
    public var baseType: ValueType?
    /// `nil` when none is declared.
    public var correct: [DeclaredValue]?
    /// The value that the interaction starts with; `nil` when none is declared.
    public var defaults: [DeclaredValue]?
    public var mapping: Mapping?
    public var areaMapping: AreaMapping?
    /// Whether the response comes from a button that ends the attempt: false unless that button was pressed.
    public var endsAttempt = false

    public init(
        _ identifier: String,
        _ cardinality: Cardinality = .single,
        _ baseType: ValueType?,
        correct: [DeclaredValue]? = nil,
        defaults: [DeclaredValue]? = nil,
        mapping: Mapping? = nil,
        areaMapping: AreaMapping? = nil,
        endsAttempt: Bool = false
    ) {
        self.identifier = identifier
        self.cardinality = cardinality
        self.baseType = baseType
        self.correct = correct
        self.defaults = defaults
        self.mapping = mapping
        self.areaMapping = areaMapping
        self.endsAttempt = endsAttempt
    }
}

/// An outcome variable.
public struct OutcomeDeclaration: Hashable, Sendable {
    public var identifier: String
    public var cardinality: Cardinality
    public var baseType: ValueType?
    public var defaults: [DeclaredValue]?
    public var normalMaximum: String?
    public var normalMinimum: String?
    /// Set when a person or another system sets this outcome, such as `human`.
    public var externalScored: String?
    public var table: LookupTable?

    public init(
        _ identifier: String,
        _ cardinality: Cardinality = .single,
        _ baseType: ValueType?,
        defaults: [DeclaredValue]? = nil,
        normalMaximum: String? = nil,
        normalMinimum: String? = nil,
        externalScored: String? = nil,
        table: LookupTable? = nil
    ) {
        self.identifier = identifier
        self.cardinality = cardinality
        self.baseType = baseType
        self.defaults = defaults
        self.normalMaximum = normalMaximum
        self.normalMinimum = normalMinimum
        self.externalScored = externalScored
        self.table = table
    }
}

/// A template variable, drawn once for a candidate, or a context variable, given from outside.
public struct TemplateDeclaration: Hashable, Sendable {
    public var identifier: String
    public var cardinality: Cardinality
    public var baseType: ValueType?
    public var defaults: [DeclaredValue]?

    public init(
        _ identifier: String,
        _ cardinality: Cardinality = .single,
        _ baseType: ValueType?,
        defaults: [DeclaredValue]? = nil
    ) {
        self.identifier = identifier
        self.cardinality = cardinality
        self.baseType = baseType
        self.defaults = defaults
    }
}
