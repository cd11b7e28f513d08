import DirectoryDomain
import Foundation
import GRDB

/// A file of a store that nobody else uses, opened for reading and proven.
struct StoreProof {
    let verification: StoreVerification
    let lastPosition: Int64
    let bytes: Int64

    /// - Parameter report: told how far it is, now and then, and on which connection: interrupting
    ///   that ends it.
    init(
        of file: StoreFile, sealing: any EventSealing,
        report: @escaping (DatabaseQueue, StoreCondition.Progress) -> Void = { _, _ in }
    ) throws(StoreOpeningError) {
        let database = try file.openReader(label: "proof")
        defer { StoreFiles.removeSidecars(of: file.path) }
        do {
            let connection = try RawConnection(database)
            verification = try StoreVerifier(on: connection, sealing: sealing) { progress in
                report(database, progress)
            }.verify()
            let head = try PreparedStatement(
                "SELECT ifnull(max(position), 0) FROM events", on: connection)
            defer { head.reset() }
            lastPosition = try head.step() ? head.int64(0) : 0
            bytes = StoreFiles.bytes(of: file.path)
        } catch {
            throw StoreOpeningError(error)
        }
        try? database.close()
    }
}
