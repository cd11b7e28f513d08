import DirectoryAPI
import ProtobufC

/// Every message that a peer may send: requests to the daemon, and answers to a client.
package enum MessageTypes {
    package typealias Message = MessageCoding & Equatable & Sendable

    package static let requests: [any Message.Type] = [
        LookupUserRequest.self, BatchLookupUsersRequest.self, FindOrCreateUserRequest.self,
        CheckUserRequest.self, UpdatePhoneNumberRequest.self, ExportPhoneNumberRequest.self,
        ListUserEventsRequest.self, WatchEventsRequest.self, EraseUserRequest.self,
        CreateOrganizationRequest.self, ListOrganizationsRequest.self, SetMembershipRequest.self,
        IssueAPIKeyRequest.self, ListAPIKeysRequest.self, RevokeAPIKeyRequest.self,
        ImportUsersRequest.self, ExportUsersRequest.self, CreateBackupRequest.self,
        VerifyStoreRequest.self, GetStatusRequest.self, SetOrganizationVisibilityRequest.self,
        LimitAPIKeyRequest.self, HealthCheckRequest.self,
    ]

    package static let answers: [any Message.Type] = [
        User.self, BatchLookupUsersResponse.self, FindOrCreateUserResponse.self,
        CheckUserResponse.self, UpdatePhoneNumberResponse.self, ExportPhoneNumberResponse.self,
        ListUserEventsResponse.self, Event.self, EraseUserResponse.self, Organization.self,
        ListOrganizationsResponse.self, SetMembershipResponse.self, IssueAPIKeyResponse.self,
        ListAPIKeysResponse.self, RevokeAPIKeyResponse.self, ImportUsersResponse.self,
        ExportUsersResponse.self, CreateBackupResponse.self, VerifyStoreResponse.self,
        GetStatusResponse.self, APIKey.self, HealthCheckResponse.self, RPCStatus.self,
        RetryInfo.self,
    ]

    /// The type that the first byte of an input picks, and the bytes after it.
    static func pick(_ input: [UInt8]) -> (type: any Message.Type, bytes: [UInt8])? {
        guard let first = input.first else { return nil }
        let all = requests + answers
        return (all[Int(first) % all.count], Array(input.dropFirst()))
    }
}
