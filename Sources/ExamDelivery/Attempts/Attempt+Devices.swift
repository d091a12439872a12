import Assessment
public import Foundation

/// Which device may write, and what a device says that is known already.
extension Attempt {
    /// Gives the writer lease to another window or device.
    public func takeOver(device: String) -> AttemptEvent { .tookOver(epoch: epoch + 1, device: device) }

    /// Lets a device that shows the lease `held` (0 for none) go on with it, or take over when it asks to.
    ///
    /// - Returns: `nil` when the device holds the newest lease already.
    /// - Throws: ``Refusal/staleEpoch(current:)`` when another device holds it and this one did not ask to take over,
    ///   ``Refusal/ended`` when there is nothing to go on with.
    public func goOn(
        holding held: Int,
        takesOver: Bool,
        device: String,
        now: Date
    ) throws(Refusal) -> AttemptEvent? {
        guard isRunning(at: now) else { throw .ended }
        guard held != epoch else { return nil }
        guard takesOver else { throw .staleEpoch(current: epoch) }
        return takeOver(device: device)
    }

    /// Whether a change says nothing that is not held already: the same response under the same lease, or an empty
    /// one where there is none.
    ///
    /// Under another lease the same response is news: it decides whose later changes count.
    public func holds(_ change: Change) -> Bool {
        guard change.person == start.candidate else { return false }
        guard let held = held[change.position] else { return change.response.values.isEmpty }
        return held.epoch == change.epoch && held.response == change.response
    }

    /// The sequence of a change made now at `position` by somebody who keeps no count, such as a plain form.
    ///
    /// Later than all of the newest lease and than what is held there, be it of an older one: else a change that counts
    /// would be overtaken by the answer it replaces.
    public func nextSequence(at position: Int) -> Int {
        max(lastSequence, held[position]?.sequence ?? 0) + 1
    }

    /// When inputs close or were closed: at the end of the time, or at hand-in before it.
    public var inputsEnd: Date {
        switch phase {
        case .running: endsAt
        case .handedIn(let end), .closed(let end): min(end, endsAt)
        }
    }
}
