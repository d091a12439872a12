import Assessment
import Hummingbird
import Storage

extension Failure {
    /// Any error as the failure that people and programs see; what is not expected is a fault of ours.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let refusal as AttemptRefusal: self.init(refusal)
        case let refusal as HandedFileRefusal: self.init(refusal)
        case let refusal as PaperRefusal: self.init(refusal)
        case let refusal as BlueprintRefusal: self.init(refusal)
        case let refusal as SittingRefusal: self.init(refusal)
        case let refusal as MessageRefusal: self.init(refusal)
        case let refusal as ResultsRefusal: self.init(refusal)
        case let refusal as ImportRefusal: self.init(refusal)
        case let problem as FormatProblem: self = .badRequest(problem.description)
        case let problem as StrictJSON.Problem: self = .badRequest(problem.description)
        case let error as StorageError: self.init(error)
        case let error as HTTPError where error.status.code == 413:
            self = Failure(.tooLarge, "body.too-large", "the request is too large")
        case is CancellationError: self = Failure(.unavailable, "stopped", "the server is stopping; try again")
        default: self = Failure(.fault, "fault", "something went wrong here; nothing was changed")
        }
    }

    private init(_ error: StorageError) {
        switch error {
        case .busy, .full, .unavailable, .outOfDate:
            // Nothing was stored, and the sender is told so: a 200 here would be a lie about somebody's answer.
            self = Failure(.unavailable, "storage.unavailable", "nothing was saved; it can be tried again")
        case .conflict: self = .conflict("conflict", "such a thing exists already")
        case .badValue: self = .unprocessable("value.bad", "a value cannot be stored")
        case .constraint, .notDurable, .corrupt, .newerDatabase, .changedMigration, .wrongColumn, .badStatement,
            .folderInUse, .folderNotEmpty, .badFolder, .badBackup:
            self = Failure(.fault, "storage.fault", "something is wrong with the store; nothing was changed")
        }
    }
}
