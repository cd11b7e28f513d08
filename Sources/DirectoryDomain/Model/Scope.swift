/// What a caller may do.
package enum Scope: String, CaseIterable, Sendable {
    case usersRead = "users:read"
    case usersCreate = "users:create"
    case usersWritePhone = "users:write-phone"
    case usersCheck = "users:check"
    case phonesExport = "phones:export"
    case eventsRead = "events:read"
    case usersErase = "users:erase"

    /// What a key made without naming scopes gets: export is not open by default.
    package static let standard: Set<Scope> = [
        .usersRead, .usersCreate, .usersWritePhone, .usersCheck,
    ]
}
