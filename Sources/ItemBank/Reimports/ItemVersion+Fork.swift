public import Assessment

extension ItemVersion {
    /// This version as an item of its own called `name`, beside the one that it was called after.
    ///
    /// It leaves its case set, of which two items would otherwise be one step, and never shares a form with the first.
    public func forked(as name: ItemID) -> ItemVersion {
        var fork = self
        fork.item = name
        fork.metadata.caseSet = nil
        if name != item, !fork.metadata.enemies.contains(item) { fork.metadata.enemies.append(item) }
        return fork
    }
}
