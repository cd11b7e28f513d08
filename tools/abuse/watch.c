/* watch SOCKET CONNECTIONS STREAMS EVENTS: so many connections, each with so many streams of
 * WatchEvents, and one more that makes users, the next once every watcher has seen the one before.
 * Beside them one connection with as many streams is never read. Prints JSON: the time from a write
 * to the last watcher that has seen its event, and whether any missed one. */
#include "wire.h"

#include <signal.h>
#include <sys/epoll.h>
#include <sys/resource.h>

static const char *SERVICE = "rollcall.v1.Directory", *METHOD = "WatchEvents";

struct watcher {
    int descriptor;
    struct answers *answers;
    uint64_t *positions; /* of its streams, the last that each has seen */
};

static uint64_t seen, wrong;

static int opened(const char *path) {
    int descriptor = connect_to(path);
    if (descriptor < 0) fail("the daemon takes no connection");
    return descriptor;
}

/* The position is the first field of an event. */
static uint64_t position_of(const uint8_t *message, size_t count) {
    uint64_t value = 0;
    if (count < 2 || message[0] != 0x08) return 0;
    for (size_t i = 1; i < count && i < 10; i++) {
        value |= (uint64_t)(message[i] & 0x7f) << 7 * (i - 1);
        if (message[i] < 0x80) break;
    }
    return value;
}

static void take_event(void *context, const uint8_t *frame, size_t count) {
    struct watcher *watcher = context;
    uint64_t *last = &watcher->positions[get32(frame + 4) / 2];
    if (frame[8] != 3 || position_of(frame + HEADER, count - HEADER) != *last + 1) wrong++;
    ++*last;
    seen++;
}

static void take_any(void *context, const uint8_t *frame, size_t count) {
    if (status_of(frame + HEADER, count - HEADER) != 0) wrong++;
    ++*(uint64_t *)context;
}

static void open_streams(int descriptor, int streams) {
    uint8_t request[256];
    for (int i = 0; i < streams; i++) {
        size_t length = put_call(request, 2 * (uint32_t)i + 1, 1, SERVICE, METHOD, NULL, 0, 0);
        struct pollfd poller = {.fd = descriptor, .events = POLLOUT};
        while (send(descriptor, request, length, MSG_NOSIGNAL) < 0)
            if (errno != EAGAIN || poll(&poller, 1, 10000) <= 0) fail("write");
    }
}

/* Makes a user, and waits until all have seen it. */
static void make_user(int descriptor, int poller, uint32_t number, uint64_t wanted) {
    static struct answers answers;
    struct epoll_event ready[256];
    uint8_t request[256];
    uint64_t answered = 0;
    size_t length = put_write(request, 2 * number + 1, "watched");
    if (write(descriptor, request, length) != (ssize_t)length) fail("write");
    while (seen < wanted || answered == 0) {
        int count = epoll_wait(poller, ready, 256, 20000);
        if (count <= 0) fail("a watcher does not see an event");
        for (int i = 0; i < count; i++) {
            struct watcher *watcher = ready[i].data.ptr;
            int alive = watcher
                ? read_answers(watcher->descriptor, watcher->answers, take_event, watcher)
                : read_answers(descriptor, &answers, take_any, &answered);
            if (!alive) fail("a connection has ended");
        }
    }
}

int main(int argc, char **argv) {
    static struct latencies latencies;
    struct rlimit files;
    if (argc != 5) {
        fprintf(stderr, "usage: watch SOCKET CONNECTIONS STREAMS EVENTS\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    int connections = atoi(argv[2]), streams = atoi(argv[3]), events = atoi(argv[4]);
    int poller = epoll_create1(0), unread = opened(argv[1]), writer = opened(argv[1]);
    struct epoll_event interest = {.events = EPOLLIN};
    epoll_ctl(poller, EPOLL_CTL_ADD, writer, &interest);
    struct watcher *watchers = calloc((size_t)connections, sizeof *watchers);
    for (int i = 0; i < connections; i++) {
        watchers[i].descriptor = opened(argv[1]);
        watchers[i].answers = malloc(sizeof(struct answers));
        watchers[i].answers->count = 0;
        watchers[i].positions = calloc((size_t)streams, sizeof(uint64_t));
        open_streams(watchers[i].descriptor, streams);
        interest.data.ptr = &watchers[i];
        epoll_ctl(poller, EPOLL_CTL_ADD, watchers[i].descriptor, &interest);
    }
    open_streams(unread, streams);
    uint64_t watching = (uint64_t)connections * (uint64_t)streams;
    for (int i = 0; i < events; i++) {
        uint64_t begun = now_ns();
        make_user(writer, poller, (uint32_t)i, watching * (uint64_t)(i + 1));
        note_latency(&latencies, now_ns() - begun);
    }
    printf("{\"watchers\":%llu,\"seen\":%llu,\"wrong\":%llu,\"p50_us\":%.0f,\"p99_us\":%.0f}\n",
           (unsigned long long)watching, (unsigned long long)seen, (unsigned long long)wrong,
           latency_us(&latencies, 0.5), latency_us(&latencies, 0.99));
    return wrong > 0;
}
