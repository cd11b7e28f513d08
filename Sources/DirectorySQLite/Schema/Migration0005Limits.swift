/// What keys may look up, what they have looked up, and whom organizations see.
struct Migration0005Limits: StoreMigration {
    let name = "0005 limits"

    let statements = """
        -- 1: its keys see its members alone.
        ALTER TABLE organizations ADD COLUMN is_isolated INTEGER NOT NULL DEFAULT 0;
        -- 0: any number.
        ALTER TABLE api_keys ADD COLUMN requests_per_minute INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE api_keys ADD COLUMN distinct_per_day INTEGER NOT NULL DEFAULT 0;

        -- As before, with the new columns; see Migration0004WholeRows.
        DROP INDEX organizations_whole;
        CREATE INDEX organizations_whole ON organizations
            (number, id, name, created_ms, is_isolated);
        DROP INDEX api_keys_whole;
        CREATE INDEX api_keys_whole ON api_keys
            (number, id, organization, scopes, digest, created_ms, expires_ms, revoked_ms,
            last_used_ms, requests_per_minute, distinct_per_day);

        -- The day at hand of each key that has a budget of values. Deleted when it is over, and its
        -- values with it: without the secret nobody could tell what they are of.
        CREATE TABLE look_up_days (
            key INTEGER PRIMARY KEY REFERENCES api_keys (number),
            started_ms INTEGER NOT NULL,
            secret BLOB NOT NULL
        ) STRICT;

        -- 64 bits of a hash that is keyed with the day's secret.
        CREATE TABLE look_up_values (
            key INTEGER NOT NULL REFERENCES look_up_days (key),
            hash INTEGER NOT NULL,
            PRIMARY KEY (key, hash)
        ) STRICT, WITHOUT ROWID;

        -- Requests of about the last minute, in the order of recording. Of those that were recorded
        -- ahead some were used later, but before the next were recorded ahead.
        CREATE TABLE look_up_requests (
            number INTEGER PRIMARY KEY,
            key INTEGER NOT NULL REFERENCES api_keys (number),
            at_ms INTEGER NOT NULL,
            count INTEGER NOT NULL,
            is_ahead INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX look_up_requests_key ON look_up_requests (key);
        """
}
