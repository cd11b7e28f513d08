import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let setMembership = Handler(DirectoryAPI.SetMembership.self, .admin) {
        dispatcher, caller, request, call in
        guard !request.organizationID.isEmpty else {
            throw Refusal.invalid(field: "organization_id", reason: "must be given")
        }
        guard let uuid = UserUUID(request.uuid) else {
            throw Refusal.invalid(field: "uuid", reason: UserUUID.reason)
        }
        let command = DirectoryDomain.SetMembership(
            organizationID: request.organizationID, uuid: uuid, member: request.member)
        return try dispatcher.submit(command, for: caller, call) { _ in SetMembershipResponse() }
    }
}
