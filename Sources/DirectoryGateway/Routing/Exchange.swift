import HTTPTypes
import Hummingbird

/// One request on its way through a dialect, its caller known.
struct Exchange: Sendable {
    let request: Request
    /// What stands in the template's places, decoded.
    let places: [String]
    let query: QueryString
    let caller: Caller
    let requestID: String

    /// HEAD asks what GET would answer, and changes nothing.
    var changesNothing: Bool { request.method == .head }
}
