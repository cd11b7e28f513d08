import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let listOrganizations = Handler(ListOrganizations.self, .admin) {
        dispatcher, _, _, _ in
        let organizations = try dispatcher.reader.organizations()
        return .now(
            ListOrganizationsResponse(
                organizations: organizations.map { DirectoryAPI.Organization($0) }))
    }
}
