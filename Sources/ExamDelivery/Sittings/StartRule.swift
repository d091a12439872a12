public import Assessment
public import Foundation

/// Decides whether a candidate may start now, and with which end.
public struct StartRule: Sendable {
    /// Why a candidate cannot start now.
    public enum Refusal: Error, Hashable, Sendable {
        case notOpen(opens: Date)
        case windowClosed(closed: Date)
        case sittingNotOpen(SittingState)
    }

    /// Returns the beginning of an attempt: full personal time from `now` on, whenever in the window that is.
    ///
    /// - Throws: ``Refusal`` when the sitting or the candidate's own window is not open.
    public static func start(
        _ sitting: Sitting,
        state: SittingState,
        adjustments: [Adjustment],
        candidate: PersonID,
        seed: UInt64,
        device: String,
        now: Date
    ) throws(Refusal) -> AttemptEvent.Start {
        guard state == .open else { throw .sittingNotOpen(state) }
        let times = PersonalTimes(sitting, adjustments: adjustments)
        guard now >= times.window.opens else { throw .notOpen(opens: times.window.opens) }
        guard now < times.window.closes else { throw .windowClosed(closed: times.window.closes) }
        // Whole milliseconds, as the journal keeps them: replay must give the very same end.
        let startedAt = Date(milliseconds: now.milliseconds)
        return AttemptEvent.Start(
            sitting: sitting.id,
            candidate: candidate,
            seed: seed,
            startedAt: startedAt,
            endsAt: Date(milliseconds: (startedAt + times.duration.seconds).milliseconds),
            device: device
        )
    }
}
