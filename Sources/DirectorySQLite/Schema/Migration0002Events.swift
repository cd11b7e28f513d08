/// The log: what the store is the truth of. Rows are only ever added, and at the end.
///
/// A user's events are a list from the last, which the user's row names, to the first. An index by
/// user would be the larger half of what an event costs: one more random page for each. The list is
/// jumped along in logarithmic time; see `EventList`.
struct Migration0002Events: StoreMigration {
    let name = "0002 events"

    let statements = """
        CREATE TABLE events (
            position INTEGER PRIMARY KEY,
            authy_id INTEGER NOT NULL,
            version INTEGER NOT NULL,
            -- Positions of earlier events of the user; 0 for none.
            previous INTEGER NOT NULL,
            jump INTEGER NOT NULL,
            -- The time of an export; NULL for all other events.
            exported_ms INTEGER,
            -- rollcall.events.v1.StoredEvent.
            bytes BLOB NOT NULL,
            -- 32 bytes: SHA-256 over the previous event's hash and these bytes.
            hash BLOB NOT NULL
        ) STRICT;

        -- The quota of exports is counted in the log itself; few events are one.
        CREATE INDEX events_exported ON events (authy_id, exported_ms)
            WHERE exported_ms IS NOT NULL;
        """
}
