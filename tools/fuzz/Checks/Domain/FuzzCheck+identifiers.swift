import DirectoryDomain

extension FuzzCheck {
    /// A uuid and an API key are kept as they were given, or refused.
    static let identifiers = FuzzCheck("identifiers") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        if let uuid = UserUUID(text) {
            guard uuid.value.utf8.elementsEqual(text.utf8) else { return "a uuid not kept" }
            guard let key = UserUUID(uuid.key), key == uuid, key.key == uuid.key else {
                return "the key of a uuid is another"
            }
        }
        guard let secret = APIKeySecret(text) else { return nil }
        guard secret.text.utf8.elementsEqual(text.utf8) else { return "an API key not kept" }
        guard case .issued(let id) = secret.origin else { return nil }
        return text.hasPrefix("rck_\(id)_") ? nil : "the id of another key"
    }
}
