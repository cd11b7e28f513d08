/* Writes of 64 users' numbers on 4 connections, in a store that has none of them yet; prints JSON.
 *   overload capacity SOCKET SECONDS        64 in flight on each: what can be done in a second
 *   overload flood SOCKET SECONDS RATE      so many a second, whatever is answered: what is done of
 *                                           them, how soon the rest is refused, and how long after
 *                                           the last of them a write takes as long as before */
#include "wire.h"

#include <signal.h>

enum { CONNECTIONS = 4, USERS = 64, IN_FLIGHT = 64, EXHAUSTED = 8 };

static const char *SERVICE = "rollcall.v1.Directory";

struct caller {
    int descriptor;
    struct answers answers;
    uint64_t *begun; /* of each call, by its number */
    uint64_t room;
    uint32_t asked, answered;
    uint8_t rest[256]; /* of a call that was cut in two */
    size_t rest_count, rest_sent;
};

static struct caller callers[CONNECTIONS];
static struct latencies done, refused;
static uint64_t wrong;

static void take(void *context, const uint8_t *frame, size_t count) {
    struct caller *caller = context;
    uint64_t took = now_ns() - caller->begun[get32(frame + 4) / 2];
    int status = status_of(frame + HEADER, count - HEADER);
    caller->answered++;
    if (status == 0) note_latency(&done, took);
    else if (status == EXHAUSTED) note_latency(&refused, took);
    else wrong++;
}

static int flushed(struct caller *caller) {
    size_t left = caller->rest_count - caller->rest_sent;
    ssize_t sent = send(caller->descriptor, caller->rest + caller->rest_sent, left, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) fail("send");
    if (sent > 0) caller->rest_sent += (size_t)sent;
    return caller->rest_sent == caller->rest_count;
}

/* One more call, unless the one before has not left yet. */
static int ask(struct caller *caller) {
    uint8_t payload[128];
    char text[64];
    if (!flushed(caller)) return 0;
    uint32_t number = caller->asked++;
    if (number >= caller->room) {
        caller->room = caller->room ? 2 * caller->room : 1 << 16;
        caller->begun = realloc(caller->begun, caller->room * sizeof *caller->begun);
    }
    int length = snprintf(text, sizeof text, "u-%u", number % USERS);
    size_t count = put_field(payload, 1, text, (size_t)length);
    length = snprintf(text, sizeof text, "+1555%07u", number % 10000000);
    count += put_field(payload + count, 2, text, (size_t)length);
    caller->rest_count = put_request(caller->rest, 2 * number + 1, SERVICE, "UpdatePhoneNumber",
                                     payload, count);
    caller->rest_sent = 0;
    caller->begun[number] = now_ns();
    return flushed(caller);
}

static void read_all(int milliseconds) {
    struct pollfd pollers[CONNECTIONS];
    for (int i = 0; i < CONNECTIONS; i++)
        pollers[i] = (struct pollfd){.fd = callers[i].descriptor, .events = POLLIN};
    if (poll(pollers, CONNECTIONS, milliseconds) <= 0) return;
    for (int i = 0; i < CONNECTIONS; i++)
        if (pollers[i].revents &&
            !read_answers(callers[i].descriptor, &callers[i].answers, take, &callers[i]))
            fail("a connection has ended");
}

static uint64_t in_flight(void) {
    uint64_t count = 0;
    for (int i = 0; i < CONNECTIONS; i++) count += callers[i].asked - callers[i].answered;
    return count;
}

static void make_users(void) {
    uint8_t payload[128], request[256];
    char text[64];
    uint64_t made = 0;
    struct caller *caller = &callers[0];
    caller->begun = calloc(1 << 16, sizeof *caller->begun);
    caller->room = 1 << 16;
    for (; made < USERS; made++) {
        int length = snprintf(text, sizeof text, "u%u@example.com", (unsigned)made);
        size_t count = put_field(payload, 1, text, (size_t)length);
        length = snprintf(text, sizeof text, "u-%u", (unsigned)made);
        count += put_field(payload + count, 2, text, (size_t)length);
        size_t size = put_request(request, 2 * caller->asked++ + 1, SERVICE, "FindOrCreateUser",
                                  payload, count);
        if (write(caller->descriptor, request, size) != (ssize_t)size) fail("write");
        while (in_flight() > 0) read_all(1000);
    }
    memset(&done, 0, sizeof done);
}

/* The median time of a write with nothing else about. */
static uint64_t lone_write(int times) {
    struct latencies before = done;
    memset(&done, 0, sizeof done);
    for (int i = 0; i < times; i++) {
        while (!ask(&callers[0])) {}
        while (in_flight() > 0) read_all(1000);
    }
    uint64_t median = (uint64_t)(latency_us(&done, 0.5) * 1000);
    done = before;
    return median;
}

static int capacity(double seconds) {
    uint64_t begun = now_ns();
    while ((double)(now_ns() - begun) < seconds * 1e9) {
        for (int i = 0; i < CONNECTIONS; i++)
            while (callers[i].asked - callers[i].answered < IN_FLIGHT && ask(&callers[i])) {}
        read_all(100);
    }
    double rate = (double)done.total * 1e9 / (double)(now_ns() - begun);
    while (in_flight() > 0) read_all(1000);
    printf("{\"rate\":%.0f,\"wrong\":%llu}\n", rate, (unsigned long long)wrong);
    return wrong > 0;
}

static int flood(double seconds, double rate) {
    uint64_t lone = lone_write(101), begun = now_ns(), asked = 0;
    while ((double)(now_ns() - begun) < seconds * 1e9) {
        uint64_t due = (uint64_t)((double)(now_ns() - begun) * rate / 1e9);
        for (; asked < due && ask(&callers[asked % CONNECTIONS]); asked++) {}
        read_all(0);
    }
    double took = (double)(now_ns() - begun) / 1e9;
    uint64_t good = done.total, stopped = now_ns();
    /* Until five in a row take no longer than twice what they did. */
    double back = -1;
    for (int row = 0; row < 5 && now_ns() - stopped < 30000000000;) {
        uint64_t one = now_ns();
        if (lone_write(1) <= 2 * lone) {
            if (row++ == 0) back = (double)(one - stopped) / 1e6;
        } else {
            row = 0;
        }
    }
    printf("{\"asked\":%llu,\"rate\":%.0f,\"good_rate\":%.0f,\"refused\":%llu,\"wrong\":%llu,"
           "\"refused_p50_us\":%.0f,\"refused_p99_us\":%.0f,\"back_ms\":%.1f}\n",
           (unsigned long long)asked, (double)asked / took, (double)good / took,
           (unsigned long long)refused.total, (unsigned long long)wrong,
           latency_us(&refused, 0.5), latency_us(&refused, 0.99), back);
    return wrong > 0;
}

int main(int argc, char **argv) {
    signal(SIGPIPE, SIG_IGN);
    int floods = argc == 5 && !strcmp(argv[1], "flood");
    if (!floods && (argc != 4 || strcmp(argv[1], "capacity"))) {
        fprintf(stderr, "usage: overload capacity SOCKET SECONDS | flood SOCKET SECONDS RATE\n");
        return 2;
    }
    for (int i = 0; i < CONNECTIONS; i++)
        if ((callers[i].descriptor = connect_to(argv[2])) < 0)
            fail("the daemon takes no connection");
    make_users();
    return floods ? flood(atof(argv[3]), atof(argv[4])) : capacity(atof(argv[3]));
}
