/// Why a value does not fit the interaction it was given to.
///
/// A misfit is stored like every response; it only does not count.
public enum Misfit: Error, Hashable, Sendable {
    /// The value is of another shape than the interaction asks for.
    case wrongShape
    case unknownResponse(String)
    case unknownOption(String)
    /// More were chosen than the interaction allows.
    case tooMany(found: Int, allowed: Int)
    case chosenTwice(String)
    case unknownUnit(String)
    /// A number beyond the ends of its scale, or a point outside the image.
    case outside(String)
    /// A file of a type that was not asked for.
    case wrongType(String)
    /// Text longer than ``Interaction/textLimit`` bytes.
    case tooLong(bytes: Int)

    /// A stable word for journals and interfaces.
    public var code: String {
        switch self {
        case .wrongShape: "wrong-shape"
        case .unknownResponse: "unknown-response"
        case .unknownOption: "unknown-option"
        case .tooMany: "too-many"
        case .chosenTwice: "chosen-twice"
        case .unknownUnit: "unknown-unit"
        case .outside: "outside"
        case .wrongType: "wrong-type"
        case .tooLong: "too-long"
        }
    }
}
