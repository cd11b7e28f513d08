/// What an answer says, as places in the bytes it was read from. The same for every wire.
struct Reply: Equatable, Sendable {
    enum Outcome: Equatable, Sendable {
        case reply(Reply)
        case notFound
        /// With the status code of gRPC, or of HTTP.
        case refused(code: Int32)
        case malformed(String)
    }

    enum Existence: Equatable, Sendable {
        case nobody, byEmail, byNumber
    }

    var uuid = 0..<0
    var email = 0..<0
    var number = 0..<0
    /// 0 when it does not say.
    var authyID: UInt64 = 0
    /// nil when it does not say.
    var isCreated: Bool?
    var hasEvent = false
    var version: UInt64 = 0
    var existence: Existence?
}
