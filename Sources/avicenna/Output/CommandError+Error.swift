import ArgumentParser
import Assessment
import Foundation
import Storage

extension CommandError {
    /// Any error of a command as what people and programs see; what is not expected is a fault of ours.
    init(_ error: any Error) {
        switch error {
        case let error as CommandError: self = error
        case let error as StorageError: self.init(error)
        case let error as FormatProblem:
            self.init(code: "AV4001", message: error.description, exit: .badData)
        case let error as StrictJSON.Problem:
            self.init(code: "AV4002", message: "not readable as JSON: \(error.description)", exit: .badData)
        case let error as CocoaError: self.init(error)
        default:
            self.init(
                code: "AV7000",
                message: "a fault of this program: \(error)",
                remedy: "run avicenna doctor; if it finds nothing, report this line",
                exit: .internalFault
            )
        }
    }

    private init(_ error: StorageError) {
        let (code, exit): (String, ExitCode) =
            switch error {
            case .folderInUse: ("AV3001", .unavailable)
            case .folderNotEmpty: ("AV3002", .cannotWrite)
            case .badFolder: ("AV3003", .cannotWrite)
            case .badBackup: ("AV3004", .badData)
            case .newerDatabase, .changedMigration: ("AV3005", .configuration)
            case .notDurable: ("AV3006", .configuration)
            case .full: ("AV3007", .cannotWrite)
            case .busy, .unavailable, .outOfDate: ("AV3008", .unavailable)
            case .corrupt: ("AV3009", .badData)
            case .conflict, .constraint, .badValue: ("AV3010", .badData)
            case .wrongColumn, .badStatement: ("AV3011", .internalFault)
            }
        self.init(code: code, message: error.description, exit: exit)
    }

    private init(_ error: CocoaError) {
        let path = error.filePath ?? error.url?.path ?? ""
        switch error.code {
        case .fileReadNoSuchFile, .fileNoSuchFile:
            self = .missing(path)
        case .fileWriteNoPermission, .fileWriteVolumeReadOnly, .fileWriteFileExists, .fileWriteUnknown:
            self.init(code: "AV4073", message: "the file cannot be written", place: path, exit: .cannotWrite)
        case .fileWriteOutOfSpace:
            self.init(code: "AV4074", message: "the disk is full", place: path, exit: .cannotWrite)
        default:
            self.init(code: "AV4066", message: "the file cannot be read", place: path, exit: .inputMissing)
        }
    }

    /// A file or folder that was named is not there.
    static func missing(_ path: String) -> CommandError {
        CommandError(
            code: "AV4066",
            message: "there is no such file or folder",
            place: path,
            remedy: "check the path",
            exit: .inputMissing
        )
    }
}
