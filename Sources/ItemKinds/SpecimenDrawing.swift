import Assessment
public import Foundation

/// The one image that specimens show, for tests that carry media along: a white sheet of 200 × 150 pixels.
public enum SpecimenDrawing {
    public static let bytes =
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAMgAAACWAQAAAACzp/q0AAAAI0lEQVR42u3JMQEAAAwCIPuX1hVYA3hJPzHGGGOMMcYYY8wZ"
                + "ck2YLbu4RFcAAAAASUVORK5CYII="
        ) ?? Data()

    /// Its name in a bank, as banks name media: by its hash.
    public static let path = "media/\(ContentHash(of: bytes).rawValue).png"
}
