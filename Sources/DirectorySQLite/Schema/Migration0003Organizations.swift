/// Organizations, who is a member, and their keys.
struct Migration0003Organizations: StoreMigration {
    let name = "0003 organizations"

    let statements = """
        -- The number keeps the order of creation, and memberships small.
        CREATE TABLE organizations (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            created_ms INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE memberships (
            authy_id INTEGER NOT NULL REFERENCES users (authy_id),
            organization INTEGER NOT NULL REFERENCES organizations (number),
            PRIMARY KEY (authy_id, organization)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE api_keys (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            organization INTEGER NOT NULL REFERENCES organizations (number),
            -- Names, with a space between.
            scopes TEXT NOT NULL,
            -- SHA-256 of the secret, which is kept nowhere.
            digest BLOB NOT NULL UNIQUE,
            created_ms INTEGER NOT NULL,
            expires_ms INTEGER,
            revoked_ms INTEGER,
            last_used_ms INTEGER
        ) STRICT;
        CREATE INDEX api_keys_organization ON api_keys (organization);
        """
}
