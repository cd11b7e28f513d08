import DirectoryDomain

/// One key's addresses, uuids and numbers, and the way from its operations to the directory's.
struct SimulatedKey {
    let addresses: [EmailAddress]
    let uuids: [UserUUID]
    let numbers: [PhoneNumber]

    init(_ key: Int) {
        addresses = (0..<Operation.addresses).map { EmailAddress(trusted: "k\(key)a\($0)@x.org") }
        uuids = (0..<Operation.uuids).map { UserUUID(trusted: "k\(key)u\($0)") }
        numbers = (0..<Operation.numbers).map { PhoneNumber(trusted: "+1555000\(key)\($0)00") }
    }

    /// Does it, now.
    func perform(_ operation: Operation, in store: InMemorySimulation) throws -> Answer {
        switch operation {
        case .findOrCreate(let address, let uuid):
            let command = FindOrCreateUser(
                email: addresses[address], requestedUUID: uuids[uuid], freshUUID: uuids[uuid])
            return try store.run(command) { made in
                .made(uuid: index(of: made.user.uuid), isNew: made.created)
            }
        case .setNumber(let uuid, let number):
            return try store.run(
                UpdatePhoneNumber(uuid: uuids[uuid], change: .set(numbers[number]))
            ) { .version($0.version) }
        case .removeNumber(let uuid):
            return try store.run(UpdatePhoneNumber(uuid: uuids[uuid], change: .remove)) {
                .version($0.version)
            }
        case .export(let uuid):
            let id = try store.reader.user(.uuid(uuids[uuid]))?.authyID ?? 0
            return try store.run(ExportPhoneNumber(authyID: id)) { _ in .granted }
        case .erase(let uuid):
            return try store.run(EraseUser(uuid: uuids[uuid])) { .version($0.version) }
        case .lookUpUUID(let uuid): return answer(try store.reader.user(.uuid(uuids[uuid])))
        case .lookUpAddress(let address):
            return answer(try store.reader.user(.email(addresses[address])))
        case .lookUpNumber(let number):
            return answer(try store.reader.user(.phoneNumber(numbers[number])))
        }
    }

    private func answer(_ user: User?) -> Answer {
        guard let user else { return .nobody }
        return .user(
            uuid: index(of: user.uuid), number: user.phoneNumber.flatMap(numbers.firstIndex(of:)),
            version: user.version, isErased: user.isErased)
    }

    private func index(of uuid: UserUUID) -> Int { uuids.firstIndex(of: uuid) ?? -1 }
}
