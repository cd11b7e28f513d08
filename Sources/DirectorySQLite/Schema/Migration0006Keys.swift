/// What users are found by moves from indexes of `users` and `personal` to tables of its own, one
/// for each of three levels that keys moved through. Like an index, each holds the key and the
/// authy id alone.
struct Migration0006Keys: StoreMigration {
    let name = "0006 keys"

    /// Both tables are made anew: the index of a UNIQUE column can't be dropped.
    let rebuildsReferencedTables = true

    let statements = """
        CREATE TABLE uuid_keys (key TEXT PRIMARY KEY, authy_id INTEGER NOT NULL)
            STRICT, WITHOUT ROWID;
        CREATE TABLE uuid_keys_recent (key TEXT PRIMARY KEY, authy_id INTEGER NOT NULL)
            STRICT, WITHOUT ROWID;
        CREATE TABLE uuid_keys_newest (key TEXT PRIMARY KEY, authy_id INTEGER NOT NULL)
            STRICT, WITHOUT ROWID;
        CREATE TABLE email_keys (key TEXT PRIMARY KEY, authy_id INTEGER NOT NULL)
            STRICT, WITHOUT ROWID;
        CREATE TABLE email_keys_recent (key TEXT PRIMARY KEY, authy_id INTEGER NOT NULL)
            STRICT, WITHOUT ROWID;
        CREATE TABLE email_keys_newest (key TEXT PRIMARY KEY, authy_id INTEGER NOT NULL)
            STRICT, WITHOUT ROWID;
        CREATE TABLE phone_keys (
            key TEXT NOT NULL,
            position INTEGER NOT NULL,
            authy_id INTEGER NOT NULL,
            PRIMARY KEY (key, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE phone_keys_recent (
            key TEXT NOT NULL,
            position INTEGER NOT NULL,
            authy_id INTEGER NOT NULL,
            PRIMARY KEY (key, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE phone_keys_newest (
            key TEXT NOT NULL,
            position INTEGER NOT NULL,
            authy_id INTEGER NOT NULL,
            PRIMARY KEY (key, position)
        ) STRICT, WITHOUT ROWID;

        INSERT INTO uuid_keys SELECT uuid_key, authy_id FROM users ORDER BY uuid_key;
        INSERT INTO email_keys SELECT email_key, authy_id FROM personal ORDER BY email_key;
        INSERT INTO phone_keys SELECT phone_key, phone_position, authy_id FROM personal
            WHERE phone_key IS NOT NULL ORDER BY phone_key, phone_position;

        -- No row of it ever goes, so the next id is above all that were given, and that without
        -- AUTOINCREMENT, whose own table would be written for every user.
        CREATE TABLE users_anew (
            authy_id INTEGER PRIMARY KEY,
            uuid_key TEXT NOT NULL
        ) STRICT;
        INSERT INTO users_anew SELECT authy_id, uuid_key FROM users ORDER BY authy_id;
        DROP TABLE users;
        ALTER TABLE users_anew RENAME TO users;

        -- As it was, but for the claim of the address and the index of the number.
        CREATE TABLE personal_anew (
            authy_id INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL,
            version INTEGER NOT NULL,
            created_ms INTEGER NOT NULL,
            updated_ms INTEGER NOT NULL,
            last_position INTEGER NOT NULL,
            last_jump INTEGER NOT NULL,
            email TEXT NOT NULL,
            phone TEXT,
            phone_key TEXT,
            phone_position INTEGER,
            email_key TEXT NOT NULL
        ) STRICT;
        INSERT INTO personal_anew SELECT authy_id, uuid, version, created_ms, updated_ms,
            last_position, last_jump, email, phone, phone_key, phone_position, email_key
            FROM personal ORDER BY authy_id;
        DROP TABLE personal;
        ALTER TABLE personal_anew RENAME TO personal;
        """
}
