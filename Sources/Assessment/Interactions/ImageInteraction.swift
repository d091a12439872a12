/// Answering on an image: its areas are chosen, ordered, joined or labelled, or points are set on it.
///
/// Coordinates are pixels of the image's declared width and height, wherever and however large it is shown.
public struct ImageInteraction: Hashable, Sendable, InteractionForm {
    public var id: ResponseID
    public var prompt: [Block]
    public var image: ContentImage
    public var task: Task
    /// The areas that can be named in a response, in document order; empty where points are set.
    public var regions: [Region]
    /// How many areas, pairs or points a finished response has at least.
    public var minimum: Int
    /// How many there may be, 0 for any number.
    public var maximum: Int
    public var layout: Layout

    /// What is done with the image.
    public enum Task: Hashable, Sendable {
        /// Areas are chosen (QTI: hotspot).
        case choose
        /// Areas are put in order (QTI: graphic order).
        case order
        /// Areas are joined to each other (QTI: graphic associate).
        case associate
        /// Labels are put on areas; a pair names the label, then the area (QTI: graphic gap match).
        case label([Option])
        /// Points are set (QTI: select point).
        case point
        /// An object is placed; each point is where its centre lies (QTI: position object).
        case place(ContentImage)
    }

    /// One area of the image.
    public struct Region: Hashable, Sendable {
        public var id: OptionID
        public var area: Area
        /// What it is called for those who do not see or point; empty when the author gave none.
        public var label: String
        /// How often it may be used where areas are joined or labelled, 0 for any number.
        public var maximum: Int

        public init(id: OptionID, area: Area, label: String = "", maximum: Int = 1) {
            self.id = id
            self.area = area
            self.label = label
            self.maximum = maximum
        }
    }

    public init(
        id: ResponseID,
        prompt: [Block],
        image: ContentImage,
        task: Task,
        regions: [Region] = [],
        minimum: Int = 0,
        maximum: Int = 1,
        layout: Layout = Layout()
    ) {
        self.id = id
        self.prompt = prompt
        self.image = image
        self.task = task
        self.regions = regions
        self.minimum = minimum
        self.maximum = maximum
        self.layout = layout
    }

    /// The labels that are put on areas.
    var options: [Option] { if case .label(let labels) = task { labels } else { [] } }

    var text: [Block] {
        if case .place(let object) = task { [.image(image), .image(object)] } else { [.image(image)] }
    }
}

/// A shape with its coordinates in pixels, as QTI writes them.
public struct Area: Hashable, Sendable {
    public var shape: Shape
    public var coordinates: [Int]

    /// Source: QTI 3.0, shape and coords (after HTML 4.01, 13.6.1); `ellipse` is QTI's own.
    public enum Shape: String, Hashable, Sendable, CaseIterable {
        /// The whole image; no coordinates.
        case everything = "default"
        /// Left, top, right, bottom.
        case rectangle = "rect"
        /// Centre and radius.
        case circle
        /// Centre and the two radii.
        case ellipse
        /// Three corners or more; the last is joined to the first.
        case polygon = "poly"
    }

    /// - Returns: `nil` when the number of coordinates does not suit the shape.
    public init?(_ shape: Shape, _ coordinates: [Int]) {
        let fits =
            switch shape {
            case .everything: true
            case .rectangle, .ellipse: coordinates.count == 4
            case .circle: coordinates.count == 3
            case .polygon: coordinates.count >= 6 && coordinates.count.isMultiple(of: 2)
            }
        guard fits else { return nil }
        self.shape = shape
        self.coordinates = shape == .everything ? [] : coordinates
    }
}
