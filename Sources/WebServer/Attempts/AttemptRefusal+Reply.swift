import Assessment
import ExamDelivery
import Storage

extension Failure {
    /// A refusal of an attempt as people and programs see it.
    init(_ refusal: AttemptRefusal) {
        switch refusal {
        case .unknown, .refused(.notYours): self = .notFound
        case .start(.notOpen): self = .conflict("sitting.not-open", "this sitting has not opened yet")
        case .start(.windowClosed): self = .conflict("sitting.window-closed", "the time to start is over")
        case .start(.sittingNotOpen): self = .conflict("sitting.not-open", "this sitting is not open")
        case .refused(.ended): self = .conflict("attempt.ended", "this attempt has ended")
        case .refused(.unknownPosition): self = .notFound
        case .refused(.unknownLockpoint):
            self = .conflict("lockpoint.not-next", "this is not the next lockpoint; ask for the attempt's state")
        case .refused(.staleEpoch):
            self = .conflict("attempt.elsewhere", "another device works on this exam; ask with takeOver to go on here")
        case .differs: self = .conflict("change.differs", "another change has this id; that one counts")
        case .confirmed:
            self = .conflict("attempt.confirmed", "the results are confirmed; nothing is taken in any more")
        case .fileMissing: self = .conflict("file.missing", "the file has not arrived; hand it in again")
        }
    }

    /// Why a file that was handed in is not taken.
    init(_ refusal: HandedFileRefusal) {
        switch refusal {
        case .empty: self = .unprocessable("file.empty", "the file is empty; choose another")
        case .tooLarge(let limit):
            self = Failure(.tooLarge, "file.too-large", "the file is larger than \(limit >> 20) MiB")
        case .tooMany: self = .conflict("file.too-many", "as many files are handed in as one exam can hold")
        }
    }
}
