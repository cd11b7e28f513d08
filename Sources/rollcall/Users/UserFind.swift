import ArgumentParser
import DirectoryAPI

struct UserFind: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Finds a user by one key. Never creates one.",
        discussion: """
            EXAMPLES
              rollcall user find --email ada@example.com
              rollcall user find --phone +1-555-0123
              rollcall user find --authy-id 1 --output json
            """)

    @Option(name: .long, help: "Compared trimmed and without case.") var email: String?
    @Option(name: .long, help: ArgumentHelp("Exactly as it was set.", valueName: "number"))
    var phone: String?
    @Option(
        name: .customLong("canonical-phone"),
        help: ArgumentHelp("However either side is written.", valueName: "number"))
    var canonicalPhone: String?
    @Option(name: .long, help: "The user's uuid.") var uuid: String?
    @Option(name: .customLong("authy-id"), help: ArgumentHelp("The user's number.", valueName: "n"))
    var authyID: Int64?
    @OptionGroup var daemon: DaemonOptions

    private var absent: String {
        if email != nil { return "no user has this address" }
        if phone != nil || canonicalPhone != nil { return "no user has this number" }
        return uuid != nil ? "no user has this uuid" : "no user has this authy id"
    }

    private var keys: [UserKey.Key] {
        [
            email.map { .email($0) }, phone.map { .phoneNumber($0) },
            canonicalPhone.map { .canonicalPhoneNumber($0) }, uuid.map { .uuid($0) },
            authyID.map { .authyID($0) },
        ].compactMap { $0 }
    }

    func validate() throws {
        guard keys.count == 1 else {
            throw ValidationError(
                "give one of --email, --phone, --canonical-phone, --uuid and --authy-id")
        }
    }

    func run() async throws {
        let request = LookupUserRequest(key: UserKey(keys[0]))
        try await daemon.withDaemon { daemon in
            let user = try await daemon.call(LookupUser.self, request, absent: absent)
            daemon.printer.show(user, as: Table.user(user))
        }
    }
}
