/* What the peers of tools/abuse share: a connection, a seeded generator, ttrpc frames as
 * proto/PROTOCOL.md has them, and latencies. */
#ifndef ROLLCALL_ABUSE_WIRE_H
#define ROLLCALL_ABUSE_WIRE_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define HEADER 10

static inline void fail(const char *what) {
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(1);
}

/* Who measures is to wake when it is to, and get a processor then (Linux 6.12): that it has to wait
 * for one is no time that the daemon takes. */
static inline void be_prompt(void) {
    struct {
        uint32_t size, policy;
        uint64_t flags;
        int32_t nice;
        uint32_t priority;
        uint64_t runtime, deadline, period;
    } wanted = {.size = sizeof wanted, .nice = getpriority(PRIO_PROCESS, 0), .runtime = 100000};
    prctl(PR_SET_TIMERSLACK, 1000, 0, 0, 0);
    syscall(SYS_sched_setattr, 0, &wanted, 0);
}

static inline uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* SplitMix64: the same numbers for the same seed. */
static inline uint64_t next_random(uint64_t *state) {
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static inline uint32_t below(uint64_t *state, uint32_t bound) {
    return (uint32_t)((next_random(state) >> 32) * bound >> 32);
}

/* A connected socket that does not block; negative when the daemon does not take it. */
static inline int connect_to(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
    if (descriptor < 0) fail("socket");
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    if (connect(descriptor, (struct sockaddr *)&address, sizeof address) != 0) {
        close(descriptor);
        return -1;
    }
    fcntl(descriptor, F_SETFL, O_NONBLOCK);
    return descriptor;
}

static inline void put32(uint8_t *at, uint32_t value) {
    at[0] = (uint8_t)(value >> 24);
    at[1] = (uint8_t)(value >> 16);
    at[2] = (uint8_t)(value >> 8);
    at[3] = (uint8_t)value;
}

static inline uint32_t get32(const uint8_t *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* One text or bytes field of under 128 bytes. */
static inline size_t put_field(uint8_t *at, int number, const void *bytes, size_t count) {
    at[0] = (uint8_t)(number << 3 | 2);
    at[1] = (uint8_t)count;
    memcpy(at + 2, bytes, count);
    return count + 2;
}

/* A whole number field. */
static inline size_t put_number(uint8_t *at, int number, uint64_t value) {
    size_t length = 1;
    at[0] = (uint8_t)(number << 3);
    for (; value >= 0x80; value >>= 7) at[length++] = (uint8_t)(value | 0x80);
    at[length++] = (uint8_t)value;
    return length;
}

/* A Request frame with flags (1 = of a stream) and a timeout (0 = none); gives its length. */
static inline size_t put_call(
    uint8_t *at, uint32_t id, uint8_t flags, const char *service, const char *method,
    const uint8_t *payload, size_t count, uint64_t timeout_ns) {
    size_t length = HEADER;
    length += put_field(at + length, 1, service, strlen(service));
    length += put_field(at + length, 2, method, strlen(method));
    if (count > 0) length += put_field(at + length, 3, payload, count);
    if (timeout_ns > 0) length += put_number(at + length, 4, timeout_ns);
    put32(at, (uint32_t)(length - HEADER));
    put32(at + 4, id);
    at[8] = 1;
    at[9] = flags;
    return length;
}

/* One of a unary call that may take its time. */
static inline size_t put_request(
    uint8_t *at, uint32_t id, const char *service, const char *method, const uint8_t *payload,
    size_t count) {
    return put_call(at, id, 0, service, method, payload, count, 0);
}

/* FindOrCreateUser with an address of its own. */
static inline size_t put_write(uint8_t *at, uint32_t id, const char *name) {
    uint8_t payload[128];
    char email[96];
    int length = snprintf(email, sizeof email, "%s.%d.%u@example.com", name, getpid(), id);
    size_t count = put_field(payload, 1, email, (size_t)length);
    return put_request(at, id, "rollcall.v1.Directory", "FindOrCreateUser", payload, count);
}

/* Adds to the call at `at`, of so many bytes, that its caller gives up at a moment of now_ns. */
static inline size_t put_deadline(uint8_t *at, size_t length, uint64_t deadline) {
    static const char key[] = "x-rollcall-deadline";
    uint8_t pair[64];
    char text[24];
    int digits = snprintf(text, sizeof text, "%llu", (unsigned long long)deadline);
    size_t count = put_field(pair, 1, key, sizeof key - 1);
    count += put_field(pair + count, 2, text, (size_t)digits);
    length += put_field(at + length, 5, pair, count);
    put32(at, (uint32_t)(length - HEADER));
    return length;
}

/* The status code of a Response's envelope; 0 = OK. */
static inline int status_of(const uint8_t *envelope, size_t count) {
    if (count < 4 || envelope[0] != 0x0a) return 0;
    size_t at = envelope[1] < 0x80 ? 2 : 3;
    return envelope[at] == 0x08 ? envelope[at + 1] : 0;
}

/* Latencies in classes of a thirty-second of their power of two. */
struct latencies {
    uint64_t counts[64 * 32];
    uint64_t total;
};

static inline void note_latency(struct latencies *l, uint64_t ns) {
    int power = 63 - __builtin_clzll(ns | 32);
    l->counts[power * 32 + (int)(ns >> (power - 5) & 31)]++;
    l->total++;
}

/* Microseconds at a quantile; 0 when there are none. */
static inline double latency_us(const struct latencies *l, double quantile) {
    uint64_t wanted = (uint64_t)(quantile * (double)l->total), seen = 0;
    for (int i = 0; i < 64 * 32; i++) {
        seen += l->counts[i];
        if (l->counts[i] > 0 && seen >= wanted)
            return (double)((uint64_t)(33 + i % 32) << (i / 32 - 5)) / 1000;
    }
    return 0;
}

/* Answers as they come in, cut into frames. */
struct answers {
    uint8_t bytes[1 << 18];
    size_t count;
};

/* Reads once and gives each whole frame to `take`; false when the connection has ended. */
static inline int read_answers(
    int descriptor, struct answers *a, void (*take)(void *, const uint8_t *, size_t), void *context) {
    ssize_t got = read(descriptor, a->bytes + a->count, sizeof a->bytes - a->count);
    if (got <= 0) return got < 0 && (errno == EAGAIN || errno == EINTR);
    a->count += (size_t)got;
    size_t at = 0;
    while (a->count - at >= HEADER && a->count - at >= HEADER + get32(a->bytes + at)) {
        size_t length = HEADER + get32(a->bytes + at);
        take(context, a->bytes + at, length);
        at += length;
    }
    if (at == 0 && a->count == sizeof a->bytes) a->count = 0; /* one that is too long to keep */
    memmove(a->bytes, a->bytes + at, a->count - at);
    a->count -= at;
    return 1;
}

#endif
