public import Assessment

/// How an incoming item stands to the bank when its package comes again.
///
/// The base is what the same resource of the same package brought last; ours is the newest version in the bank. Neither
/// side is ever overwritten because the other has changed.
public enum ReimportStanding: Hashable, Sendable, CaseIterable {
    /// The bank has no such item.
    case new
    /// The bank has exactly this.
    case same
    /// The package has not changed the item since it was brought last; the bank has.
    case oursChanged
    /// The bank had this version before and has gone on to another.
    case older
    /// The package has changed the item; the bank has not.
    case newer
    /// Both have changed it.
    case changedBoth
    /// The bank has an item of this identifier that came in another package: nothing says that they are one.
    case stranger

    /// - Parameters:
    ///   - incoming: What the package brings now.
    ///   - base: What it brought last; `nil` when it never brought this resource.
    ///   - ours: The newest version in the bank; `nil` when there is none.
    ///   - isHeld: Whether some version in the bank is the incoming one.
    ///   - isStranger: Whether ours is known to have come in another package than the incoming item says of itself.
    public init(
        incoming: ContentHash,
        base: ContentHash?,
        ours: ContentHash?,
        isHeld: Bool,
        isStranger: Bool
    ) {
        self =
            switch (ours, base) {
            case (nil, _): .new
            case (incoming, _): .same
            case (_, incoming): .oursChanged
            case _ where isHeld: .older
            case (let ours?, let base?) where ours != base: .changedBoth
            case _: isStranger ? .stranger : .newer
            }
    }
}
