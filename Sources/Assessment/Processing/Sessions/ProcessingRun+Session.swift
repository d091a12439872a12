extension ProcessingRun {
    /// The place of a variable of some role.
    func place(_ name: String, _ role: Slot.Role) throws(ProcessingFault) -> Int {
        guard let slot = program.index[name], program.slots[slot].role == role else { throw .unknownVariable(name) }
        return slot
    }

    /// Draws the template; a constraint that is not met draws again, and after too many draws the defaults stand.
    ///
    /// Source: QTI 3.0 information model, "template-constraint".
    mutating func drawTemplate() throws(ProcessingFault) {
        let (values, corrects, defaults) = (values, corrects, defaults)
        for _ in 0..<program.limits.draws {
            guard try perform(program.templateSteps) == .constraint else { return }
            (self.values, self.corrects, self.defaults) = (values, corrects, defaults)
        }
        warn("processing.constraint", "the constraints of the template were not met; its defaults stand")
    }

    /// Puts back what was stored; names that the program does not know are passed over.
    mutating func restore(_ state: ItemSession.State) {
        for (name, value) in state.templates {
            if let slot = program.index[name] { values[slot] = value }
        }
        for (name, value) in state.corrects {
            if let slot = program.index[name] { corrects[slot] = value }
        }
        for (name, value) in state.defaults {
            guard let slot = program.index[name] else { continue }
            defaults[slot] = value
            values[slot] = value
        }
        guard program.processing.isAdaptive else { return }
        for (name, value) in state.outcomes {
            if let slot = program.index[name] { values[slot] = value }
        }
        if let slot = program.status, state.attempts > 0 { values[slot] = .single(.identifier(state.status)) }
    }

    /// Sets what the session itself knows.
    ///
    /// The status is `unknown` from the first attempt on until a rule says more. Source: QTI 3.0 information model,
    /// "built-in variables".
    mutating func begin(attempt: Int, duration: Double) {
        if let slot = program.status, program.slots[slot].role == .session,
            attempt == 1 || !program.processing.isAdaptive
        {
            values[slot] = .single(.identifier("unknown"))
        }
        if let slot = program.index[ProcessingProgram.Session.attempts], program.slots[slot].role == .session {
            values[slot] = .single(.integer(attempt))
        }
        if let slot = program.index[ProcessingProgram.Session.duration], program.slots[slot].role == .session {
            values[slot] = .single(.duration(duration))
        }
        for (slot, variable) in program.slots.enumerated() where variable.endsAttempt && defaults[slot].isNull {
            values[slot] = .boolean(false)
        }
    }
}

extension VariableValue {
    /// Whether this is what `match` calls the same.
    func isSame(as other: VariableValue) -> Bool {
        switch (self, other) {
        case (.single(let mine), .single(let theirs)): mine.matches(theirs)
        case (.multiple(let mine), .multiple(let theirs)):
            mine.count == theirs.count
                && Dictionary(grouping: mine, by: \.key).mapValues(\.count)
                    == Dictionary(grouping: theirs, by: \.key).mapValues(\.count)
        case (.ordered(let mine), .ordered(let theirs)): mine.map(\.key) == theirs.map(\.key)
        case (.record(let mine), .record(let theirs)): mine.mapValues(\.key) == theirs.mapValues(\.key)
        default: false
        }
    }
}
