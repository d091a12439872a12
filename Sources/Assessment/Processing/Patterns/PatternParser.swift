/// Reads a regular expression of XML Schema into a tree.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0
    private(set) var hasLiteralAnchors = false

    private static let depthLimit = 100

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func pattern() throws(PatternProblem) -> PatternTree {
        guard scalars.count <= 10_000 else { throw PatternProblem("it is too large") }
        let tree = try branches()
        guard place == scalars.count else { throw PatternProblem("a parenthesis closes nothing") }
        return tree
    }

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        place += 1
        return true
    }

    private mutating func branches() throws(PatternProblem) -> PatternTree {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw PatternProblem("it nests too deep") }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .branches(branches)
    }

    private mutating func sequence() throws(PatternProblem) -> PatternTree {
        var parts: [PatternTree] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            var part = try atom()
            var count = 0
            while let quantified = try quantified(part) {
                part = quantified
                count += 1
                guard count <= 3 else { throw PatternProblem("too many quantifiers stand together") }
            }
            parts.append(part)
        }
        return parts.isEmpty ? .nothing : parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func quantified(_ part: PatternTree) throws(PatternProblem) -> PatternTree? {
        if take("?") { return .repeated(part, atLeast: 0, atMost: 1) }
        if take("*") { return .repeated(part, atLeast: 0, atMost: nil) }
        if take("+") { return .repeated(part, atLeast: 1, atMost: nil) }
        guard take("{") else { return nil }
        guard let minimum = number() else { throw PatternProblem("a quantifier has no number") }
        var maximum: Int? = minimum
        if take(",") { maximum = number() }
        guard take("}"), maximum.map({ $0 >= minimum }) ?? true else {
            throw PatternProblem("a quantifier is not of the form {1,3}")
        }
        return .repeated(part, atLeast: minimum, atMost: maximum)
    }

    private mutating func number() -> Int? {
        var digits = ""
        while let scalar = next, ("0"..."9").contains(scalar), digits.count < 9 {
            digits.unicodeScalars.append(scalar)
            place += 1
        }
        return Int(digits)
    }

    private mutating func atom() throws(PatternProblem) -> PatternTree {
        let scalar = scalars[place]
        place += 1
        switch scalar {
        case "(":
            if take("?"), !take(":") { throw PatternProblem("groups with a question mark are not of XML Schema") }
            let tree = try branches()
            guard take(")") else { throw PatternProblem("a parenthesis is not closed") }
            return tree
        case "[": return .scalar(try members())
        case ".": return .scalar(.any)
        case "\\": return .scalar(try escape())
        case "?", "*", "+", "{": throw PatternProblem("a quantifier follows nothing")
        default:
            if scalar == "^" || scalar == "$" { hasLiteralAnchors = true }
            return .scalar(ScalarClass(scalar))
        }
    }

    /// What follows a backslash.
    private mutating func escape() throws(PatternProblem) -> ScalarClass {
        guard let scalar = next else { throw PatternProblem("a backslash stands at the end") }
        place += 1
        switch scalar {
        case "n": return ScalarClass("\n")
        case "r": return ScalarClass("\r")
        case "t": return ScalarClass("\t")
        case "p", "P":
            guard take("{") else { throw PatternProblem("\\p has no category") }
            var name = ""
            while let letter = next, letter != "}", name.count < 40 {
                name.unicodeScalars.append(letter)
                place += 1
            }
            guard take("}"), ScalarClass.categories.contains(name) else {
                throw PatternProblem("the category “\(name)” is not known here")
            }
            return ScalarClass([.category(name)], isNegated: scalar == "P")
        default: break
        }
        if let members = ScalarClass.escape(scalar) { return members }
        // Letters and digits would be escapes of other languages; marks stand for themselves.
        guard !scalar.properties.isAlphabetic, scalar.properties.numericType == nil else {
            throw PatternProblem("\\\(scalar) is not of XML Schema")
        }
        return ScalarClass(scalar)
    }

    /// What stands in brackets; the opening one is read.
    private mutating func members() throws(PatternProblem) -> ScalarClass {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw PatternProblem("it nests too deep") }
        var members = ScalarClass([], isNegated: take("^"))
        while let scalar = next, scalar != "]" {
            place += 1
            if scalar == "-", take("[") {
                members.subtracted = [try self.members()]
                guard next == "]" else { throw PatternProblem("a subtraction ends its class") }
                break
            }
            let part = scalar == "\\" ? try escape() : ScalarClass(scalar)
            guard let lower = part.only, next == "-", place + 1 < scalars.count, scalars[place + 1] != "]",
                scalars[place + 1] != "["
            else {
                members.parts.append(part.only.map { .range($0...$0) } ?? .other(part))
                continue
            }
            place += 1
            let last = scalars[place]
            place += 1
            guard let upper = (last == "\\" ? try escape() : ScalarClass(last)).only, lower <= upper else {
                throw PatternProblem("a range runs backwards")
            }
            members.parts.append(.range(lower...upper))
        }
        guard take("]") else { throw PatternProblem("a bracket is not closed") }
        guard !members.parts.isEmpty else { throw PatternProblem("a class is empty") }
        return members
    }
}

extension ScalarClass {
    /// The one character of this class, when it has only one.
    fileprivate var only: UInt32? {
        guard parts.count == 1, !isNegated, subtracted.isEmpty, case .range(let range) = parts[0],
            range.lowerBound == range.upperBound
        else { return nil }
        return range.lowerBound
    }
}
