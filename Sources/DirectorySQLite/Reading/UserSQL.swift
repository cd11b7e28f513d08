/// The text of the look-ups of one user.
enum UserSQL {
    private static let columns = """
        p.authy_id, p.uuid, p.version, p.created_ms, p.updated_ms, p.email, p.phone
        """
    private static let living = "SELECT \(columns) FROM personal p"
    private static let erased = """
        SELECT e.authy_id, e.uuid, e.version, e.created_ms, e.updated_ms FROM erased e
        """
    private static let isMember = """
        EXISTS (SELECT 1 FROM memberships m WHERE m.authy_id = p.authy_id
        AND m.organization = (SELECT number FROM organizations WHERE id = ?2))
        """

    static func byUUID(_ source: KeySQL.Source) -> String {
        "\(living) WHERE p.authy_id = (\(KeySQL.authyID(.uuid, source)))"
    }

    static func erasedByUUID(_ source: KeySQL.Source) -> String {
        "\(erased) WHERE e.authy_id = (\(KeySQL.authyID(.uuid, source)))"
    }

    static func byEmail(_ source: KeySQL.Source) -> String {
        "\(living) WHERE p.authy_id = (\(KeySQL.authyID(.email, source)))"
    }

    /// ?2 is the number as it is written.
    static func byPhone(_ source: KeySQL.Source) -> String {
        latest(source, where: "p.phone = ?2")
    }

    static func byPhoneKey(_ source: KeySQL.Source) -> String { latest(source, where: "true") }

    /// ?2 is the organization.
    static func memberByPhoneKey(_ source: KeySQL.Source) -> String {
        latest(source, where: isMember)
    }

    static let byAuthyID = "\(living) WHERE p.authy_id = ?1"
    static let afterAuthyID = "\(living) WHERE p.authy_id > ?1 ORDER BY p.authy_id LIMIT ?2"
    static let erasedByAuthyID = "\(erased) WHERE e.authy_id = ?1"
    static let membership = """
        SELECT 1 FROM memberships WHERE authy_id = ?1
        AND organization = (SELECT number FROM organizations WHERE id = ?2)
        """

    /// Of a number's holders the latest to have set it, and the position of that, in the column
    /// behind the user's. A cross join keeps its order: the holders first.
    private static func latest(_ source: KeySQL.Source, where condition: String) -> String {
        """
        SELECT \(columns), k.position FROM (\(KeySQL.holders(source))) k
        CROSS JOIN personal p ON p.authy_id = k.authy_id
        WHERE \(condition) ORDER BY k.position DESC LIMIT 1
        """
    }
}
