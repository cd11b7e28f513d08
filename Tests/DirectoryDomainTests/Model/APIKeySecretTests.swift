import DirectoryDomain
import TestSupport
import Testing

struct APIKeySecretTests {
    private static let known = APIKeySecret(
        random: (0..<APIKeySecret.randomBytes).map { UInt8($0) })

    @Test("a secret is a prefix, an id of 12, 43 characters and a checksum of 6")
    func shape() throws {
        let parts = Self.known.text.split(separator: "_")
        #expect(parts.map(\.count) == [3, 12, 49])
        #expect(parts.first == "rck")
        #expect(Self.known.origin == .issued(id: String(parts[1])))
    }

    @Test("the checksum is the CRC-32 of all before it in six digits of base 62")
    func checksum() throws {
        // Reckoned apart: CRC-32 (zlib) of the first 60 characters.
        let sum = Self.known.text.suffix(6).reduce(UInt64(0)) { sum, digit in
            let digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
            let index = digits.firstIndex(of: digit) ?? digits.startIndex
            return sum * 62 + UInt64(digits.distance(from: digits.startIndex, to: index))
        }
        #expect(sum == Self.bitwiseCRC32(Self.known.text.dropLast(6).utf8))
        #expect(Self.bitwiseCRC32("123456789".utf8) == 0xCBF4_3926)
    }

    @Test("a secret is read back as what it was made as")
    func roundTrip() throws {
        for _ in 0..<100 {
            let made = APIKeySecret(random: Fixture.random(APIKeySecret.randomBytes))
            let read = try #require(APIKeySecret(made.text))
            #expect(read.text == made.text)
            #expect(read.origin == made.origin)
        }
    }

    @Test("different random bytes make different secrets")
    func differs() {
        let zeros = [UInt8](repeating: 0, count: APIKeySecret.randomBytes)
        var texts: Set<String> = []
        for index in zeros.indices {
            var random = zeros
            random[index] = 1
            texts.insert(APIKeySecret(random: random).text)
        }
        #expect(texts.count == zeros.count)
    }

    @Test("a typo anywhere is refused without a look-up")
    func typos() {
        let text = Array(Self.known.text)
        for index in text.indices {
            var wrong = text
            wrong[index] = wrong[index] == "x" ? "y" : "x"
            guard !(0..<4).contains(index) else { continue }
            #expect(APIKeySecret(String(wrong)) == nil, "at \(index)")
        }
        #expect(APIKeySecret(String(text.dropLast())) == nil)
        #expect(APIKeySecret(Self.known.text + "0") == nil)
        #expect(APIKeySecret("rck_") == nil)
    }

    @Test(
        "a key that a client held before is any other 16 to 256 printable characters",
        arguments: [
            "0123456789abcdef", "sk live 1234 !~ $%", String(repeating: "x", count: 256),
        ])
    func carriedOver(_ text: String) throws {
        let secret = try #require(APIKeySecret(text))
        #expect(secret.origin == .carriedOver)
        #expect(secret.text == text)
    }

    @Test(
        "what no key can be is refused",
        arguments: [
            "", "0123456789abcde", String(repeating: "x", count: 257), "0123456789abcdeé",
            "0123456789abcde\n", " 0123456789abcdef", "0123456789abcdef ", "01234567\u{7F}89abcdef",
        ])
    func refused(_ text: String) {
        #expect(APIKeySecret(text) == nil)
    }

    @Test("a key that is carried over gets an id like any other")
    func publicID() {
        let id = APIKeySecret.publicID(random: Fixture.random(APIKeySecret.idBytes))
        #expect(id.count == 12)
        #expect(id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }

    private static func bitwiseCRC32(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var sum: UInt32 = .max
        for byte in bytes {
            for bit in 0..<8 {
                let isOne = (sum ^ UInt32(byte >> UInt8(bit))) & 1 == 1
                sum >>= 1
                if isOne { sum ^= 0xEDB8_8320 }
            }
        }
        return UInt64(~sum)
    }
}
