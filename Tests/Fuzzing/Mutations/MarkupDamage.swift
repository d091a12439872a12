/// Damage by tags and attributes, so that what comes out is often still well-formed and gets past the first gate.
enum MarkupDamage {
    /// Cuts `bytes` into tags and the runs between them; nothing is lost.
    private static func tokens(_ bytes: [UInt8]) -> [[UInt8]] {
        var tokens: [[UInt8]] = []
        var start = 0
        while start < bytes.count {
            let isTag = bytes[start] == UInt8(ascii: "<")
            let end =
                isTag
                ? bytes[start...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
                : bytes[start...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
            tokens.append(Array(bytes[start..<end]))
            start = end
        }
        return tokens
    }

    static func apply(to bytes: inout [UInt8], other: [UInt8], _ chance: inout Chance) {
        var tokens = tokens(bytes)
        guard tokens.count > 2 else { return ByteDamage.apply(to: &bytes, other: other, &chance) }
        let place = chance.below(tokens.count)
        switch chance.below(12) {
        case 0: tokens.insert(tokens[place], at: place)
        case 1: tokens.remove(at: place)
        case 2: tokens.swapAt(place, chance.below(tokens.count))
        case 3: copyElement(&tokens, from: place, &chance)
        case 4: removeElement(&tokens, at: place)
        case 5: tokens.insert(Array(chance.pick(HostileWords.markup).utf8), at: place)
        case 6: nest(&tokens, at: place, &chance)
        case 7: rename(&tokens, at: place, &chance)
        case 8:
            let others = Self.tokens(other)
            tokens.insert(contentsOf: others[chance.range(in: others.count, longest: 12)], at: place)
        case 9: changeText(&tokens, at: place, &chance)
        default: changeAttribute(&tokens, &chance)
        }
        bytes = Array(tokens.joined())
    }

    private static func name(_ token: [UInt8]) -> [UInt8]? {
        guard token.first == UInt8(ascii: "<"), token.count > 2 else { return nil }
        let name = token.dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        return name.isEmpty ? nil : Array(name)
    }

    /// The tokens from the start tag at or behind `place` to its end tag.
    private static func element(_ tokens: [[UInt8]], at place: Int) -> Range<Int>? {
        guard let start = tokens.indices[place...].first(where: { name(tokens[$0]) != nil }),
            let name = name(tokens[start])
        else { return nil }
        if tokens[start].suffix(2).elementsEqual("/>".utf8) { return start..<start + 1 }
        let closing = Array("</".utf8) + name + Array(">".utf8)
        guard let end = tokens[start...].firstIndex(of: closing), end - start <= 400 else { return nil }
        return start..<end + 1
    }

    private static func copyElement(_ tokens: inout [[UInt8]], from place: Int, _ chance: inout Chance) {
        guard let range = element(tokens, at: place) else { return }
        let copy = tokens[range]
        let target = chance.once(in: 2) ? range.upperBound : chance.below(tokens.count)
        for _ in 0..<(chance.once(in: 4) ? 1 + chance.below(100) : 1) { tokens.insert(contentsOf: copy, at: target) }
    }

    private static func removeElement(_ tokens: inout [[UInt8]], at place: Int) {
        guard let range = element(tokens, at: place) else { return }
        tokens.removeSubrange(range)
    }

    private static func nest(_ tokens: inout [[UInt8]], at place: Int, _ chance: inout Chance) {
        guard let range = element(tokens, at: place) else { return }
        let name =
            chance.once(in: 2)
            ? name(tokens[range.lowerBound]) ?? []
            : Array(chance.pick(["div", "p", "span", "and", "not", "sum", "svg", "b", "table", "li"]).utf8)
        let depth = chance.pick([1, 5, 40, 90, 99, 101, 500, 5000])
        tokens.insert(
            Array(repeatElement(Array("</".utf8) + name + Array(">".utf8), count: depth).joined()),
            at: range.upperBound
        )
        tokens.insert(
            Array(repeatElement(Array("<".utf8) + name + Array(">".utf8), count: depth).joined()),
            at: range.lowerBound
        )
    }

    private static func rename(_ tokens: inout [[UInt8]], at place: Int, _ chance: inout Chance) {
        guard let range = element(tokens, at: place), let old = name(tokens[range.lowerBound]) else { return }
        let all = tokens.compactMap(name)
        let new =
            chance.once(in: 3)
            ? Array(HostileWords.long(&chance).utf8.prefix(5000)) : chance.pick(all).filter { $0 != UInt8(ascii: "/") }
        for index in [range.lowerBound, range.upperBound - 1] {
            guard let found = tokens[index].firstRange(of: old) else { continue }
            tokens[index].replaceSubrange(found, with: new)
        }
    }

    private static func changeText(_ tokens: inout [[UInt8]], at place: Int, _ chance: inout Chance) {
        guard let index = tokens.indices[place...].first(where: { tokens[$0].first != UInt8(ascii: "<") }) else {
            return
        }
        tokens[index] = Array((chance.once(in: 4) ? HostileWords.long(&chance) : chance.pick(HostileWords.values)).utf8)
    }

    private static func changeAttribute(_ tokens: inout [[UInt8]], _ chance: inout Chance) {
        let tags = tokens.indices.filter {
            tokens[$0].first == UInt8(ascii: "<") && tokens[$0].contains(UInt8(ascii: "="))
        }
        guard !tags.isEmpty else { return }
        let place = chance.pick(tags)
        var attributes = AttributeList(tokens[place])
        guard !attributes.parts.isEmpty else { return }
        let index = chance.below(attributes.parts.count)
        switch chance.below(6) {
        case 0: attributes.parts.append(attributes.parts[index])
        case 1: attributes.parts.remove(at: index)
        case 2:
            let donor = AttributeList(tokens[chance.pick(tags)])
            if !donor.parts.isEmpty { attributes.parts[index].value = chance.pick(donor.parts).value }
        case 3:
            let donor = AttributeList(tokens[chance.pick(tags)])
            attributes.parts += donor.parts
        case 4:
            attributes.parts[index].name = Array(
                chance.pick(["onload", "onerror", "style", "xmlns", "xml:base", "href", "src", "identifier", "class"])
                    .utf8
            )
        default:
            attributes.parts[index].value = Array(
                (chance.once(in: 5) ? HostileWords.long(&chance) : chance.pick(HostileWords.values)).utf8
            )
        }
        tokens[place] = attributes.tag
    }
}

/// The attributes of one tag, taken apart without regard for what XML permits.
private struct AttributeList {
    var head: [UInt8]
    var parts: [(name: [UInt8], value: [UInt8])] = []
    var tail: [UInt8]

    init(_ tag: [UInt8]) {
        let body = tag.dropLast(tag.suffix(2).elementsEqual("/>".utf8) ? 2 : 1)
        tail = Array(tag[body.endIndex...])
        head = Array(body.prefix { $0 > 0x20 })
        var rest = body.dropFirst(head.count)
        while let equals = rest.firstIndex(of: UInt8(ascii: "=")), equals + 1 < rest.endIndex {
            let quote = rest[equals + 1]
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
                let end = rest[(equals + 2)...].firstIndex(of: quote)
            else { break }
            parts.append((rest[..<equals].filter { $0 > 0x20 }, Array(rest[(equals + 2)..<end])))
            rest = rest[(end + 1)...]
        }
    }

    var tag: [UInt8] {
        head + parts.flatMap { Array(" ".utf8) + $0.name + Array("=\"".utf8) + escaped($0.value) + Array("\"".utf8) }
            + tail
    }

    /// A quote would end the value; everything else may do its harm.
    private func escaped(_ value: [UInt8]) -> [UInt8] {
        value.flatMap { $0 == UInt8(ascii: "\"") ? Array("&quot;".utf8) : [$0] }
    }
}
