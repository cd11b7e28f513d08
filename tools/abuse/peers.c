/* Peers that no server would choose, each until its standard input ends; "ready" says that they
 * are there.
 *   peers idle SOCKET N            connections that have made one call and do nothing more
 *   peers slow SOCKET N            connections that send one byte of a call a second
 *   peers unread SOCKET N          connections that call and never read
 *   peers flood SOCKET N           connections that call as fast as they can, and read
 *   peers pipeline SOCKET CALLS    calls on one connection before a single answer is read; JSON
 *   peers ask SOCKET SECONDS       one call at a time; JSON with its latencies
 * With ABUSE_UID in the environment they are another user's. */
#include "wire.h"

#include <grp.h>
#include <signal.h>
#include <sys/resource.h>

static const char *SERVICE = "grpc.health.v1.Health", *METHOD = "Check";

static int opened(const char *path) {
    int descriptor = connect_to(path);
    if (descriptor < 0) fail("the daemon takes no connection");
    return descriptor;
}

static void take_first(void *context, const uint8_t *frame, size_t count) {
    (void)frame;
    (void)count;
    ++*(uint64_t *)context;
}

static int input_ended(int milliseconds) {
    struct pollfd poller = {.fd = 0, .events = POLLIN};
    char byte;
    return poll(&poller, 1, milliseconds) > 0 && read(0, &byte, 1) <= 0;
}

static void hold_on(void) {
    puts("ready");
    fflush(stdout);
    while (!input_ended(1000)) {}
}

/* Waits for one whole answer; gives its status, negative when the connection has ended. */
static int wait_answer(int descriptor, uint32_t id) {
    uint8_t answer[4096];
    size_t got = 0;
    struct pollfd poller = {.fd = descriptor, .events = POLLIN};
    while (got < HEADER || got < HEADER + get32(answer)) {
        ssize_t more = poll(&poller, 1, 10000) > 0
            ? read(descriptor, answer + got, sizeof answer - got) : 0;
        if (more <= 0) return -1;
        got += (size_t)more;
    }
    return get32(answer + 4) == id ? status_of(answer + HEADER, got - HEADER) : -1;
}

static int idle(const char *path, int count) {
    uint8_t request[256];
    size_t length = put_request(request, 1, SERVICE, METHOD, NULL, 0);
    for (int i = 0; i < count; i++) {
        int descriptor = opened(path);
        if (write(descriptor, request, length) != (ssize_t)length) fail("write");
        if (wait_answer(descriptor, 1) != 0) fail("a connection was not answered");
    }
    hold_on();
    return 0;
}

static int slow(const char *path, int count) {
    uint8_t request[256];
    size_t length = put_request(request, 1, SERVICE, METHOD, NULL, 0), at = 0;
    int *descriptors = malloc((size_t)count * sizeof *descriptors);
    for (int i = 0; i < count; i++) descriptors[i] = opened(path);
    puts("ready");
    fflush(stdout);
    for (; !input_ended(1000); at++)
        for (int i = 0; i < count; i++) {
            put32(request + 4, 1 + 2 * (uint32_t)(at / length));
            if (write(descriptors[i], request + at % length, 1) != 1) fail("write");
        }
    free(descriptors);
    return 0;
}

static int unread(const char *path, int count) {
    enum { ROUND = 64 };
    uint8_t requests[ROUND * 64];
    struct { int descriptor; size_t sent; } *peers = calloc((size_t)count, sizeof *peers);
    size_t length = 0;
    for (int i = 0; i < count; i++) peers[i].descriptor = opened(path);
    puts("ready");
    fflush(stdout);
    for (uint32_t id = 1; !input_ended(1); id += 2 * ROUND) {
        length = 0;
        for (uint32_t i = 0; i < ROUND; i++)
            length += put_request(requests + length, id + 2 * i, SERVICE, METHOD, NULL, 0);
        for (int i = 0; i < count; i++) {
            /* What was cut off in one round is gone on with in the next, whose ids differ only. */
            ssize_t sent = send(peers[i].descriptor, requests + peers[i].sent,
                                length - peers[i].sent, MSG_NOSIGNAL);
            if (sent > 0) peers[i].sent = (peers[i].sent + (size_t)sent) % length;
            if (sent >= 0 || errno == EAGAIN) continue;
            close(peers[i].descriptor);
            peers[i].descriptor = opened(path);
            peers[i].sent = 0;
        }
    }
    free(peers);
    return 0;
}

/* As many calls as the kernel takes, again and again, and whatever comes is read. */
static int flood(const char *path, int count) {
    enum { ROUND = 256 };
    static uint8_t requests[ROUND * 64], ignored[1 << 16];
    struct { int descriptor; size_t sent; uint32_t id; } *peers =
        calloc((size_t)count, sizeof *peers);
    uint8_t one[256];
    size_t each = put_request(one, 1, SERVICE, METHOD, NULL, 0);
    for (int i = 0; i < count; i++) peers[i].descriptor = opened(path);
    puts("ready");
    fflush(stdout);
    for (int round = 0; round % 64 || !input_ended(0); round++) {
        for (int i = 0; i < count; i++) {
            size_t length = each * ROUND;
            for (uint32_t k = 0; k < ROUND; k++)
                put_request(requests + each * k, peers[i].id + 2 * k + 1, SERVICE, METHOD, NULL, 0);
            ssize_t sent = send(peers[i].descriptor, requests + peers[i].sent,
                                length - peers[i].sent, MSG_NOSIGNAL);
            if (sent > 0) peers[i].sent += (size_t)sent;
            if (peers[i].sent == length) peers[i].sent = 0, peers[i].id += 2 * ROUND;
            while (read(peers[i].descriptor, ignored, sizeof ignored) == sizeof ignored) {}
        }
    }
    free(peers);
    return 0;
}

static int pipeline(const char *path, uint32_t calls) {
    static struct answers answers;
    uint8_t *requests = malloc((size_t)calls * 64);
    size_t length = 0, sent = 0;
    uint64_t answered = 0, begun = now_ns();
    for (uint32_t i = 0; i < calls; i++)
        length += put_request(requests + length, 2 * i + 1, SERVICE, METHOD, NULL, 0);
    int descriptor = opened(path);
    struct pollfd poller = {.fd = descriptor, .events = POLLOUT};
    while (sent < length && poll(&poller, 1, 10000) > 0) {
        ssize_t some = send(descriptor, requests + sent, length - sent, MSG_NOSIGNAL);
        if (some < 0 && errno != EAGAIN) break;
        if (some > 0) sent += (size_t)some;
    }
    double written = (double)(now_ns() - begun) / 1e9;
    poller.events = POLLIN;
    while (answered < calls && poll(&poller, 1, 10000) > 0)
        if (!read_answers(descriptor, &answers, take_first, &answered)) break;
    printf("{\"calls\":%u,\"answered\":%llu,\"written_s\":%.3f,\"seconds\":%.3f}\n", calls,
           (unsigned long long)answered, written, (double)(now_ns() - begun) / 1e9);
    free(requests);
    return answered != calls;
}

static int ask(const char *path, double seconds) {
    static struct latencies latencies;
    uint8_t request[256];
    uint64_t begun = now_ns(), wrong = 0;
    int descriptor = opened(path);
    for (uint32_t id = 1; (double)(now_ns() - begun) < seconds * 1e9; id += 2) {
        size_t length = put_request(request, id, SERVICE, METHOD, NULL, 0);
        uint64_t start = now_ns();
        if (write(descriptor, request, length) != (ssize_t)length) fail("write");
        if (wait_answer(descriptor, id) != 0) wrong++;
        note_latency(&latencies, now_ns() - start);
        usleep(500);
    }
    printf("{\"calls\":%llu,\"wrong\":%llu,\"p50_us\":%.0f,\"p99_us\":%.0f}\n",
           (unsigned long long)latencies.total, (unsigned long long)wrong,
           latency_us(&latencies, 0.5), latency_us(&latencies, 0.99));
    return wrong > 0;
}

int main(int argc, char **argv) {
    struct rlimit files;
    signal(SIGPIPE, SIG_IGN);
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    if (getenv("ABUSE_UID")) {
        uid_t uid = (uid_t)atoi(getenv("ABUSE_UID"));
        if (setgroups(0, NULL) || setgid(uid) || setuid(uid)) fail("setuid");
    }
    if (argc == 4) {
        if (!strcmp(argv[1], "idle")) return idle(argv[2], atoi(argv[3]));
        if (!strcmp(argv[1], "slow")) return slow(argv[2], atoi(argv[3]));
        if (!strcmp(argv[1], "unread")) return unread(argv[2], atoi(argv[3]));
        if (!strcmp(argv[1], "flood")) return flood(argv[2], atoi(argv[3]));
        if (!strcmp(argv[1], "pipeline")) return pipeline(argv[2], (uint32_t)atoi(argv[3]));
        if (!strcmp(argv[1], "ask")) return ask(argv[2], atof(argv[3]));
    }
    fprintf(stderr, "usage: peers idle|slow|unread|flood|pipeline|ask SOCKET NUMBER\n");
    return 2;
}
