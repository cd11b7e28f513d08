/* How late what has a time is done; prints JSON, in microseconds.
 *   timing streams SOCKET N      calls of WatchEvents with a deadline of 20 ms: how long after it
 *                                the DEADLINE_EXCEEDED comes
 *   timing writes SOCKET N       the same for writes with 5 ms that wait behind thousands
 *   timing strangers SOCKET N    connections that do not speak ttrpc: how long until the close */
#include "wire.h"

#include <signal.h>

enum { EXCEEDED = 4, BEHIND = 20000 };

static const char *SERVICE = "rollcall.v1.Directory";

struct results {
    struct latencies late;
    uint64_t wrong, largest;
};

static void note(struct results *results, uint64_t planned, uint64_t came) {
    uint64_t late = came > planned ? came - planned : 0;
    note_latency(&results->late, late);
    if (late > results->largest) results->largest = late;
}

static int report(const struct results *results) {
    printf("{\"calls\":%llu,\"wrong\":%llu,\"p50_us\":%.0f,\"p99_us\":%.0f,\"max_us\":%.0f}\n",
           (unsigned long long)results->late.total, (unsigned long long)results->wrong,
           latency_us(&results->late, 0.5), latency_us(&results->late, 0.99),
           (double)results->largest / 1000);
    return 0;
}

static int opened(const char *path) {
    int descriptor = connect_to(path);
    if (descriptor < 0) fail("the daemon takes no connection");
    return descriptor;
}

struct answer {
    int status;
    uint64_t at;
};

static void take_status(void *context, const uint8_t *frame, size_t count) {
    struct answer *answer = context;
    answer->status = frame[8] == 2 ? status_of(frame + HEADER, count - HEADER) : -1;
    answer->at = now_ns();
}

/* Waits for the one answer; false when none comes. */
static int await(int descriptor, struct answers *answers, struct answer *answer) {
    struct pollfd poller = {.fd = descriptor, .events = POLLIN};
    answer->at = 0;
    while (answer->at == 0)
        if (poll(&poller, 1, 10000) <= 0 || !read_answers(descriptor, answers, take_status, answer))
            return 0;
    return 1;
}

static int streams(const char *path, int count) {
    static struct results results;
    static struct answers answers;
    const uint64_t allowed = 20000000;
    uint8_t request[256];
    int descriptor = opened(path);
    for (int i = 0; i < count; i++) {
        struct answer answer;
        size_t length = put_call(request, 2 * (uint32_t)i + 1, 1, SERVICE, "WatchEvents", NULL, 0,
                                 allowed);
        uint64_t begun = now_ns();
        if (write(descriptor, request, length) != (ssize_t)length) fail("write");
        if (!await(descriptor, &answers, &answer)) fail("no answer");
        if (answer.status != EXCEEDED) results.wrong++;
        note(&results, begun + allowed, answer.at);
    }
    return report(&results);
}

static void count_one(void *context, const uint8_t *frame, size_t count) {
    (void)frame;
    (void)count;
    ++*(uint32_t *)context;
}

/* Keeps thousands of writes waiting. */
struct crowd {
    int descriptor;
    uint32_t asked, answered;
};

static void top_up(struct crowd *crowd) {
    static struct answers answers;
    uint8_t request[256];
    for (;;) {
        uint32_t before = crowd->answered;
        struct pollfd poller = {.fd = crowd->descriptor, .events = POLLIN};
        while (poll(&poller, 1, 0) > 0)
            if (!read_answers(crowd->descriptor, &answers, count_one, &crowd->answered))
                fail("the crowd's connection has ended");
        if (crowd->asked - crowd->answered >= BEHIND) return;
        while (crowd->asked - crowd->answered < BEHIND) {
            size_t length = put_write(request, 2 * crowd->asked + 1, "crowd");
            ssize_t sent = send(crowd->descriptor, request, length, MSG_NOSIGNAL);
            if (sent < 0 && errno == EAGAIN) break;
            if (sent != (ssize_t)length) fail("a write was cut in two");
            crowd->asked++;
        }
        if (before == crowd->answered) usleep(1000);
    }
}

static int writes(const char *path, int count) {
    static struct results results;
    static struct answers answers;
    const uint64_t allowed = 5000000;
    uint8_t request[256];
    struct crowd crowd = {.descriptor = opened(path)};
    int descriptor = opened(path);
    for (int i = 0; i < count; i++) {
        struct answer answer;
        top_up(&crowd);
        size_t length = put_write(request, 2 * (uint32_t)i + 1, "late");
        uint64_t begun = now_ns();
        /* An absolute one: what the call waits until it is read counts. */
        length = put_deadline(request, length, begun + allowed);
        if (write(descriptor, request, length) != (ssize_t)length) fail("write");
        if (!await(descriptor, &answers, &answer)) fail("no answer");
        if (answer.status != EXCEEDED) results.wrong++;
        note(&results, begun + allowed, answer.at);
    }
    return report(&results);
}

static int strangers(const char *path, int count) {
    static struct results results;
    static const char hello[] = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (int i = 0; i < count; i++) {
        char byte;
        int descriptor = opened(path);
        uint64_t begun = now_ns();
        if (write(descriptor, hello, sizeof hello - 1) < 0) fail("write");
        struct pollfd poller = {.fd = descriptor, .events = POLLIN};
        if (poll(&poller, 1, 10000) <= 0) fail("it is not closed");
        if (read(descriptor, &byte, 1) > 0) results.wrong++;
        note(&results, begun, now_ns());
        close(descriptor);
    }
    return report(&results);
}

int main(int argc, char **argv) {
    signal(SIGPIPE, SIG_IGN);
    be_prompt();
    if (argc == 4) {
        if (!strcmp(argv[1], "streams")) return streams(argv[2], atoi(argv[3]));
        if (!strcmp(argv[1], "writes")) return writes(argv[2], atoi(argv[3]));
        if (!strcmp(argv[1], "strangers")) return strangers(argv[2], atoi(argv[3]));
    }
    fprintf(stderr, "usage: timing streams|writes|strangers SOCKET NUMBER\n");
    return 2;
}
