/// Every method of the contract that is called, in the order of the .proto files: the one home of
/// the list. A new method is its file and one line here.
public enum MethodList {
    public static let all: [MethodDescription] = [
        MethodDescription(LookupUser.self),
        MethodDescription(BatchLookupUsers.self),
        MethodDescription(FindOrCreateUser.self),
        MethodDescription(CheckUser.self),
        MethodDescription(UpdatePhoneNumber.self),
        MethodDescription(ExportPhoneNumber.self),
        MethodDescription(ListUserEvents.self),
        MethodDescription(WatchEvents.self),
        MethodDescription(EraseUser.self),
        MethodDescription(CreateOrganization.self),
        MethodDescription(ListOrganizations.self),
        MethodDescription(SetMembership.self),
        MethodDescription(IssueAPIKey.self),
        MethodDescription(ListAPIKeys.self),
        MethodDescription(RevokeAPIKey.self),
        MethodDescription(ImportUsers.self),
        MethodDescription(ExportUsers.self),
        MethodDescription(CreateBackup.self),
        MethodDescription(VerifyStore.self),
        MethodDescription(GetStatus.self),
        MethodDescription(SetOrganizationVisibility.self),
        MethodDescription(LimitAPIKey.self),
        MethodDescription(CheckHealth.self),
    ]

    /// The method of a path such as `rollcall.v1.Directory/LookupUser`; nil when there is none.
    public static func method(atPath path: String) -> MethodDescription? {
        all.first { $0.path == path }
    }
}
