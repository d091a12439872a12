import Testing

@testable import Storage

/// One change of the journal by hand, and what verifying must say at least.
struct Tampering: Sendable, CustomTestStringConvertible {
    let name: String
    let script: String
    let problem: JournalFinding.Problem

    var testDescription: String { name }

    static let byHand: [Tampering] = [
        Tampering(
            name: "a body in the middle",
            script: "UPDATE journal SET body = previous_hash WHERE stream = 's2' AND number = 7",
            problem: .brokenLink
        ),
        Tampering(
            name: "the last body",
            script: "UPDATE journal SET body = previous_hash WHERE stream = 's2' AND number = 20",
            problem: .headDiffers
        ),
        Tampering(
            name: "a body by one bit",
            script: "UPDATE journal SET body = (SELECT j.body FROM journal j WHERE j.stream = 's2' AND j.number = 8) "
                + "WHERE stream = 's2' AND number = 7",
            problem: .brokenLink
        ),
        Tampering(
            name: "a stream's name",
            script: "UPDATE journal SET stream = 's9' WHERE stream = 's2' AND number = 20",
            problem: .chainDiffers
        ),
        Tampering(
            name: "a whole stream's name, head included",
            script: "UPDATE journal SET stream = 's9' WHERE stream = 's2'; "
                + "UPDATE journal_head SET stream = 's9' WHERE stream = 's2'",
            problem: .chainDiffers
        ),
        Tampering(
            name: "a number",
            script: "UPDATE journal SET number = 21 WHERE stream = 's2' AND number = 20",
            problem: .gap
        ),
        Tampering(
            name: "a number beyond counting",
            script: "UPDATE journal SET number = 9223372036854775807 WHERE stream = 's2' AND number = 20",
            problem: .gap
        ),
        Tampering(
            name: "a change id",
            script: "UPDATE journal SET change_id = 'other' WHERE stream = 's2' AND number = 1",
            problem: .brokenLink
        ),
        Tampering(
            name: "an epoch",
            script: "UPDATE journal SET epoch = epoch + 1 WHERE stream = 's2' AND number = 3",
            problem: .brokenLink
        ),
        Tampering(
            name: "an instant by a millisecond",
            script: "UPDATE journal SET received_at = received_at + 1 WHERE stream = 's2' AND number = 3",
            problem: .brokenLink
        ),
        Tampering(
            name: "an instant beyond calendars",
            script: "UPDATE journal SET received_at = 9223372036854775807 WHERE stream = 's2' AND number = 3",
            problem: .brokenLink
        ),
        Tampering(
            name: "a link",
            script: "UPDATE journal SET previous_hash = body WHERE stream = 's2' AND number = 3",
            problem: .unreadable
        ),
        Tampering(
            name: "a link to another stream",
            script: "UPDATE journal SET previous_hash = "
                + "(SELECT j.previous_hash FROM journal j WHERE j.stream = 's1' AND j.number = 3) "
                + "WHERE stream = 's2' AND number = 3",
            problem: .brokenLink
        ),
        Tampering(
            name: "a position",
            script: "UPDATE journal SET position = 1000 WHERE stream = 's2' AND number = 3",
            problem: .position
        ),
        Tampering(
            name: "an event deleted in the middle",
            script: "DELETE FROM journal WHERE stream = 's2' AND number = 7",
            problem: .gap
        ),
        Tampering(
            name: "the first event deleted",
            script: "DELETE FROM journal WHERE stream = 's2' AND number = 1",
            problem: .gap
        ),
        Tampering(
            name: "the last event deleted",
            script: "DELETE FROM journal WHERE stream = 's2' AND number = 20",
            problem: .headDiffers
        ),
        Tampering(
            name: "the last event deleted and the head set back",
            script: "DELETE FROM journal WHERE stream = 's2' AND number = 20; "
                + "UPDATE journal_head SET number = 19 WHERE stream = 's2'",
            problem: .chainDiffers
        ),
        Tampering(
            name: "two events in the other order",
            script: "UPDATE journal SET number = 99 WHERE stream = 's2' AND number = 7; "
                + "UPDATE journal SET number = 7 WHERE stream = 's2' AND number = 8; "
                + "UPDATE journal SET number = 8 WHERE stream = 's2' AND number = 99",
            problem: .brokenLink
        ),
        Tampering(
            name: "a whole stream cut off",
            script: "DELETE FROM journal WHERE stream = 's2'; DELETE FROM journal_head WHERE stream = 's2'",
            problem: .tallyDiffers
        ),
        Tampering(
            name: "a whole stream cut off and the tally corrected",
            script: "DELETE FROM journal WHERE stream = 's2'; DELETE FROM journal_head WHERE stream = 's2'; "
                + "UPDATE journal_tally SET events = events - 20, streams = streams - 1",
            problem: .tallySeal
        ),
        Tampering(
            name: "a stream's events without its head",
            script: "DELETE FROM journal WHERE stream = 's2'",
            problem: .headWithoutEvents
        ),
        Tampering(name: "a head", script: "DELETE FROM journal_head WHERE stream = 's2'", problem: .headMissing),
        Tampering(
            name: "a head's hash",
            script:
                "UPDATE journal_head SET hash = (SELECT j.previous_hash FROM journal j WHERE j.stream = 's1' AND j.number = 3) WHERE stream = 's2'",
            problem: .headDiffers
        ),
        Tampering(
            name: "a head's position",
            script: "UPDATE journal_head SET position = 1 WHERE stream = 's2'",
            problem: .headDiffers
        ),
        Tampering(name: "the tally", script: "DELETE FROM journal_tally", problem: .tallyMissing),
        Tampering(name: "the tally's seal", script: "UPDATE journal_tally SET seal = 'x'", problem: .unreadable),
        Tampering(name: "the tally's streams", script: "UPDATE journal_tally SET streams = 4", problem: .tallySeal),
        Tampering(
            name: "the tally's chain",
            script: "UPDATE journal_tally SET chain = (SELECT previous_hash FROM journal WHERE position = 100)",
            problem: .tallySeal
        ),
        Tampering(
            name: "the last body of all, with a head that fits",
            script: "UPDATE journal SET body = previous_hash WHERE position = 100; "
                + "UPDATE journal_head SET hash = (SELECT previous_hash FROM journal WHERE position = 99) "
                + "WHERE stream = 's5'",
            problem: .chainDiffers
        ),
        Tampering(
            name: "two events of different streams in the other order",
            script: "UPDATE journal SET position = 1000 WHERE position = 50; "
                + "UPDATE journal SET position = 50 WHERE position = 51; "
                + "UPDATE journal SET position = 51 WHERE position = 1000",
            problem: .chainDiffers
        ),
        Tampering(
            name: "everything",
            script: "DELETE FROM journal; DELETE FROM journal_head",
            problem: .tallyDiffers
        ),
        Tampering(
            name: "an event more",
            script: "INSERT INTO journal "
                + "(stream, number, change_id, epoch, received_at, body, previous_hash, position) SELECT stream, 21, 'more', epoch, received_at, body, previous_hash, 101 "
                + "FROM journal WHERE stream = 's2' AND number = 20",
            problem: .headDiffers
        ),
        Tampering(
            name: "an event copied to a stream of its own",
            script: "INSERT INTO journal "
                + "(stream, number, change_id, epoch, received_at, body, previous_hash, position) SELECT 's9', 1, change_id, epoch, received_at, body, previous_hash, 101 "
                + "FROM journal WHERE stream = 's2' AND number = 1",
            problem: .headMissing
        ),
    ]
}
