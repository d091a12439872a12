public import Assessment

extension SittingState {
    /// Whether responses are still taken in, late ones included: until the results are confirmed.
    ///
    /// Source: `design.md` section 4, so that what waited on a device for hours is stored.
    public var takesResponses: Bool {
        switch self {
        case .planned, .open, .closed, .marked: true
        case .confirmed, .released, .archived: false
        }
    }
}
