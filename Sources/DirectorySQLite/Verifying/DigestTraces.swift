import Crypto
import DirectoryDomain

/// What in the log's bytes could be the hash of a number or an address, to be compared with those
/// of what is stored.
///
/// **The rule.** A hash is in the log when its hexadecimal digits stand there, in any case: MD5,
/// SHA-1 or SHA-256 of the number as it is or in its canonical form, or of the address as it is or
/// as it is compared. Its bare bytes are not looked for: every field of an event is text, which
/// they are not, and `LogCheck` finds bytes that are in no field.
///
/// An ordinary event leaves nothing here, and then nothing is hashed.
struct DigestTraces {
    /// Digits of MD5, SHA-1 and SHA-256.
    private static let lengths = [32, 40, 64]

    private var digests: [[UInt8]: Int64] = [:]

    var count: Int { digests.count }

    mutating func take(_ bytes: [UInt8], position: Int64) {
        var run: [UInt8] = []
        for byte in bytes {
            if let digit = Self.lowercaseDigit(byte) {
                run.append(digit)
            } else {
                takeWindows(of: run, position: position)
                run.removeAll(keepingCapacity: true)
            }
        }
        takeWindows(of: run, position: position)
    }

    /// The first event that has a hash of one of these.
    func position(ofAnyOf texts: [String]) -> Int64? {
        if digests.isEmpty { return nil }
        for text in texts {
            for digest in Self.digests(of: Array(text.utf8)) {
                if let position = digests[digest] { return position }
            }
        }
        return nil
    }

    private mutating func takeWindows(of run: [UInt8], position: Int64) {
        for length in Self.lengths where run.count >= length {
            for start in 0...(run.count - length) {
                let window = Array(run[start..<(start + length)])
                if digests[window] == nil { digests[window] = position }
            }
        }
    }

    private static func digests(of bytes: [UInt8]) -> [[UInt8]] {
        [
            hexadecimal(Insecure.MD5.hash(data: bytes)),
            hexadecimal(Insecure.SHA1.hash(data: bytes)), hexadecimal(SHA256.hash(data: bytes)),
        ]
    }

    private static func hexadecimal(_ digest: some Sequence<UInt8>) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }

    private static func lowercaseDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39, 0x61...0x66: byte
        case 0x41...0x46: byte | 0x20
        default: nil
        }
    }
}
