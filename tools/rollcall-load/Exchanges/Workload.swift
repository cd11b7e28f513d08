/// The calls a run is made of, named after the endpoints they stand behind.
enum Workload: String, CaseIterable, Codable, Sendable {
    case byPhone = "by-phone"
    /// FindOrCreateUser, as the gateway calls it, of users who are there.
    case byEmail = "by-email"
    case byUUID = "by-uuid"
    /// Takes the ids 1 to the number of users for given.
    case byAuthyID = "by-authy-id"
    /// Sets numbers that no user is filled with; `fill` puts the others back.
    case updatePhone = "update-phone"
}
