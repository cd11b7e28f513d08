import DirectoryAPI
import DirectoryDomain
import ProtobufC

/// One message of an import, looked at record by record.
struct ImportBatch {
    private(set) var organizations: [DirectoryDomain.Organization]
    private(set) var users: [ImportedUser] = []
    private(set) var rejections: [DirectoryDomain.ImportUsers.Rejection] = []
    /// Records in the message, good and bad.
    let records: Int64

    /// A frame of 4 MiB full of records takes some times its size when it is unpacked.
    private static let arenaBytes = 64 << 20

    /// Throws `DecodingProblem`, or `Refusal.invalid` for an organization that is none.
    init(_ message: [UInt8], firstNumber: Int64, at now: Timestamp) throws {
        let arena = Arena(capacity: Self.arenaBytes, firstBlock: 64 << 10)
        let request = try ImportUsersRequest(decoding: message.span, in: arena)
        records = Int64(request.users.count)
        organizations = []
        for organization in request.organizations {
            organizations.append(try Self.organization(organization, at: now))
        }
        users.reserveCapacity(request.users.count)
        for (index, record) in request.users.enumerated() {
            let number = firstNumber + Int64(index)
            do throws(Refusal) {
                users.append(try ImportedUser(record, number: number, at: now))
            } catch {
                rejections.append(.init(number: number, reason: Self.reason(of: error)))
            }
        }
    }

    private static func organization(
        _ message: DirectoryAPI.Organization, at now: Timestamp
    ) throws(Refusal) -> DirectoryDomain.Organization {
        guard let id = OrganizationID(message.id) else {
            throw .invalid(field: "organizations", reason: "an id is no organization's")
        }
        if let reason = DirectoryDomain.CreateOrganization.reason(refusing: message.name) {
            throw .invalid(field: "organizations", reason: "a name \(reason)")
        }
        return DirectoryDomain.Organization(
            id: id.value, name: message.name,
            createdAt: message.createdAt.map { Timestamp(milliseconds: $0.milliseconds) } ?? now,
            visibility: DirectoryDomain.Visibility(message.visibility))
    }

    private static func reason(of refusal: Refusal) -> String {
        guard case .invalid(let field, let reason) = refusal else {
            preconditionFailure("a record is refused for a field of it")
        }
        return "\(field): \(reason)"
    }
}
