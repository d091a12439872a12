extension ProcessingRun {
    /// The sum of what the values of a response are worth, each value once, within the bounds.
    ///
    /// NULL is worth 0 before the bounds. A response without mapping is worth 0, with a warning.
    ///
    /// Source: QTI 3.0 information model, "map-response"; NULL, bounds and values that occur twice: our notes on
    /// interchange, section 6.2, and the recommended readings of disputed outcomes.
    mutating func mapped(_ slot: Int) throws(ProcessingFault) -> VariableValue {
        guard let mapping = program.slots[slot].mapping else {
            let name = program.slots[slot].name
            warn("processing.mapping", "“\(name)” is mapped, but has no mapping; it is worth 0")
            return .single(.float(0))
        }
        switch values[slot] {
        case .single(let value): return .single(.float(mapping.bounds.applied(to: mapping.value(for: value))))
        case .multiple(let values), .ordered(let values):
            try charge(values.count)
            var seen: Set<SingleValue.Key> = []
            var sum = 0.0
            for value in values where seen.insert(value.key).inserted { sum += mapping.value(for: value) }
            return .single(.float(mapping.bounds.applied(to: sum)))
        case .null, .record: return .single(.float(mapping.bounds.applied(to: 0)))
        }
    }

    /// The sum of what the areas under a response's points are worth, each area once, within the bounds.
    ///
    /// A point belongs to the first area, in the order of the document, that holds it; a point in none is worth the
    /// default, equal points once.
    ///
    /// Source: QTI 3.0 information model, "map-response-point" and "area-mapping"; overlapping areas: our notes on
    /// interchange, section 6.2 (JQTI+).
    mutating func mappedPoints(_ slot: Int) throws(ProcessingFault) -> VariableValue {
        guard let mapping = program.slots[slot].areas else {
            let name = program.slots[slot].name
            warn("processing.mapping", "“\(name)” is mapped, but has no areas; it is worth 0")
            return .single(.float(0))
        }
        var paid: Set<Int> = []
        var missed: Set<SingleValue.Key> = []
        var sum = 0.0
        for value in values[slot].elements {
            guard case .point(let x, let y) = value else { continue }
            var found: Int?
            for (index, entry) in mapping.areas.enumerated() {
                try charge(entry.area.cost)
                guard entry.area.contains(x: x, y: y) else { continue }
                found = index
                break
            }
            if let found {
                if paid.insert(found).inserted { sum += mapping.areas[found].value }
            } else if missed.insert(value.key).inserted {
                sum += mapping.fallback
            }
        }
        return .single(.float(mapping.bounds.applied(to: sum)))
    }
}
