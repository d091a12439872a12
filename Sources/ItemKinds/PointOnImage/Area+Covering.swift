import Assessment

extension Area {
    /// Whether a point lies in this area or on its rim; exact, without rounding.
    ///
    /// A polygon that crosses itself holds what an odd number of its edges encloses.
    func covers(_ point: ResponseValue.Point) -> Bool {
        let (x, y) = (Int128(point.x), Int128(point.y))
        let numbers = coordinates.map { Int128($0) }
        switch shape {
        case .everything: return true
        case .rectangle:
            return min(numbers[0], numbers[2])...max(numbers[0], numbers[2]) ~= x
                && min(numbers[1], numbers[3])...max(numbers[1], numbers[3]) ~= y
        case .circle:
            let (across, down, radius) = (x - numbers[0], y - numbers[1], numbers[2])
            return radius >= 0 && across * across + down * down <= radius * radius
        case .ellipse:
            let (across, down) = (x - numbers[0], y - numbers[1])
            let (wide, high) = (numbers[2] * numbers[2], numbers[3] * numbers[3])
            // Flat ellipses are lines: what lies off the line must not be let in by a product of zero.
            guard wide > 0, high > 0 else { return across * across <= wide && down * down <= high }
            return across * across * high + down * down * wide <= wide * high
        case .polygon: return covers(x, y, corners: numbers)
        }
    }

    private func covers(_ x: Int128, _ y: Int128, corners: [Int128]) -> Bool {
        var isInside = false
        var last = (x: corners[corners.count - 2], y: corners[corners.count - 1])
        for index in stride(from: 0, to: corners.count, by: 2) {
            let next = (x: corners[index], y: corners[index + 1])
            let side = (next.x - last.x) * (y - last.y) - (next.y - last.y) * (x - last.x)
            let isBeside =
                min(last.x, next.x)...max(last.x, next.x) ~= x && min(last.y, next.y)...max(last.y, next.y) ~= y
            if side == 0, isBeside { return true }
            // An edge counts with its lower end only, so that a ray through a corner meets one of the two edges.
            if (last.y > y) != (next.y > y), (side > 0) == (next.y > last.y) { isInside.toggle() }
            last = next
        }
        return isInside
    }

    /// Points worth trying when one inside is wanted, the middle first; each lies on the rim at least, but for the middle
    /// of a polygon.
    var candidates: [ResponseValue.Point] {
        let numbers = coordinates
        switch shape {
        case .everything: return [ResponseValue.Point(x: 0, y: 0)]
        case .rectangle:
            return [
                ResponseValue.Point(x: (numbers[0] + numbers[2]) / 2, y: (numbers[1] + numbers[3]) / 2),
                ResponseValue.Point(x: numbers[0], y: numbers[1]), ResponseValue.Point(x: numbers[2], y: numbers[3]),
            ]
        case .circle, .ellipse:
            let (across, down) = (numbers[2], numbers.last ?? 0)
            return [(0, 0), (across, 0), (-across, 0), (0, down), (0, -down)]
                .map { ResponseValue.Point(x: numbers[0] + $0.0, y: numbers[1] + $0.1) }
        case .polygon:
            let corners = stride(from: 0, to: numbers.count, by: 2)
                .map { ResponseValue.Point(x: numbers[$0], y: numbers[$0 + 1]) }
            let middle = ResponseValue.Point(
                x: corners.map(\.x).reduce(0, +) / corners.count,
                y: corners.map(\.y).reduce(0, +) / corners.count
            )
            return [middle] + corners
        }
    }

    /// Whether some of this area can lie on an image of this size.
    func touches(width: Int, height: Int) -> Bool {
        let (across, down): (ClosedRange<Int>, ClosedRange<Int>)
        switch shape {
        case .everything: return true
        case .circle, .ellipse:
            let (wide, high) = (abs(coordinates[2]), abs(coordinates.last ?? 0))
            across = coordinates[0] - wide...coordinates[0] + wide
            down = coordinates[1] - high...coordinates[1] + high
        case .rectangle, .polygon:
            let all = coordinates.enumerated()
            let (columns, rows) = (
                all.filter { $0.offset.isMultiple(of: 2) }.map(\.element),
                all.filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
            )
            guard let left = columns.min(), let right = columns.max(), let top = rows.min(), let bottom = rows.max()
            else { return false }
            across = left...right
            down = top...bottom
        }
        return across.overlaps(0...width) && down.overlaps(0...height)
    }
}
