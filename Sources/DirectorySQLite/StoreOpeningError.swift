import DirectoryDomain
import GRDB

/// Why a store can't be opened: one line for whoever starts the program. Holds no path: the program
/// knows which folder it named.
package enum StoreOpeningError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The folder, or the file in it, can't be made or its rights can't be set.
    case folder(reason: String)
    /// The file is no store of this program's.
    case foreignFile
    /// A newer program has written it.
    case newerSchema
    /// SQLite says no; its result code (sqlite.org/rescode.html).
    case engine(code: Int32)

    init(_ error: any Error) {
        guard let error = error as? DatabaseError else {
            self = .engine(code: ResultCode.SQLITE_INTERNAL.rawValue)
            return
        }
        let isForeign = error.resultCode == .SQLITE_NOTADB
        self = isForeign ? .foreignFile : .engine(code: error.extendedResultCode.rawValue)
    }

    init(_ failure: StoreFailure) {
        let code: ResultCode =
            switch failure {
            case .corrupt: .SQLITE_CORRUPT
            case .full: .SQLITE_FULL
            case .unavailable, .outcomeUnknown, .busy, .closing: .SQLITE_IOERR
            }
        self = .engine(code: code.rawValue)
    }

    package var description: String {
        switch self {
        case .folder(let reason): "the data folder can't be used: \(reason)"
        case .foreignFile: "the file in the data folder is not a Rollcall store"
        case .newerSchema: "the store was written by a newer version of Rollcall"
        case .engine(let code): "the store can't be opened: SQLite error \(code)"
        }
    }
}
