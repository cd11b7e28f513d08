import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let setOrganizationVisibility = Handler(
        DirectoryAPI.SetOrganizationVisibility.self, .admin
    ) { dispatcher, caller, request, call in
        guard !request.organizationID.isEmpty else {
            throw Refusal.invalid(field: "organization_id", reason: "must be given")
        }
        guard request.visibility != .unspecified else {
            throw Refusal.invalid(field: "visibility", reason: "must be shared or isolated")
        }
        let command = DirectoryDomain.SetOrganizationVisibility(
            organizationID: request.organizationID,
            visibility: DirectoryDomain.Visibility(request.visibility))
        let changes = dispatcher.environment.keyChanges
        return try dispatcher.submit(command, for: caller, call) { organization in
            changes.advance()
            return DirectoryAPI.Organization(organization)
        }
    }
}
