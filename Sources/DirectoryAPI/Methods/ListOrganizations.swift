/// Lists all organizations.
public enum ListOrganizations: UnaryMethod {
    public typealias Request = ListOrganizationsRequest
    public typealias Response = ListOrganizationsResponse
    public static let service = Service.admin
    public static let name = "ListOrganizations"
    public static let changesNothing = true
}
