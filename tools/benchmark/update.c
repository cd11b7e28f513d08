/* What durable phone updates cost SQLite itself: the statements of the store's writer, without a
 * socket, without decoding, without the aggregate.
 *
 *     update FILE GROUP SECONDS
 *
 * FILE is a store's directory.sqlite, of which no daemon has hold; better a copy, for the events
 * that are added here carry no chain. GROUP updates share a commit. Prints updates per second.
 *
 * The statements and settings are those of Sources/DirectorySQLite (UserSQL, UserWriteSQL,
 * TransactionControl, StoreFile, CheckpointPolicy), and have to follow them.
 */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* How many users are drawn before the clock starts; each update takes the next. */
enum { DRAWN = 100000, UUID_LENGTH = 128, COPY_PAGES = 4096, EVENT_BYTES = 80, HASH_BYTES = 32 };

static sqlite3 *db;
static char (*uuids)[UUID_LENGTH + 1];
static int log_pages;

static void fail(const char *what)
{
    fprintf(stderr, "update: %s: %s\n", what, db ? sqlite3_errmsg(db) : "out of memory");
    exit(1);
}

static void execute(const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql);
}

static sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        fail(sql);
    return statement;
}

static void run(sqlite3_stmt *statement)
{
    if (sqlite3_step(statement) != SQLITE_DONE) fail(sqlite3_sql(statement));
    sqlite3_reset(statement);
}

static int64_t number(const char *sql)
{
    sqlite3_stmt *statement = prepare(sql);
    if (sqlite3_step(statement) != SQLITE_ROW) fail(sql);
    int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

static int saw_log(void *context, sqlite3 *connection, const char *name, int pages)
{
    (void)context, (void)connection, (void)name;
    log_pages = pages;
    return SQLITE_OK;
}

static void open_store(const char *path)
{
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) fail(path);
    execute("PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;"
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
            "PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -262144;");
    sqlite3_wal_hook(db, saw_log, NULL);
}

/* Users all over the store, drawn with a fixed seed. */
static void draw_users(void)
{
    uuids = calloc(DRAWN, sizeof *uuids);
    if (!uuids) fail("users");
    int64_t last = number("SELECT max(authy_id) FROM personal");
    sqlite3_stmt *by_id = prepare("SELECT uuid FROM personal WHERE authy_id >= ?1 LIMIT 1");
    uint64_t state = 1;
    for (int i = 0; i < DRAWN; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        sqlite3_bind_int64(by_id, 1, (int64_t)((state >> 33) % (uint64_t)last) + 1);
        if (sqlite3_step(by_id) != SQLITE_ROW) fail("no users");
        const char *uuid = (const char *)sqlite3_column_text(by_id, 0);
        if (!uuid || strlen(uuid) > UUID_LENGTH) fail("a uuid");
        strcpy(uuids[i], uuid);
        sqlite3_reset(by_id);
    }
    sqlite3_finalize(by_id);
}

static sqlite3_stmt *begin, *commit, *savepoint, *release, *find, *tail, *link_at, *update, *append,
                    *forget, *key;

static void prepare_all(void)
{
    begin = prepare("BEGIN IMMEDIATE");
    commit = prepare("COMMIT");
    savepoint = prepare("SAVEPOINT command");
    release = prepare("RELEASE command");
    find = prepare(
        "SELECT p.authy_id, p.uuid, p.version, p.created_ms, p.updated_ms, p.email, p.phone"
        " FROM personal p"
        " WHERE p.authy_id = (SELECT authy_id FROM uuid_keys WHERE key = ?1)");
    tail = prepare("SELECT last_position, last_jump FROM personal WHERE authy_id = ?1");
    link_at = prepare("SELECT version, previous, jump FROM events WHERE position = ?1");
    update = prepare("UPDATE personal SET version = ?2, updated_ms = ?3,"
                     " last_position = ifnull(?4, last_position),"
                     " last_jump = ifnull(?5, last_jump),"
                     " phone = ?6, phone_key = ?7, phone_position = ?8 WHERE authy_id = ?1");
    forget = prepare("DELETE FROM phone_keys"
                     " WHERE key = (SELECT phone_key FROM personal WHERE authy_id = ?1)"
                     " AND position = (SELECT phone_position FROM personal WHERE authy_id = ?1)");
    key = prepare("INSERT INTO phone_keys (key, authy_id, position) VALUES (?1, ?2, ?3)");
    append = prepare("INSERT INTO events"
                     " (position, authy_id, version, previous, jump, exported_ms, bytes, hash)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
}

static void one_update(const char *uuid, int64_t position)
{
    static const char event[EVENT_BYTES], hash[HASH_BYTES];
    char phone[16];
    snprintf(phone, sizeof phone, "+3%010lld", (long long)(position % 10000000000));
    run(savepoint);
    sqlite3_bind_text(find, 1, uuid, -1, SQLITE_STATIC);
    if (sqlite3_step(find) != SQLITE_ROW) fail("a user");
    int64_t authy_id = sqlite3_column_int64(find, 0), version = sqlite3_column_int64(find, 2) + 1;
    sqlite3_reset(find);

    sqlite3_bind_int64(tail, 1, authy_id);
    if (sqlite3_step(tail) != SQLITE_ROW) fail("a list");
    int64_t previous = sqlite3_column_int64(tail, 0), jump = sqlite3_column_int64(tail, 1);
    sqlite3_reset(tail);
    if (jump > 0) {
        sqlite3_bind_int64(link_at, 1, jump);
        if (sqlite3_step(link_at) != SQLITE_ROW) fail("an event");
        sqlite3_reset(link_at);
    }

    sqlite3_bind_int64(forget, 1, authy_id);
    run(forget);

    sqlite3_bind_int64(update, 1, authy_id);
    sqlite3_bind_int64(update, 2, version);
    sqlite3_bind_int64(update, 3, 1700000000000 + position);
    sqlite3_bind_int64(update, 4, position);
    sqlite3_bind_int64(update, 5, previous);
    sqlite3_bind_text(update, 6, phone, -1, SQLITE_STATIC);
    sqlite3_bind_text(update, 7, phone, -1, SQLITE_STATIC);
    sqlite3_bind_int64(update, 8, position);
    run(update);

    sqlite3_bind_text(key, 1, phone, -1, SQLITE_STATIC);
    sqlite3_bind_int64(key, 2, authy_id);
    sqlite3_bind_int64(key, 3, position);
    run(key);

    sqlite3_bind_int64(append, 1, position);
    sqlite3_bind_int64(append, 2, authy_id);
    sqlite3_bind_int64(append, 3, version);
    sqlite3_bind_int64(append, 4, previous);
    sqlite3_bind_int64(append, 5, jump);
    sqlite3_bind_null(append, 6);
    sqlite3_bind_blob(append, 7, event, sizeof event, SQLITE_STATIC);
    sqlite3_bind_blob(append, 8, hash, sizeof hash, SQLITE_STATIC);
    run(append);
    run(release);
}

/* As the writer does after a batch: copy the log in part, and start it over when it is large. */
static void checkpoint(void)
{
    static int copied;
    if (log_pages < copied) copied = 0;
    if (log_pages - copied < COPY_PAGES) return;
    int mode = log_pages >= 3 * COPY_PAGES ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    if (sqlite3_wal_checkpoint_v2(db, NULL, mode, NULL, NULL) != SQLITE_OK) fail("checkpoint");
    copied = mode == SQLITE_CHECKPOINT_TRUNCATE ? 0 : log_pages;
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    int group = argc == 4 ? atoi(argv[2]) : 0;
    double seconds = argc == 4 ? atof(argv[3]) : 0;
    if (group < 1 || seconds <= 0) {
        fprintf(stderr, "usage: update FILE GROUP SECONDS\n");
        return 2;
    }
    open_store(argv[1]);
    prepare_all();
    draw_users();
    int64_t position = number("SELECT coalesce(max(position), 0) FROM events");
    long done = 0;
    double start = seconds_now(), now = start;
    while (now - start < seconds) {
        run(begin);
        for (int i = 0; i < group; i++) one_update(uuids[done++ % DRAWN], ++position);
        run(commit);
        checkpoint();
        now = seconds_now();
    }
    printf("%.0f\n", (double)done / (now - start));
    return 0;
}
