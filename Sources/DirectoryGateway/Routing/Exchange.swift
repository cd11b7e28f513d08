import DirectoryAPI
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
    /// Where the request stands in its trace.
    let trace: TraceParent
    /// What was asked of the daemon.
    let ledger: CallLedger

    /// HEAD asks what GET would answer, and changes nothing.
    var changesNothing: Bool { request.method == .head }
}
