/// Users, and what is personal about them.
///
/// One look-up is at most two descents: the index of the key, then the row of `personal`, which
/// therefore holds all that is answered about a user and not the personal part alone. Erasing a
/// user is deleting that row; what may stay moves to `erased`.
struct Migration0001Users: StoreMigration {
    let name = "0001 users"

    let statements = """
        -- Every authy id and uuid that was ever given. Never deleted from: neither is given twice.
        CREATE TABLE users (
            authy_id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid_key TEXT NOT NULL UNIQUE
        ) STRICT;

        -- The only table with anything personal in it; a row for each user that is not erased.
        CREATE TABLE personal (
            authy_id INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL,
            version INTEGER NOT NULL,
            created_ms INTEGER NOT NULL,
            updated_ms INTEGER NOT NULL,
            -- Of the user's last event, and of the one that it jumps to; 0 for none.
            last_position INTEGER NOT NULL,
            last_jump INTEGER NOT NULL,
            email TEXT NOT NULL,
            phone TEXT,
            -- The canonical number, or the number as it is when it has no canonical form; the two
            -- can't be taken for each other. See PhoneKey.
            phone_key TEXT,
            -- Of the event that set the number.
            phone_position INTEGER,
            email_key TEXT NOT NULL UNIQUE
        ) STRICT;

        -- Of several holders the latest to have set a number comes last. One index for look-ups
        -- both exact and canonical: each more would cost a change of number two random pages.
        CREATE INDEX personal_phone ON personal (phone_key, phone_position)
            WHERE phone_key IS NOT NULL;

        -- What remains of an erased user.
        CREATE TABLE erased (
            authy_id INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL,
            version INTEGER NOT NULL,
            created_ms INTEGER NOT NULL,
            updated_ms INTEGER NOT NULL,
            last_position INTEGER NOT NULL
        ) STRICT;

        -- One row, so that nobody has to count.
        CREATE TABLE counters (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            users INTEGER NOT NULL
        ) STRICT;
        INSERT INTO counters (id, users) VALUES (1, 0);
        """
}
