/// Makes an organization. Names are unique, so that an operator who asks twice hears of it.
package struct CreateOrganization: Command {
    /// Random, made by whoever sends the command; see `OrganizationID`.
    package let id: OrganizationID
    package let name: String
    package let visibility: Visibility

    package init(id: OrganizationID, name: String, visibility: Visibility = .shared) {
        self.id = id
        self.name = name
        self.visibility = visibility
    }

    /// Refuses: `invalid` (name), `alreadyExists`.
    package func execute(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws -> Organization {
        if let reason = Self.reason(refusing: name) {
            throw Refusal.invalid(field: "name", reason: reason)
        }
        let taken = try transaction.organizations().contains {
            $0.id == id.value || $0.name.utf8.elementsEqual(name.utf8)
        }
        guard !taken else { throw Refusal.alreadyExists(what: "an organization of this name") }
        let organization = Organization(
            id: id.value, name: name, createdAt: context.now, visibility: visibility)
        try transaction.insert(organization)
        return organization
    }

    /// Why a name is refused, never holding it; nil when it is not.
    package static func reason(refusing name: String) -> String? {
        let scalars = name.unicodeScalars
        if scalars.allSatisfy(\.isWhiteSpace) { return "must not be empty" }
        if scalars.count > 200 { return "must be at most 200 characters" }
        if scalars.contains(where: \.isControl) {
            return "must not contain control characters"
        }
        return nil
    }
}
