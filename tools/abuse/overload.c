/* Writes of users' numbers on 4 connections; prints JSON.
 *   overload fill SOCKET USERS              makes the users
 *   overload capacity SOCKET USERS SECONDS  64 in flight on each: what can be done in a second
 *   overload flood SOCKET USERS SECONDS RATE
 *                                           so many a second, whatever is answered: what is done of
 *                                           them, how soon the rest is refused, and how long after
 *                                           the last of them a write takes as long as before
 * What falls due in 200 µs is sent together, as an event loop does. In between it sleeps, unless
 * there is something to read: the daemon needs the processors. */
#include "wire.h"

#include <signal.h>

enum { CONNECTIONS = 4, IN_FLIGHT = 64, EXHAUSTED = 8, TURN_NS = 200000 };

static const char *SERVICE = "rollcall.v1.Directory";

struct caller {
    int descriptor;
    struct answers answers;
    uint64_t *begun; /* of each call, by its number */
    uint64_t room;
    uint32_t asked, answered;
    uint8_t unsent[1 << 16];
    size_t unsent_count;
};

static struct caller callers[CONNECTIONS];
static struct latencies done, refused;
static uint64_t wrong, seed;
static uint32_t users;

static void take(void *context, const uint8_t *frame, size_t count) {
    struct caller *caller = context;
    uint64_t took = now_ns() - caller->begun[get32(frame + 4) / 2];
    int status = status_of(frame + HEADER, count - HEADER);
    caller->answered++;
    if (status == 0) note_latency(&done, took);
    else if (status == EXHAUSTED) note_latency(&refused, took);
    else wrong++;
}

/* Sends what the kernel takes. */
static void flush(struct caller *caller) {
    if (caller->unsent_count == 0) return;
    ssize_t sent = send(caller->descriptor, caller->unsent, caller->unsent_count, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) fail("send");
    if (sent <= 0) return;
    caller->unsent_count -= (size_t)sent;
    memmove(caller->unsent, caller->unsent + sent, caller->unsent_count);
}

/* One more call, for the next flush, if there is room. */
static int ask(struct caller *caller, const char *method, const uint8_t *payload, size_t count) {
    if (sizeof caller->unsent - caller->unsent_count < 256) return 0;
    uint32_t number = caller->asked++;
    if (number >= caller->room) {
        caller->room = caller->room ? 2 * caller->room : 1 << 16;
        caller->begun = realloc(caller->begun, caller->room * sizeof *caller->begun);
    }
    caller->unsent_count += put_request(caller->unsent + caller->unsent_count, 2 * number + 1,
                                        SERVICE, method, payload, count);
    caller->begun[number] = now_ns();
    return 1;
}

/* A new number for one of the users. */
static int ask_update(struct caller *caller) {
    uint8_t payload[128];
    char text[64];
    int length = snprintf(text, sizeof text, "u-%u", below(&seed, users));
    size_t count = put_field(payload, 1, text, (size_t)length);
    length = snprintf(text, sizeof text, "+1555%07u", below(&seed, 10000000));
    count += put_field(payload + count, 2, text, (size_t)length);
    return ask(caller, "UpdatePhoneNumber", payload, count);
}

static int ask_user(struct caller *caller, uint32_t number) {
    uint8_t payload[128];
    char text[64];
    int length = snprintf(text, sizeof text, "u%u@example.com", number);
    size_t count = put_field(payload, 1, text, (size_t)length);
    length = snprintf(text, sizeof text, "u-%u", number);
    count += put_field(payload + count, 2, text, (size_t)length);
    return ask(caller, "FindOrCreateUser", payload, count);
}

/* Sends what is to be sent, and reads what has come, within so long. */
static void exchange(uint64_t wait_ns) {
    struct pollfd pollers[CONNECTIONS];
    struct timespec wait = {(time_t)(wait_ns / 1000000000), (long)(wait_ns % 1000000000)};
    for (int i = 0; i < CONNECTIONS; i++) {
        flush(&callers[i]);
        short events = callers[i].unsent_count > 0 ? POLLIN | POLLOUT : POLLIN;
        pollers[i] = (struct pollfd){.fd = callers[i].descriptor, .events = events};
    }
    if (ppoll(pollers, CONNECTIONS, &wait, NULL) <= 0) return;
    for (int i = 0; i < CONNECTIONS; i++)
        if (pollers[i].revents & ~POLLOUT &&
            !read_answers(callers[i].descriptor, &callers[i].answers, take, &callers[i]))
            fail("a connection has ended");
}

static uint64_t in_flight(void) {
    uint64_t count = 0;
    for (int i = 0; i < CONNECTIONS; i++) count += callers[i].asked - callers[i].answered;
    return count;
}

static void settle(void) {
    while (in_flight() > 0) exchange(1000000000);
}

static int fill(void) {
    for (uint32_t made = 0; made < users;) {
        while (made < users && in_flight() < CONNECTIONS * IN_FLIGHT)
            made += (uint32_t)ask_user(&callers[made % CONNECTIONS], made);
        exchange(100000000);
    }
    settle();
    printf("{\"users\":%u,\"wrong\":%llu}\n", users, (unsigned long long)wrong);
    return wrong > 0;
}

/* The median time of a write with nothing else about. */
static uint64_t lone_write(int times) {
    struct latencies before = done;
    memset(&done, 0, sizeof done);
    for (int i = 0; i < times; i++) {
        while (!ask_update(&callers[0])) {}
        settle();
    }
    uint64_t median = (uint64_t)(latency_us(&done, 0.5) * 1000);
    done = before;
    return median;
}

static int capacity(double seconds) {
    uint64_t begun = now_ns();
    while ((double)(now_ns() - begun) < seconds * 1e9) {
        for (int i = 0; i < CONNECTIONS; i++)
            while (callers[i].asked - callers[i].answered < IN_FLIGHT && ask_update(&callers[i])) {}
        exchange(100000000);
    }
    double rate = (double)done.total * 1e9 / (double)(now_ns() - begun);
    settle();
    printf("{\"rate\":%.0f,\"wrong\":%llu}\n", rate, (unsigned long long)wrong);
    return wrong > 0;
}

static int flood(double seconds, double rate) {
    uint64_t lone = lone_write(101), begun = now_ns(), asked = 0;
    while ((double)(now_ns() - begun) < seconds * 1e9) {
        uint64_t due = (uint64_t)((double)(now_ns() - begun) * rate / 1e9);
        for (; asked < due && ask_update(&callers[asked % CONNECTIONS]); asked++) {}
        exchange(TURN_NS);
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
    static const struct { const char *name; int count; } forms[] = {
        {"fill", 4}, {"capacity", 5}, {"flood", 6}};
    signal(SIGPIPE, SIG_IGN);
    be_prompt();
    /* Another sequence each time: a number that its user has already costs no write. */
    seed = now_ns();
    int form = -1;
    for (int i = 0; i < 3; i++)
        if (argc == forms[i].count && !strcmp(argv[1], forms[i].name)) form = i;
    if (form < 0) {
        fprintf(stderr, "usage: overload fill SOCKET USERS | capacity SOCKET USERS SECONDS |"
                        " flood SOCKET USERS SECONDS RATE\n");
        return 2;
    }
    for (int i = 0; i < CONNECTIONS; i++)
        if ((callers[i].descriptor = connect_to(argv[2])) < 0)
            fail("the daemon takes no connection");
    users = (uint32_t)atoi(argv[3]);
    if (form == 0) return fill();
    return form == 1 ? capacity(atof(argv[4])) : flood(atof(argv[4]), atof(argv[5]));
}
