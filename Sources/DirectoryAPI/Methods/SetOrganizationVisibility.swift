/// Says whether an organization's keys see all users or its members: effective on the next call.
public enum SetOrganizationVisibility: UnaryMethod {
    public typealias Request = SetOrganizationVisibilityRequest
    public typealias Response = Organization
    public static let service = Service.admin
    public static let name = "SetOrganizationVisibility"
}
