import DirectoryAPI
import DirectoryDomain

extension DirectoryAPI.User {
    init(_ user: DirectoryDomain.User) {
        self.init(
            uuid: user.uuid.value, email: user.email,
            phoneNumber: user.phoneNumber?.value ?? "",
            createdAt: ProtoTimestamp(user.createdAt), updatedAt: ProtoTimestamp(user.updatedAt),
            authyID: user.authyID, version: user.version,
            canonicalPhoneNumber: user.phoneNumber?.canonical ?? "")
    }
}

extension ProtoTimestamp {
    init(_ moment: Timestamp) { self.init(milliseconds: moment.milliseconds) }
}
