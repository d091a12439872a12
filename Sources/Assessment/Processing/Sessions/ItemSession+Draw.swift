extension ItemSession {
    /// What is stored of one candidate's draw: the values of all template variables, and the correct responses and
    /// defaults that the template has set, and the seed of response rules that draw.
    ///
    /// The same seed gives the same draw. The last rule set that was tried stands when its constraints are never met.
    ///
    /// - Throws: ``ProcessingFault`` when the template cannot be run, or draws what cannot be read again.
    public static func draw(
        _ program: ProcessingProgram,
        seed: UInt64
    ) throws(ProcessingFault) -> (state: State, warnings: [ProcessingWarning]) {
        var generator = SeededGenerator(seed: seed)
        let session = try ItemSession(program, using: &generator)
        var state = undrawn(program)
        state.templates.merge(session.state.templates) { _, drawn in drawn }
        state.corrects = session.state.corrects
        state.defaults = session.state.defaults
        // After the template, whose draws stay what they were before response rules could draw.
        if program.drawsWhenMarking { state.seed = generator.next() }
        let storable = state.storable
        let stored = storable.json
        // An attempt begins with its draws: one value that cannot be read would lock all of it.
        guard (try? State(json: stored))?.json == stored else { throw .unstorable }
        return (storable, session.warnings)
    }

    /// The template variables with their declared values, as if its rules said nothing.
    private static func undrawn(_ program: ProcessingProgram) -> State {
        var state = State()
        for (slot, variable) in program.slots.enumerated() where variable.role == .template {
            state.templates[variable.name] = program.values[slot]
        }
        return state.storable
    }
}

extension ItemSession.State {
    /// The same with NULL for texts that say nothing, which have no form of their own in JSON.
    fileprivate var storable: Self {
        var state = self
        state.templates = templates.mapValues { $0.isNull ? .null : $0 }
        state.corrects = corrects.mapValues { $0.isNull ? .null : $0 }
        state.defaults = defaults.mapValues { $0.isNull ? .null : $0 }
        return state
    }

    /// The values of the template variables as texts, by name: what is printed, and what parts of an item hang on.
    public var shown: [String: [String]] { templates.mapValues { $0.elements.map(\.text) } }
}
