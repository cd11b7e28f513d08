/// Reads a log from its beginning and says what is wrong with it; then compares what the log tells
/// of each user with the read model. What it says names positions and authy ids, never a value.
package struct LogAudit {
    /// At most this many problems are kept: a broken log would otherwise fill the memory.
    package static let problemLimit = 100

    package private(set) var eventCount: Int64 = 0
    package private(set) var userCount: Int64 = 0
    package private(set) var problems: [String] = []

    private let sealing: any EventSealing
    private var aggregates: [UserUUID: UserAggregate] = [:]
    private var lastHash = [UInt8](repeating: 0, count: 32)

    package init(sealing: any EventSealing) { self.sealing = sealing }

    /// Takes the next event: where it lies, and the bytes and the hash that lie there.
    package mutating func take(position: Int64, bytes: [UInt8], chainHash: [UInt8]) {
        eventCount += 1
        if position != eventCount {
            report("position \(position): expected \(eventCount), positions are not dense")
            // From here on the positions count from what is there: one gap is one problem.
            eventCount = position
        }
        if sealing.chainHash(after: lastHash, bytes: bytes) != chainHash {
            report("position \(position): the chain is broken")
        }
        lastHash = chainHash
        guard let event = sealing.event(from: bytes, chainHash: chainHash) else {
            report("position \(position): not an event")
            return
        }
        // Bytes that no field accounts for could hold anything.
        if event.position != position || sealing.bytes(of: event) != bytes {
            report("position \(position): the bytes are not those of the event")
        }
        if Self.holdsSomethingPersonal(event) {
            report("position \(position): holds something personal")
        }
        follow(event)
    }

    /// Compares one record of the read model. After the last event, each user once.
    package mutating func compare(_ user: User) {
        if !user.isErased { userCount += 1 }
        guard let aggregate = aggregates.removeValue(forKey: user.uuid) else {
            report("authy id \(user.authyID): in no event")
            return
        }
        if aggregate != UserAggregate(user, lastEventAt: aggregate.lastEventAt) {
            report("authy id \(user.authyID): differs from its events")
        }
        if user.isErased, !user.email.isEmpty || user.phoneNumber != nil {
            report("authy id \(user.authyID): erased, with personal data")
        }
        if !user.isErased, EmailAddress(user.email) == nil {
            report("authy id \(user.authyID): has no address")
        }
    }

    /// Ends the comparison: nobody may be in the log only.
    package mutating func finish() {
        if !aggregates.isEmpty { report("\(aggregates.count) users of the log have no record") }
    }

    /// For what only the engine can see, such as its indexes.
    package mutating func report(_ problem: String) {
        if problems.count < Self.problemLimit { problems.append(problem) }
    }

    private mutating func follow(_ event: RecordedEvent) {
        var aggregate = aggregates[event.uuid] ?? UserAggregate(uuid: event.uuid)
        if event.version != aggregate.version + 1
            || (event.event == .created) != (event.version == 1)
        {
            report("position \(event.position): versions are not dense")
        }
        if event.time < aggregate.lastEventAt {
            report("position \(event.position): earlier than the event before it")
        }
        if aggregate.isErased { report("position \(event.position): after the erasure") }
        aggregate.apply(event.event, at: event.time)
        aggregate.version = event.version
        aggregates[event.uuid] = aggregate
    }

    /// The uuid is not looked at: it is opaque, and may well be a number.
    private static func holdsSomethingPersonal(_ event: RecordedEvent) -> Bool {
        let mask: String? =
            switch event.event {
            case .phoneNumberSet(let masked), .phoneNumberExported(let masked): masked
            case .created, .phoneNumberRemoved, .erased: nil
            }
        if let mask, !isMask(mask) { return true }
        return [event.organizationID, event.actor].contains { text in
            let subject = text.hasPrefix("sub:") ? String(text.dropFirst(4)) : text
            return text.utf8.contains(0x40) || PhoneNumber(subject)?.canonical != nil
        }
    }

    private static func isMask(_ text: String) -> Bool {
        let bytes = text.utf8
        return bytes.starts(with: [0x2A, 0x2A, 0x2A]) && bytes.count <= 7
            && bytes.dropFirst(3).allSatisfy(PhoneNumber.isDigit)
    }
}
