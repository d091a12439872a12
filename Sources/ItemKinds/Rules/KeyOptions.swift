import Assessment

extension Fields {
    /// Removes a list of at least `minimum` options that all differ.
    mutating func optionIDs(_ name: String, atLeast minimum: Int = 1) throws(FormatProblem) -> [OptionID] {
        let ids = try strings(name).map(OptionID.init(rawValue:))
        guard ids.count >= minimum else {
            let message = minimum == 1 ? "must not be empty" : "at least \(minimum) are needed"
            throw FormatProblem(path: at(name), message: message)
        }
        guard Set(ids).count == ids.count else { throw FormatProblem(path: at(name), message: "names one twice") }
        return ids
    }

    /// Removes a list of at least one `["row","column"]`.
    mutating func pairs(_ name: String) throws(FormatProblem) -> [ResponseValue.Pair] {
        let pairs = try list(name) { (json, path) throws(FormatProblem) -> ResponseValue.Pair in
            guard let elements = json.elements, elements.count == 2, let row = elements[0].text,
                let column = elements[1].text
            else { throw FormatProblem(path: path, message: "a pair of strings is needed") }
            return ResponseValue.Pair(row: OptionID(rawValue: row), column: OptionID(rawValue: column))
        }
        guard !pairs.isEmpty else { throw FormatProblem(path: at(name), message: "must not be empty") }
        return pairs
    }
}

extension Interaction {
    /// The options, passages or areas that a response may list, in reading order; `nil` where it lists none.
    var listed: [OptionID]? {
        switch self {
        case .choice(let form): form.options.map(\.id)
        case .order(let form): form.options.map(\.id)
        case .hotText(let form): form.options.map(\.id)
        case .image(let form):
            switch form.task {
            case .choose, .order: form.regions.map(\.id)
            case .associate, .label, .point, .place: nil
            }
        case .match, .associate, .gapMatch, .text, .number, .slider, .media, .upload, .end, .kept: nil
        }
    }

    /// Whether the order of what is listed is the answer.
    var isOrdered: Bool {
        if case .order = self { return true }
        if case .image(let form) = self, form.task == .order { return true }
        return false
    }

    /// How many options a response may list, 0 for any number; `nil` where it lists none.
    var listedMaximum: Int? {
        switch self {
        case .choice(let form): form.maximum
        case .order(let form): form.maximum
        case .hotText(let form): form.maximum
        case .image(let form): listed == nil ? nil : form.maximum
        case .match, .associate, .gapMatch, .text, .number, .slider, .media, .upload, .end, .kept: nil
        }
    }

    /// What keeps a key that picks `ids` from fitting here; `picks` are as many as the key wants chosen.
    func misfits(ofPicks ids: some Collection<OptionID>, picks: Int) -> [String] {
        guard let listed, let listedMaximum, !isOrdered else { return ["the rule needs options to choose from"] }
        var problems: [String] = []
        if !Set(ids).isSubset(of: Set(listed)) { problems.append("the key names an unknown option") }
        if listedMaximum > 0, listedMaximum < picks {
            problems.append("fewer options may be chosen than the key has")
        }
        return problems
    }
}

extension Interaction {
    /// What may be joined: rows or labels, the columns or places that they are joined to, and how many of these one row
    /// may take (0 for any number); `nil` where nothing is joined in that direction.
    var joined: (rows: [OptionID], columns: [OptionID], rowMaximum: Int)? {
        switch self {
        case .match(let form): (form.rows.map(\.id), form.columns.map(\.id), form.rowMaximum)
        case .gapMatch(let form): (form.options.map(\.id), form.gaps, 0)
        case .image(let form):
            if case .label(let labels) = form.task { (labels.map(\.id), form.regions.map(\.id), 0) } else { nil }
        case .choice, .order, .hotText, .associate, .text, .number, .slider, .media, .upload, .end, .kept: nil
        }
    }
}
