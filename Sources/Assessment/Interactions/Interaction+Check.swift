extension Interaction {
    /// The longest text that counts, in UTF-8 bytes; longer text is stored and marked.
    public static let textLimit = 65_536

    /// Says that `value` fits.
    ///
    /// Too few choices fit: an unfinished response is stored and marked as far as it goes.
    ///
    /// - Throws: ``Misfit`` naming the first thing that does not fit.
    public func check(_ value: ResponseValue) throws(Misfit) {
        switch self {
        case .choice(let form): try Self.check(value, among: form.options.map(\.id), form.maximum)
        case .order(let form): try Self.check(value, among: form.options.map(\.id), form.maximum)
        case .hotText(let form): try Self.check(value, among: form.options.map(\.id), form.maximum)
        case .match(let form): try PairRules(form).check(value)
        case .associate(let form): try PairRules(form).check(value)
        case .gapMatch(let form): try PairRules(form).check(value)
        case .text(let form): try Self.check(value, form)
        case .number(let form):
            guard case .number(let text, let unit) = value else { throw .wrongShape }
            try Self.check(length: text)
            if let unit, !form.units.contains(unit) { throw .unknownUnit(unit) }
        case .slider(let form):
            guard case .number(let text, nil) = value else { throw .wrongShape }
            try Self.check(length: text)
            guard let number = Mark(parsing: text), (form.lower...form.upper).contains(number) else {
                throw .outside(String(text.prefix(40)))
            }
        case .image(let form): try form.check(value)
        case .media:
            guard case .number(let text, nil) = value, let plays = Int(text), plays >= 0 else { throw .wrongShape }
        case .upload(let form):
            guard case .file(let file) = value else { throw .wrongShape }
            guard form.takes(file.type) else { throw .wrongType(file.type) }
        case .end: guard case .pressed = value else { throw .wrongShape }
        case .kept: throw .wrongShape
        }
    }

    private static func check(_ value: ResponseValue, among ids: [OptionID], _ maximum: Int) throws(Misfit) {
        guard case .choices(let chosen) = value else { throw .wrongShape }
        try check(chosen, among: ids, maximum)
    }

    fileprivate static func check(_ chosen: [OptionID], among ids: [OptionID], _ maximum: Int) throws(Misfit) {
        var seen: Set<OptionID> = []
        for id in chosen {
            guard ids.contains(id) else { throw .unknownOption(id.rawValue) }
            guard seen.insert(id).inserted else { throw .chosenTwice(id.rawValue) }
        }
        guard maximum == 0 || chosen.count <= maximum else { throw .tooMany(found: chosen.count, allowed: maximum) }
    }

    private static func check(_ value: ResponseValue, _ form: TextInteraction) throws(Misfit) {
        switch value {
        case .text(let text): try check(length: text)
        case .texts(let texts) where form.maximum != 1:
            guard form.maximum == 0 || texts.count <= form.maximum else {
                throw .tooMany(found: texts.count, allowed: form.maximum)
            }
            for text in texts { try check(length: text) }
        case .choices, .pairs, .texts, .number, .points, .file, .pressed: throw .wrongShape
        }
    }

    private static func check(length text: String) throws(Misfit) {
        guard text.utf8.count <= textLimit else { throw .tooLong(bytes: text.utf8.count) }
    }
}

extension ImageInteraction {
    fileprivate func check(_ value: ResponseValue) throws(Misfit) {
        switch (task, value) {
        case (.choose, .choices(let chosen)), (.order, .choices(let chosen)):
            try Interaction.check(chosen, among: regions.map(\.id), maximum)
        case (.associate, .pairs), (.label, .pairs): try PairRules(self).check(value)
        case (.point, .points(let points)), (.place, .points(let points)):
            guard maximum == 0 || points.count <= maximum else {
                throw .tooMany(found: points.count, allowed: maximum)
            }
            for point in points where !contains(point) { throw .outside("\(point.x) \(point.y)") }
        case (.choose, _), (.order, _), (.associate, _), (.label, _), (.point, _), (.place, _): throw .wrongShape
        }
    }

    /// Whether a point lies on the image; one of unknown size has no far edges.
    private func contains(_ point: ResponseValue.Point) -> Bool {
        (0...(image.widthInPixels ?? .max)).contains(point.x) && (0...(image.heightInPixels ?? .max)).contains(point.y)
    }
}

extension UploadInteraction {
    /// Whether files of a media type were asked for; `image/*` takes every image.
    ///
    /// `type` is what ``FileType`` says. A type that it cannot tell by the bytes, such as `application/msword` or
    /// `text/csv`, takes what it calls unknown or plain text: a file that may be right is not turned away.
    public func takes(_ type: String) -> Bool {
        let isVague = type == FileType.unknown || type == "text/plain"
        return types.isEmpty
            || types.contains { asked in
                asked == type || asked == "*/*" || (asked.hasSuffix("/*") && type.hasPrefix(asked.dropLast()))
                    || (isVague && !asked.hasSuffix("/*") && !FileType.tells(asked))
            }
    }
}

/// How often each side of a pair may be used.
private struct PairRules {
    private let left: [OptionID: Int]
    private let right: [OptionID: Int]
    private let maximum: Int
    /// Whether both sides come from one list, so that a pair has no direction.
    private let isUndirected: Bool

    init(_ form: MatchInteraction) {
        left = Self.limits(form.rows, usual: form.rowMaximum)
        right = Self.limits(form.columns, usual: form.columnMaximum)
        maximum = form.maximum
        isUndirected = false
    }

    init(_ form: AssociateInteraction) {
        left = Self.limits(form.options, usual: 1)
        right = left
        maximum = form.maximum
        isUndirected = true
    }

    init(_ form: GapMatchInteraction) {
        left = Self.limits(form.options, usual: 1)
        right = Dictionary(form.gaps.map { ($0, 1) }) { first, _ in first }
        maximum = form.maximum
        isUndirected = false
    }

    init(_ form: ImageInteraction) {
        let regions = Dictionary(form.regions.map { ($0.id, $0.maximum) }) { first, _ in first }
        if case .label(let labels) = form.task {
            left = Self.limits(labels, usual: 1)
            isUndirected = false
        } else {
            left = regions
            isUndirected = true
        }
        right = regions
        maximum = form.maximum
    }

    private static func limits(_ options: [Option], usual: Int) -> [OptionID: Int] {
        Dictionary(options.map { ($0.id, $0.maximum ?? usual) }) { first, _ in first }
    }

    func check(_ value: ResponseValue) throws(Misfit) {
        guard case .pairs(let pairs) = value else { throw .wrongShape }
        var uses: (left: [OptionID: Int], right: [OptionID: Int]) = ([:], [:])
        var seen: Set<ResponseValue.Pair> = []
        for pair in pairs {
            guard left[pair.row] != nil else { throw .unknownOption(pair.row.rawValue) }
            guard right[pair.column] != nil else { throw .unknownOption(pair.column.rawValue) }
            let turned = ResponseValue.Pair(row: pair.column, column: pair.row)
            guard seen.insert(pair).inserted, !(isUndirected && pair != turned && seen.contains(turned)) else {
                throw .chosenTwice(pair.row.rawValue)
            }
            uses.left[pair.row, default: 0] += 1
            if isUndirected {
                uses.left[pair.column, default: 0] += 1
            } else {
                uses.right[pair.column, default: 0] += 1
            }
        }
        try Self.check(uses.left, left)
        try Self.check(uses.right, right)
        guard maximum == 0 || pairs.count <= maximum else { throw .tooMany(found: pairs.count, allowed: maximum) }
    }

    private static func check(_ uses: [OptionID: Int], _ limits: [OptionID: Int]) throws(Misfit) {
        for (id, count) in uses.sorted(by: { $0.key < $1.key }) {
            if let limit = limits[id], limit > 0, count > limit { throw .tooMany(found: count, allowed: limit) }
        }
    }
}

extension [Interaction] {
    /// Says that `response` fits these interactions.
    ///
    /// - Throws: ``Misfit`` of the first value that does not, in the order of the response names.
    public func check(_ response: ItemResponse) throws(Misfit) {
        for (id, value) in response.values.sorted(by: { $0.key < $1.key }) {
            guard let interaction = first(where: { $0.id == id }) else { throw .unknownResponse(id.rawValue) }
            try interaction.check(value)
        }
    }
}
