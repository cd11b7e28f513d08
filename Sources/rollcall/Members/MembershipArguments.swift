import ArgumentParser
import DirectoryAPI

/// Who, and of what: shared by adding and removing.
struct MembershipArguments: ParsableArguments {
    @Argument(help: "The user's uuid.") var uuid: String
    @Option(name: .long, help: ArgumentHelp("The organization's id.", valueName: "id"))
    var organization: String

    /// Idempotent. Prints what now is.
    func set(member: Bool, through options: DaemonOptions) async throws {
        try await options.withDaemon { daemon in
            _ = try await daemon.call(
                SetMembership.self,
                SetMembershipRequest(organizationID: organization, uuid: uuid, member: member),
                absent: "no such user or organization")
            daemon.printer.show(
                .object([
                    JSONValue.Member("organizationId", .string(organization)),
                    JSONValue.Member("uuid", .string(uuid)),
                    JSONValue.Member("member", .bool(member)),
                ]),
                as: Table(fields: [
                    ("organization", organization), ("uuid", uuid),
                    ("member", member ? "yes" : "no"),
                ]))
        }
    }
}
