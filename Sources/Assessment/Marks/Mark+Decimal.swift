extension Mark {
    /// The mark that a computed number means: its shortest decimal, rounded half away from zero to nine decimals.
    ///
    /// Nine decimals are what a mark is written with, and few enough that 0.1 + 0.2 means 0.3.
    ///
    /// - Returns: `nil` for NaN, infinity, and what does not fit a mark.
    public init?(nearest number: Double) {
        guard number.isFinite, let rounded = DecimalRounding.decimalPlaces.rounded(number, 9) else { return nil }
        let scaled = (rounded.magnitude * 1e9).rounded()
        guard scaled < 9e18, let top = Int64(exactly: scaled),
            let mark = Mark(rounded < 0 ? -top : top, over: 1_000_000_000)
        else { return nil }
        self = mark
    }
}
