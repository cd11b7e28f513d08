import DirectoryDomain

/// Values that tests need and do not care about.
package enum Fixture {
    package static func email(_ text: String) throws -> EmailAddress {
        try require(EmailAddress(text), "an address")
    }

    package static func number(_ text: String) throws -> PhoneNumber {
        try require(PhoneNumber(text), "a number")
    }

    package static func uuid(_ text: String) throws -> UserUUID {
        try require(UserUUID(text), "a uuid")
    }

    /// Random, version 4 (RFC 9562 §5.4).
    package static func freshUUID() -> UserUUID {
        var digits = (0..<32).map { _ in "0123456789abcdef".randomElement() ?? "0" }
        digits[12] = "4"
        digits[16] = "8"
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(digit)
        }
        return UserUUID(trusted: text)
    }

    /// Without a uuid of its own when none is given.
    package static func imported(
        _ number: Int64, _ email: String, uuid: String? = nil, phoneNumber: String? = nil,
        createdAt: Int64? = nil, updatedAt: Int64? = nil, authyID: Int64 = 0,
        organizationIDs: [String] = []
    ) throws -> ImportedUser {
        ImportedUser(
            number: number, uuid: try uuid.map(Self.uuid), freshUUID: freshUUID(),
            email: try Self.email(email), phoneNumber: try phoneNumber.map(Self.number),
            createdAt: createdAt.map(Timestamp.init(milliseconds:)),
            updatedAt: updatedAt.map(Timestamp.init(milliseconds:)), authyID: authyID,
            organizationIDs: organizationIDs)
    }

    package static func organizationID() -> OrganizationID {
        OrganizationID(random: random(OrganizationID.randomBytes))
    }

    package static func random(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max) }
    }

    /// What stands for the SHA-256 of a secret.
    package static func digest(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }
}
