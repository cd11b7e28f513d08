/// The text of the look-ups of one user.
enum UserSQL {
    private static let living = """
        SELECT p.authy_id, p.uuid, p.version, p.created_ms, p.updated_ms, p.email, p.phone
        FROM personal p
        """
    private static let erased = """
        SELECT e.authy_id, e.uuid, e.version, e.created_ms, e.updated_ms FROM erased e
        """
    // The column behind the number orders its holders: the latest to have set it comes last.
    private static let latest = "ORDER BY p.phone_position DESC LIMIT 1"
    private static let isMember = """
        EXISTS (SELECT 1 FROM memberships m WHERE m.authy_id = p.authy_id
        AND m.organization = (SELECT number FROM organizations WHERE id = ?2))
        """

    // The index of uuid_key holds the authy id as well, so the row of `users` is not read.
    static let byUUID = "\(living) WHERE p.authy_id = (\(authyIDByUUID))"
    static let byEmail = "\(living) WHERE p.email_key = ?1"
    static let byPhone = "\(living) WHERE p.phone_key = ?1 AND p.phone = ?2 \(latest)"
    static let byPhoneKey = "\(living) WHERE p.phone_key = ?1 \(latest)"
    static let byAuthyID = "\(living) WHERE p.authy_id = ?1"
    static let afterAuthyID = "\(living) WHERE p.authy_id > ?1 ORDER BY p.authy_id LIMIT ?2"
    static let erasedByUUID = "\(erased) WHERE e.authy_id = (\(authyIDByUUID))"
    static let erasedByAuthyID = "\(erased) WHERE e.authy_id = ?1"
    static let memberByPhoneKey = "\(living) WHERE p.phone_key = ?1 AND \(isMember) \(latest)"
    static let membership = """
        SELECT 1 FROM memberships WHERE authy_id = ?1
        AND organization = (SELECT number FROM organizations WHERE id = ?2)
        """
    // Both indexes end with the authy id: no row is read.
    static let authyIDByEmail = "SELECT authy_id FROM personal WHERE email_key = ?1"
    static let authyIDsByPhoneKey = """
        SELECT authy_id FROM personal WHERE phone_key = ?1 ORDER BY phone_position DESC
        """
    static let authyIDByUUID = "SELECT authy_id FROM users WHERE uuid_key = ?1"
}
