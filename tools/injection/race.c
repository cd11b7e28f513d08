/*
 * Many callers create one address at the same moment, for many addresses, one after the other:
 *
 *   race SOCKET CALLERS ADDRESSES
 *
 * All ask before any answer is read; one of them has made the user, and all are told of the same.
 * Prints a line after each address; on standard error what was wrong, in a line, and ends with 1.
 */
#define _GNU_SOURCE
#include "../abuse/wire.h"

#include <ctype.h>
#include <stdarg.h>
#include <sys/epoll.h>

#define HANG_SECONDS 20
#define ROOM 4096

struct caller {
    int descriptor;
    uint32_t next_id;
    size_t count;
    uint8_t received[ROOM];
};

/* What the first answer was about; the others are to be about the same. */
struct outcome {
    size_t count;
    uint8_t user[ROOM];
    int created;
};

static void broken(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

static uint64_t get_varint(const uint8_t **at, const uint8_t *end) {
    uint64_t value = 0;
    for (int shift = 0; *at < end && shift < 64; shift += 7) {
        uint8_t byte = *(*at)++;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) return value;
    }
    broken("an answer is cut off");
    return 0;
}

/* The bytes of a field, or of a number its value; NULL when it is absent. */
static const uint8_t *get_field(const uint8_t *at, size_t count, int wanted, uint64_t *value) {
    const uint8_t *end = at + count;
    while (at < end) {
        uint64_t tag = get_varint(&at, end);
        *value = get_varint(&at, end);
        if ((tag & 7) == 2 && *value > (uint64_t)(end - at)) broken("an answer is cut off");
        if ((int)(tag >> 3) == wanted) return at;
        if ((tag & 7) == 2) at += *value;
    }
    return NULL;
}

static void ask(struct caller *caller, const char *address, int loud) {
    uint8_t payload[128], call[256];
    char text[96];
    size_t length = strlen(address);
    for (size_t i = 0; i <= length; i++)
        text[i] = (char)(loud ? toupper((unsigned char)address[i]) : address[i]);
    size_t count = put_request(
        call, caller->next_id, "rollcall.v1.Directory", "FindOrCreateUser", payload,
        put_field(payload, 1, text, length));
    caller->next_id += 2;
    if (write(caller->descriptor, call, count) != (ssize_t)count) broken("a call was not taken");
}

static void judge(
    const uint8_t *envelope, size_t count, const char *address, struct outcome *outcome) {
    uint64_t size = 0, user_size = 0, created = 0;
    int code = status_of(envelope, count);
    if (code != 0) broken("%s was answered %d", address, code);
    const uint8_t *answer = get_field(envelope, count, 2, &size);
    const uint8_t *user = answer ? get_field(answer, size, 1, &user_size) : NULL;
    if (user == NULL || user_size > ROOM) broken("%s was answered by no user", address);
    if (get_field(answer, size, 2, &created) != NULL && created != 0) outcome->created++;
    if (outcome->count == 0) {
        uint64_t email_size = 0;
        const uint8_t *email = get_field(user, user_size, 2, &email_size);
        if (email == NULL || email_size != strlen(address) ||
            strncasecmp((const char *)email, address, email_size) != 0)
            broken("%s was answered by a user without it", address);
        outcome->count = user_size;
        memcpy(outcome->user, user, user_size);
    }
    if (outcome->count != user_size || memcmp(outcome->user, user, user_size) != 0)
        broken("%s was answered by two users", address);
}

/* Takes what has come; whether that is a whole answer. */
static int receive(struct caller *caller, const char *address, struct outcome *outcome) {
    ssize_t more = read(
        caller->descriptor, caller->received + caller->count, ROOM - caller->count);
    if (more < 0 && errno == EAGAIN) return 0;
    if (more <= 0) broken("the daemon has closed a connection");
    caller->count += (size_t)more;
    if (caller->count < HEADER) return 0;
    size_t size = get32(caller->received);
    if (HEADER + size > ROOM) broken("an answer of %zu bytes", size);
    if (caller->count < HEADER + size) return 0;
    if (caller->count > HEADER + size) broken("more answers than calls");
    judge(caller->received + HEADER, size, address, outcome);
    caller->count = 0;
    return 1;
}

static void race(
    int poller, struct caller *callers, int count, const char *address) {
    struct epoll_event ready[256];
    struct outcome outcome = {0};
    uint64_t deadline = now_ns() + HANG_SECONDS * 1000000000ull;
    for (int i = 0; i < count; i++) ask(&callers[i], address, i % 2);
    for (int left = count; left > 0;) {
        int found = epoll_wait(poller, ready, 256, 1000);
        if (found < 0 && errno != EINTR) fail("epoll_wait");
        for (int i = 0; i < found; i++) left -= receive(ready[i].data.ptr, address, &outcome);
        if (now_ns() > deadline) broken("%d callers were not answered in time", left);
    }
    if (outcome.created != 1) broken("%s was created %d times", address, outcome.created);
}

int main(int argc, char **argv) {
    if (argc != 4) broken("usage: race SOCKET CALLERS ADDRESSES");
    int count = atoi(argv[2]), addresses = atoi(argv[3]);
    int poller = epoll_create1(EPOLL_CLOEXEC);
    struct caller *callers = calloc((size_t)count, sizeof *callers);
    if (callers == NULL || poller < 0) fail("race");
    for (int i = 0; i < count; i++) {
        callers[i].next_id = 1;
        callers[i].descriptor = connect_to(argv[1]);
        if (callers[i].descriptor < 0) fail("connect");
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &callers[i]};
        if (epoll_ctl(poller, EPOLL_CTL_ADD, callers[i].descriptor, &event) != 0)
            fail("epoll_ctl");
    }
    for (int i = 0; i < addresses; i++) {
        char address[64];
        snprintf(address, sizeof address, "caller%d@example.com", i);
        race(poller, callers, count, address);
        printf("%d\n", i + 1);
        fflush(stdout);
    }
    return 0;
}
