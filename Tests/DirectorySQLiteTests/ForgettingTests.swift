import DirectoryDomain
import DirectorySQLite
import TestSupport
import Testing

@Suite("Forgetting")
struct ForgettingTests {
    private let place = TemporaryStore()

    private func places(of text: String) throws -> [String] {
        let wanted = Array(text.utf8)
        return try place.files().filter { $0.bytes.firstRange(of: wanted) != nil }.map(\.name)
    }

    @Test("a number that is removed is in no file once the log is emptied")
    func removedNumber() async throws {
        let store = try place.open()
        let harness = try TemporaryStore.harness(store)
        let user = try await harness.create("a@example.com", phoneNumber: "+1 (555) 123-4567")
        #expect(try !places(of: "+1 (555) 123-4567").isEmpty)
        try await harness.removeNumber(of: user)
        store.close()
        #expect(try places(of: "+1 (555) 123-4567") == [])
        #expect(try places(of: "+15551234567") == [])
        #expect(try places(of: "a@example.com") == ["directory.sqlite"])
    }

    @Test("an erased user's address and number are in no file once the log is emptied")
    func erasedUser() async throws {
        let store = try place.open()
        let harness = try TemporaryStore.harness(store)
        let user = try await harness.create("Mixed@Example.com", phoneNumber: "+15551234567")
        try await harness.erase(user)
        store.close()
        for text in ["Mixed@Example.com", "mixed@example.com", "+15551234567", "15551234567"] {
            #expect(try places(of: text) == [])
        }
    }

    /// Pages split, merge and move what lies in them many times over: without `BtreePage` some of
    /// these numbers stay behind in the unused part of a page.
    @Test("of many users who come and go nothing stays", arguments: [1, 2, 3])
    func manyUsers(_ seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let store = try place.open()
        let harness = try TemporaryStore.harness(store)
        var gone: [String] = []
        var present: [Person] = []
        for index in 0..<600 {
            let person = Person(index: index, digits: Int.random(in: Person.digits, using: &random))
            present.append(person)
            var leaver: Person?
            if index.isMultiple(of: 2) {
                let place = Int.random(in: present.indices, using: &random)
                leaver = present.remove(at: place)
            }
            let isErased = index.isMultiple(of: 4)
            try await harness.run(person.come(leaver: leaver, isErased: isErased))
            if let leaver { gone += isErased ? [leaver.number, leaver.email] : [leaver.number] }
        }
        store.close()
        let bytes = try place.files().flatMap(\.bytes)
        #expect(NeedleSearch(gone).count(in: bytes) == 0)
        // The search finds what is there: the numbers of all who stay, as given and canonical.
        #expect(NeedleSearch(present.map(\.number)).count(in: bytes) >= 2 * present.count)
    }

    /// Somebody with an address and a number that nobody else has.
    private struct Person {
        static let digits = 2_000_000_000...9_999_999_999

        let index: Int
        let digits: Int

        var uuid: UserUUID { UserUUID(trusted: "u\(index)") }
        var number: String { "+1\(digits)" }
        var email: String { "person\(index)x\(digits)@example.com" }

        /// Makes this one, and lets another go, in one transaction.
        func come(leaver: Person?, isErased: Bool) -> PlantedCommand<Void> {
            PlantedCommand { transaction, context in
                let email = try Fixture.email(self.email)
                let create = FindOrCreateUser(email: email, requestedUUID: nil, freshUUID: uuid)
                _ = try create.execute(in: transaction, context: context)
                let set = PhoneNumberChange.set(try Fixture.number(number))
                _ = try UpdatePhoneNumber(uuid: uuid, change: set)
                    .execute(in: transaction, context: context)
                guard let leaver else { return }
                if isErased {
                    _ = try EraseUser(uuid: leaver.uuid)
                        .execute(in: transaction, context: context)
                } else {
                    _ = try UpdatePhoneNumber(uuid: leaver.uuid, change: .remove)
                        .execute(in: transaction, context: context)
                }
            }
        }
    }
}
