import ProtobufC

/// All organizations.
public struct ListOrganizationsResponse: MessageCoding, Equatable, Sendable {
    public var organizations: [Organization]

    public init(organizations: [Organization] = []) { self.organizations = organizations }

    public static var schema: Schema { .listOrganizationsResponse }

    public init(reading reader: borrowing MessageReader) {
        var organizations: [Organization] = []
        organizations.reserveCapacity(reader.count(1))
        reader.messages(1) { organizations.append(Organization(reading: $0)) }
        self.organizations = organizations
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, repeated: organizations) { $0.write(to: &$1) }
    }
}
