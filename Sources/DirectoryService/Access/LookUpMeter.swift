import Crypto
import DirectoryDomain
import Synchronization

/// Holds a key to its budget of look-ups, over all workers. Any thread.
final class LookUpMeter: Sendable {
    let keyID: String
    private let use: Mutex<LookUpUse>

    init(keyID: String, _ use: LookUpUse) {
        self.keyID = keyID
        self.use = Mutex(use)
    }

    /// - Parameter milliseconds: of a clock that never steps.
    func admit(
        _ keys: [UserKey], _ budget: LookUpBudget, atMilliseconds milliseconds: Int64
    ) -> LookUpUse.Admission {
        use.withLock { use in
            var hashes: [UInt64] = []
            if budget.distinctPerDay > 0 {
                let secret = use.secret(atMilliseconds: milliseconds) { RandomBytes.make(32) }
                hashes = Self.hashes(of: keys, SymmetricKey(data: secret))
            }
            return use.admit(
                keys.count, hashes: hashes, budget: budget, atMilliseconds: milliseconds)
        }
    }

    func settle(_ addition: LookUpAddition, isDurable: Bool) {
        use.withLock { $0.settle(addition, isDurable: isDurable) }
    }

    /// 64 bits of HMAC-SHA-256. Of a million values two have one hash once in ten million days.
    private static func hashes(of keys: [UserKey], _ secret: SymmetricKey) -> [UInt64] {
        keys.map { key in
            HMAC<SHA256>.authenticationCode(for: Array(text(of: key).utf8), using: secret)
                .prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    /// One text for all spellings of a value: a number looked up twice, exactly and canonically, is
    /// one number.
    private static func text(of key: UserKey) -> String {
        switch key {
        case .uuid(let uuid): "uuid:" + uuid.key
        case .email(let email): "email:" + email.key
        case .phoneNumber(let number): "phone:" + (number.canonical ?? number.value)
        case .canonicalPhoneNumber(let number): "phone:" + number
        case .authyID(let id): "authy:\(id)"
        }
    }
}
