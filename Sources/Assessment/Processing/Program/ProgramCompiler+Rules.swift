extension ProgramCompiler {
    /// The steps that mark a response: rules of the item's own, else those of the template that it names.
    ///
    /// A template sets only what the item declares; one and the same template serves items with and without feedback.
    mutating func responseSteps(_ processing: Processing) throws(FormatProblem) -> [Step] {
        guard processing.responseRules.isEmpty, let name = processing.template, !name.isEmpty else {
            return try steps(processing.responseRules, path: "responseRules")
        }
        guard let template = StandardTemplate(rawValue: name) else {
            let message = "the response-processing template \(name.prefix(60)) is not known here"
            throw FormatProblem(path: "template", message: message)
        }
        return try steps(declaredOnly(template.rules), path: "template")
    }

    private mutating func declaredOnly(_ rules: [ProcessingRule]) -> [ProcessingRule] {
        var kept: [ProcessingRule] = []
        for rule in rules {
            switch rule {
            case .condition(let branches, let otherwise):
                let branches = branches.map { ProcessingRule.Branch($0.condition, declaredOnly($0.rules)) }
                kept.append(.condition(branches, otherwise: declaredOnly(otherwise)))
            case .set(_, let identifier, _) where index[identifier] == nil:
                warn("processing.undeclared", "the template sets “\(identifier)”, which the item does not declare")
            default: kept.append(rule)
            }
        }
        return kept
    }

    mutating func steps(
        _ rules: [ProcessingRule],
        path: String,
        depth: Int = 0
    ) throws(FormatProblem) -> [Step] {
        guard depth <= ProcessingExpression.depthLimit else {
            throw FormatProblem(path: path, message: "rules nest too deep")
        }
        var steps: [Step] = []
        steps.reserveCapacity(rules.count)
        for (index, rule) in rules.enumerated() {
            try count(path)
            steps.append(try step(rule, path: "\(path)[\(index)]", depth: depth))
        }
        return steps
    }

    func count(_ path: String) throws(FormatProblem) {
        guard size <= Self.sizeLimit else { throw FormatProblem(path: path, message: "there are too many rules") }
    }

    private mutating func step(
        _ rule: ProcessingRule,
        path: String,
        depth: Int
    ) throws(FormatProblem) -> Step {
        size += 1
        switch rule {
        case .condition(let branches, let otherwise):
            var compiled: [(Node, [Step])] = []
            for (index, branch) in branches.enumerated() {
                let place = "\(path).if[\(index)]"
                checkCondition(branch.condition)
                let condition = try node(branch.condition, path: "\(place).when")
                compiled.append((condition, try steps(branch.rules, path: "\(place).then", depth: depth + 1)))
            }
            return .condition(compiled, otherwise: try steps(otherwise, path: "\(path).else", depth: depth + 1))
        case .set(let target, let identifier, let expression):
            let slot = try slot(identifier, path: path)
            let node = try node(expression, path: path)
            switch target {
            case .outcomeValue, .templateValue, .responseValue:
                try check(target, slots[slot], path: path)
                return .set(slot, node)
            case .correctResponse: return .setCorrect(slot, node)
            case .defaultValue: return .setDefault(slot, node)
            }
        case .lookup(let identifier, let expression):
            let slot = try slot(identifier, path: path)
            if slots[slot].table == nil {
                warn("processing.table", "“\(identifier.prefix(60))” is looked up, but has no table")
            }
            return .lookup(slot, try node(expression, path: path))
        case .reset(let identifier): return .reset(try slot(identifier, path: path))
        case .constraint(let expression): return .constraint(try node(expression, path: path))
        case .exit: return .exit
        case .fragment(let rules): return .sequence(try steps(rules, path: "\(path).fragment", depth: depth + 1))
        case .include(let address):
            throw FormatProblem(path: path, message: "rules stand in another file: “\(address.prefix(60))”")
        }
    }

    private func slot(_ identifier: String, path: String) throws(FormatProblem) -> Int {
        guard let slot = index[identifier] else {
            let message = "a rule sets “\(identifier.prefix(60))”, which is not declared"
            throw FormatProblem(path: path, message: message)
        }
        return slot
    }

    /// Rules may not set the variables of another role; session variables are set like outcomes.
    private func check(_ target: ProcessingRule.Target, _ slot: Slot, path: String) throws(FormatProblem) {
        let fits =
            switch (target, slot.role) {
            case (.outcomeValue, .outcome), (.outcomeValue, .session), (.templateValue, .template),
                (.responseValue, .response):
                true
            default: false
            }
        guard fits else {
            let message = "\(target.rawValue) cannot set “\(slot.name.prefix(60))”"
            throw FormatProblem(path: path, message: message)
        }
    }

    /// A condition is a truth.
    ///
    /// Another type is an author's mistake: it is named here, and counts as not fulfilled.
    ///
    /// Source: QTI 3.0 information model, "response-if": a boolean expression; the recommended readings of disputed
    /// outcomes: a lenient cast is not required.
    private mutating func checkCondition(_ expression: ProcessingExpression) {
        guard expression.name == "variable", let place = index[expression["identifier"]?.trimmed ?? ""],
            slots[place].cardinality != .single || slots[place].type != .boolean
        else { return }
        warn("processing.condition", "“\(slots[place].name.prefix(60))” stands for a condition, but is no truth")
    }
}
