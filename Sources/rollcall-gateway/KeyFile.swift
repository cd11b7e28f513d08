import DirectoryGateway
import Foundation
import ProgramSettings

/// The file of the keys of bearer tokens.
struct KeyFile {
    /// What tells that a file is another than it was.
    struct Stamp: Equatable {
        private let modified: Date?
        private let bytes: Int?
        private let number: Int?

        init(path: String) {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            modified = attributes?[.modificationDate] as? Date
            bytes = attributes?[.size] as? Int
            number = attributes?[.systemFileNumber] as? Int
        }
    }

    let path: String
    let keyring: TokenKeyring

    var stamp: Stamp { Stamp(path: path) }

    /// Puts the file's keys in force. Throws, and leaves those in force alone, when it is of no
    /// use: a key that was withdrawn by a slip would shut everybody out.
    func load() async throws(ProgramFailure) -> Int {
        guard let text = FileManager.default.contents(atPath: path) else {
            throw .refused("cannot read the key set \(path)")
        }
        let keys: TokenKeys
        do {
            keys = try await TokenKeys(jwks: [UInt8](text))
        } catch {
            throw .refused("the key set \(path) \(error)")
        }
        guard keys.count > 0 else { throw .refused("the key set \(path) has no key of use") }
        keyring.replace(by: keys)
        return keys.count
    }
}
