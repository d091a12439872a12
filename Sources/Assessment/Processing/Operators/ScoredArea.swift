import Foundation

/// A part of an image, in the pixels of its declared size.
///
/// A point on the rim is inside.
///
/// Source: QTI 3.0 information model, "shape"; the rim: our notes on interchange, section 6.2.
enum ScoredArea: Hashable, Sendable {
    case everywhere
    case rectangle(left: Double, top: Double, right: Double, bottom: Double)
    case ellipse(x: Double, y: Double, horizontal: Double, vertical: Double)
    case polygon([Point])

    struct Point: Hashable, Sendable {
        let x: Double
        let y: Double

        init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// Reads a shape of QTI: `default`, `rect` (left, top, right, bottom), `circle` (x, y, radius), `ellipse` (x, y,
    /// two radii) or `poly` (x, y of three corners or more).
    ///
    /// - Returns: `nil` for any other shape, and for coordinates that are no such list of finite numbers.
    init?(shape: String, coordinates: String) {
        let parts = coordinates.split { $0 == "," || $0.isWhitespace }
        let numbers = parts.compactMap { LexicalNumber.double(String($0)) }.filter(\.isFinite)
        guard numbers.count == parts.count, numbers.count <= 20_000 else { return nil }
        switch (shape, numbers.count) {
        case ("default", _): self = .everywhere
        case ("rect", 4):
            self = .rectangle(
                left: min(numbers[0], numbers[2]),
                top: min(numbers[1], numbers[3]),
                right: max(numbers[0], numbers[2]),
                bottom: max(numbers[1], numbers[3])
            )
        case ("circle", 3): self = .ellipse(x: numbers[0], y: numbers[1], horizontal: numbers[2], vertical: numbers[2])
        case ("ellipse", 4):
            self = .ellipse(x: numbers[0], y: numbers[1], horizontal: numbers[2], vertical: numbers[3])
        case ("poly", 6...) where numbers.count.isMultiple(of: 2):
            self = .polygon(stride(from: 0, to: numbers.count, by: 2).map { Point(x: numbers[$0], y: numbers[$0 + 1]) })
        default: return nil
        }
    }

    /// How much work one question costs, in steps.
    var cost: Int {
        if case .polygon(let corners) = self { corners.count } else { 1 }
    }

    func contains(x: Double, y: Double) -> Bool {
        switch self {
        case .everywhere: true
        case .rectangle(let left, let top, let right, let bottom): (left...right) ~= x && (top...bottom) ~= y
        case .ellipse(let centreX, let centreY, let horizontal, let vertical):
            if horizontal == vertical {
                // Without a division, so that whole pixels are compared exactly.
                (x - centreX) * (x - centreX) + (y - centreY) * (y - centreY) <= horizontal * horizontal
            } else {
                horizontal > 0 && vertical > 0
                    && pow((x - centreX) / horizontal, 2) + pow((y - centreY) / vertical, 2) <= 1
            }
        case .polygon(let corners): Self.contains(corners, x: x, y: y)
        }
    }

    /// By the number of sides that a ray to the right crosses; on a side is inside.
    private static func contains(_ corners: [Point], x: Double, y: Double) -> Bool {
        var isInside = false
        var last = corners[corners.count - 1]
        for corner in corners {
            let cross = (corner.x - last.x) * (y - last.y) - (corner.y - last.y) * (x - last.x)
            let isBeside = min(corner.x, last.x) <= x && x <= max(corner.x, last.x)
            let isLevel = min(corner.y, last.y) <= y && y <= max(corner.y, last.y)
            if cross == 0, isBeside, isLevel { return true }
            if (corner.y > y) != (last.y > y),
                x < (last.x - corner.x) * (y - corner.y) / (last.y - corner.y) + corner.x
            {
                isInside.toggle()
            }
            last = corner
        }
        return isInside
    }
}
