import DirectoryDomain
import Foundation
import GRDB

/// A file of a store that nobody else uses, opened for reading and proven.
struct StoreProof {
    let verification: StoreVerification
    let lastPosition: Int64
    let bytes: Int64

    init(of file: StoreFile, sealing: any EventSealing) throws(StoreOpeningError) {
        let database = try file.openReader(label: "proof")
        defer { StoreFiles.removeSidecars(of: file.path) }
        do {
            let connection = try RawConnection(database)
            verification = try StoreVerifier(on: connection, sealing: sealing).verify()
            let head = try PreparedStatement(
                "SELECT ifnull(max(position), 0) FROM events", on: connection)
            defer { head.reset() }
            lastPosition = try head.step() ? head.int64(0) : 0
            let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
            bytes = attributes?[.size] as? Int64 ?? Int64(attributes?[.size] as? Int ?? 0)
        } catch {
            throw StoreOpeningError(error)
        }
        try? database.close()
    }
}
