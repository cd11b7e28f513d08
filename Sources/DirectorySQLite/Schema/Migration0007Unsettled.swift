/// Keys that are not in their table wait in memory and no longer in tables of their own; see
/// `KeyKind`.
struct Migration0007Unsettled: StoreMigration {
    let name = "0007 unsettled keys"

    let statements = """
        INSERT INTO uuid_keys SELECT * FROM uuid_keys_recent;
        INSERT INTO uuid_keys SELECT * FROM uuid_keys_newest;
        INSERT INTO email_keys SELECT * FROM email_keys_recent;
        INSERT INTO email_keys SELECT * FROM email_keys_newest;
        INSERT INTO phone_keys SELECT * FROM phone_keys_recent;
        INSERT INTO phone_keys SELECT * FROM phone_keys_newest;
        DROP TABLE uuid_keys_recent;
        DROP TABLE uuid_keys_newest;
        DROP TABLE email_keys_recent;
        DROP TABLE email_keys_newest;
        DROP TABLE phone_keys_recent;
        DROP TABLE phone_keys_newest;

        -- The position behind which users were created whose keys are not all in their tables; no
        -- row when there are none.
        CREATE TABLE unsettled (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            after INTEGER NOT NULL
        ) STRICT;
        -- A second time, so that a bit that flips is seen; see `Migration0004WholeRows`.
        CREATE INDEX unsettled_whole ON unsettled (id, after);
        """
}
