import ArgumentParser
import DirectoryAPI
import Foundation

/// What a new key may do, and for how long.
struct KeyArguments: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The organization's id.", valueName: "id"))
    var organization: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What the key may do; repeatable. Without: the four scopes open by default.",
            valueName: "scope"))
    var scope: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How long it is valid, such as 90d. Without: until revoked.", valueName: "span"))
    var expires: TimeSpan?

    @Option(
        name: .customLong("requests-per-minute"),
        help: ArgumentHelp(
            "How many look-ups it may make in any minute. Without: any number.",
            valueName: "n"))
    var requestsPerMinute: Int64 = 0

    @Option(
        name: .customLong("distinct-per-day"),
        help: ArgumentHelp(
            "How many different values it may look up in a day. Without: any number.",
            valueName: "n"))
    var distinctPerDay: Int64 = 0

    /// - Parameter existingSecret: of a key that clients hold already; empty = a new one.
    func request(existingSecret: String = "") -> IssueAPIKeyRequest {
        let expiresAt = expires.map { span in
            ProtoTimestamp(seconds: Int64(Date().timeIntervalSince1970) + span.seconds)
        }
        return IssueAPIKeyRequest(
            organizationID: organization, scopes: scope, expiresAt: expiresAt,
            existingSecret: existingSecret, requestsPerMinute: requestsPerMinute,
            distinctPerDay: distinctPerDay)
    }
}
