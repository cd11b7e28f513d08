/// Makes a user a member of an organization, or ends that. Idempotent.
public enum SetMembership: UnaryMethod {
    public typealias Request = SetMembershipRequest
    public typealias Response = SetMembershipResponse
    public static let service = Service.admin
    public static let name = "SetMembership"
}
