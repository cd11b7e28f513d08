/// Makes an organization.
public enum CreateOrganization: UnaryMethod {
    public typealias Request = CreateOrganizationRequest
    public typealias Response = Organization
    public static let service = Service.admin
    public static let name = "CreateOrganization"
}
