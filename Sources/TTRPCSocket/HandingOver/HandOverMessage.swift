/// What two daemons say to each other while one takes over from the other. See PROTOCOL.md,
/// "Hand-over".
enum HandOverMessage: Equatable, Sendable {
    /// New to old, first: the version of this protocol.
    case request(version: UInt8)
    /// Old to new: it will give up; where it listens, and whether the file there is its own.
    case granted(path: String, ownsFile: Bool)
    /// Old to new: it will not.
    case refused(reason: String)
    /// New to old, with a copy of its socket: whoever connects from now on comes to the new one.
    case begin
    /// Old to new, each with a descriptor.
    case folderLock
    case pathLock
    case listener
    /// Old to new, with a descriptor: a connection, and bytes that were read of it but not run.
    case connection(unread: [UInt8])
    /// Old to new: more such bytes of the connection before.
    case unread([UInt8])
    /// Old to new, last: the store is closed.
    case done
    /// New to old, last: it serves, and its supervisor knows.
    case serving

    static let version: UInt8 = 1
    /// What fits into one message: the buffers of a Unix socket hold some times as much.
    static let bytesLimit = 32_768

    var bytes: [UInt8] {
        switch self {
        case .request(let version): [UInt8(ascii: "T"), version]
        case .granted(let path, let ownsFile):
            [UInt8(ascii: "G"), ownsFile ? 1 : 0] + Array(path.utf8)
        case .refused(let reason): [UInt8(ascii: "R")] + Array(reason.utf8)
        case .begin: [UInt8(ascii: "S")]
        case .folderLock: [UInt8(ascii: "F")]
        case .pathLock: [UInt8(ascii: "P")]
        case .listener: [UInt8(ascii: "L")]
        case .connection(let unread): [UInt8(ascii: "C")] + unread
        case .unread(let bytes): [UInt8(ascii: "B")] + bytes
        case .done: [UInt8(ascii: "D")]
        case .serving: [UInt8(ascii: "Y")]
        }
    }

    /// nil for bytes that are none.
    init?(_ bytes: [UInt8]) {
        let rest = bytes.dropFirst()
        switch (bytes.first, rest.count) {
        case (UInt8(ascii: "T"), 1): self = .request(version: bytes[1])
        case (UInt8(ascii: "G"), 1...):
            self = .granted(
                path: String(decoding: rest.dropFirst(), as: UTF8.self), ownsFile: bytes[1] == 1)
        case (UInt8(ascii: "R"), _): self = .refused(reason: String(decoding: rest, as: UTF8.self))
        case (UInt8(ascii: "S"), 0): self = .begin
        case (UInt8(ascii: "F"), 0): self = .folderLock
        case (UInt8(ascii: "P"), 0): self = .pathLock
        case (UInt8(ascii: "L"), 0): self = .listener
        case (UInt8(ascii: "C"), _): self = .connection(unread: Array(rest))
        case (UInt8(ascii: "B"), 1...): self = .unread(Array(rest))
        case (UInt8(ascii: "D"), 0): self = .done
        case (UInt8(ascii: "Y"), 0): self = .serving
        default: return nil
        }
    }
}
