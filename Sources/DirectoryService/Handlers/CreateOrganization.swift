import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let createOrganization = Handler(DirectoryAPI.CreateOrganization.self, .admin) {
        dispatcher, caller, request, call in
        let id = OrganizationID(random: RandomBytes.make(OrganizationID.randomBytes))
        let command = DirectoryDomain.CreateOrganization(
            id: id, name: request.name,
            visibility: DirectoryDomain.Visibility(request.visibility))
        return try dispatcher.submit(command, for: caller, call) { DirectoryAPI.Organization($0) }
    }
}
