import Assessment

extension Assembly {
    /// This assembly with `remedy` applied: a paper is then possible.
    ///
    /// A percentage becomes the nearest whole percentage that the paper of the remedy meets.
    public func applying(_ remedy: AssemblyRemedy) -> Assembly {
        var changed = self
        for change in remedy.changes {
            switch (change.rule, change.side) {
            case (.size, .minimum): changed.blueprint.size.minimum = change.result
            case (.size, .maximum): changed.blueprint.size.maximum = change.result
            case (.target(let position), let side):
                changed.blueprint.targets[position].change(side, to: change.result, inPaperOf: remedy.size)
            case (.meanFacility, .minimum):
                Mark(Int64(change.result), over: 1000).map { changed.blueprint.meanFacility?.minimum = $0 }
            case (.meanFacility, .maximum):
                Mark(Int64(change.result), over: 1000).map { changed.blueprint.meanFacility?.maximum = $0 }
            case (.resting, _): changed.restingAllowed = change.result
            }
        }
        return changed
    }
}

extension Blueprint.Target {
    fileprivate mutating func change(_ side: AssemblyLimit.Side, to count: Int, inPaperOf size: Int) {
        let size = max(1, size)
        switch (unit, side) {
        case (.count, .minimum): minimum = count
        case (.count, .maximum): maximum = count
        case (.percent, .minimum): minimum = 100 * count / size
        case (.percent, .maximum): maximum = (100 * count + size - 1) / size
        }
    }
}
