/// Organizations, memberships and keys a second time, as indexes over all of their columns.
///
/// Users are proven by their events; of these tables there is no other record. SQLite's own check
/// compares each row with its entry in every index, so a bit that flips in one of the two is seen
/// by `rollcall store verify`. The tables are small, or, as memberships, all key.
struct Migration0004WholeRows: StoreMigration {
    let name = "0004 whole rows"

    let statements = """
        CREATE INDEX organizations_whole ON organizations (number, id, name, created_ms);
        CREATE INDEX memberships_whole ON memberships (organization, authy_id);
        CREATE INDEX api_keys_whole ON api_keys
            (number, id, organization, scopes, digest, created_ms, expires_ms, revoked_ms,
            last_used_ms);
        """
}
