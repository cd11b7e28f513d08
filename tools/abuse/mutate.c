/* mutate SOCKET SEEDS FRAMES SEED: valid calls of every method, mutated, on connections that are
 * opened again when the daemon has closed them. Meanwhile a healthy connection asks for one user
 * and holds every answer against the first. Prints JSON; ends with 1 when an answer differed. */
#include "wire.h"

#include <dirent.h>
#include <pthread.h>
#include <stdatomic.h>

#define CONNECTIONS 16
#define LARGEST 4096

struct seed {
    uint8_t bytes[LARGEST];
    size_t count;
    uint32_t weight;
};

static struct seed seeds[256];
static int seed_count;
static uint32_t weights;
static atomic_int ended;

struct health {
    const char *path;
    uint64_t calls, wrong, lost;
    struct latencies latencies;
};

/* Scans are few and writes fewer than look-ups, as they are in life. */
static uint32_t weight_of(const char *name) {
    static const char *slow[] = {"VerifyStore", "CreateBackup", "ExportUsers"};
    static const char *writes[] = {"FindOrCreate", "UpdatePhone", "ExportPhone", "Erase", "Create",
                                   "SetMembership", "Issue", "Revoke", "Import", "ListOrg",
                                   "ListAPIKeys"};
    for (size_t i = 0; i < sizeof slow / sizeof *slow; i++)
        if (strstr(name, slow[i])) return 1;
    for (size_t i = 0; i < sizeof writes / sizeof *writes; i++)
        if (strstr(name, writes[i])) return 200;
    return 10000;
}

static void load_seeds(const char *folder) {
    DIR *directory = opendir(folder);
    if (!directory) fail(folder);
    for (struct dirent *entry; (entry = readdir(directory)) && seed_count < 256;) {
        char path[4096];
        if (entry->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        FILE *file = fopen(path, "rb");
        if (!file) fail(path);
        struct seed *seed = &seeds[seed_count++];
        seed->count = fread(seed->bytes, 1, LARGEST, file);
        seed->weight = weight_of(entry->d_name);
        weights += seed->weight;
        fclose(file);
    }
    closedir(directory);
    if (seed_count == 0) {
        fprintf(stderr, "%s: no seeds\n", folder);
        exit(1);
    }
}

static const struct seed *pick(uint64_t *random) {
    uint32_t at = below(random, weights);
    for (int i = 0; i < seed_count; i++) {
        if (at < seeds[i].weight) return &seeds[i];
        at -= seeds[i].weight;
    }
    return &seeds[0];
}

/* Sets the stream of each frame in `bytes`. */
static void set_stream(uint8_t *bytes, size_t count, uint32_t id) {
    for (size_t at = 0; at + HEADER <= count; at += HEADER + get32(bytes + at))
        put32(bytes + at + 4, id);
}

static size_t change_message(uint8_t *bytes, size_t count, uint64_t *random) {
    size_t room = LARGEST - count;
    size_t at = HEADER + below(random, (uint32_t)(count - HEADER + 1));
    size_t some = 1 + below(random, 24);
    switch (below(random, 4)) {
    case 0: /* cut out */
        if (some > count - at) some = count - at;
        memmove(bytes + at, bytes + at + some, count - at - some);
        count -= some;
        break;
    case 1: /* put in */
        if (some > room) some = room;
        memmove(bytes + at + some, bytes + at, count - at);
        for (size_t i = 0; i < some; i++) bytes[at + i] = (uint8_t)next_random(random);
        count += some;
        break;
    case 2: /* repeat */
        if (some > count - at) some = count - at;
        if (some > room) some = room;
        memmove(bytes + at + some, bytes + at, count - at);
        count += some;
        break;
    default: /* end early */
        count = at;
    }
    put32(bytes, (uint32_t)(count - HEADER));
    return count;
}

/* One seed, changed; gives its length. */
static size_t mutate(uint8_t *bytes, uint32_t id, uint64_t *random) {
    const struct seed *seed = pick(random);
    size_t count = seed->count;
    memcpy(bytes, seed->bytes, count);
    set_stream(bytes, count, id);
    switch (below(random, 16)) {
    case 0: break;
    case 1: case 2: case 3: case 4: /* bits of all but the length */
        for (uint32_t i = 0, n = 1 + below(random, 8); i < n; i++)
            bytes[4 + below(random, (uint32_t)count - 4)] ^= (uint8_t)(1u << below(random, 8));
        break;
    case 5: case 6: /* a length, seldom: frames behind it are lost by it, or the connection */
        switch (below(random, 256)) {
        case 0: put32(bytes, (get32(bytes) + below(random, 65) - 32) & 0xffff); break;
        case 1: put32(bytes, (uint32_t)next_random(random) >> 6); break;
        case 2: case 3: put32(bytes, 0); break;
        default: bytes[HEADER + below(random, (uint32_t)count - HEADER)] = 0xff;
        }
        break;
    case 7: bytes[8] = (uint8_t)next_random(random); break;
    case 8: bytes[9] = (uint8_t)next_random(random); break;
    case 9: put32(bytes + 4, (uint32_t)next_random(random)); break;
    case 10: put32(bytes + 4, id > 64 ? id - 2 * below(random, 32) : 0); break;
    case 11: /* garbage in the place of the message */
        for (size_t i = HEADER; i < count; i++) bytes[i] = (uint8_t)next_random(random);
        break;
    case 12: /* Data for a stream that may be open */
        bytes[8] = 3;
        bytes[9] = (uint8_t)below(random, 8);
        if (id > 64) put32(bytes + 4, id - 2 * below(random, 32));
        break;
    default: count = change_message(bytes, count, random);
    }
    return count;
}

static void *stay_healthy(void *context) {
    struct health *health = context;
    uint8_t request[256], first[4096], answer[4096];
    const char *email = "healthy@example.com";
    uint8_t key[64], payload[80];
    size_t key_count = put_field(key, 2, email, strlen(email));
    size_t payload_count = put_field(payload, 1, key, key_count);
    size_t known = 0;
    int descriptor = connect_to(health->path);
    uint8_t creation[64];
    size_t creation_count = put_field(creation, 1, email, strlen(email));
    size_t length = put_request(
        request, 1, "rollcall.v1.Directory", "FindOrCreateUser", creation, creation_count);
    struct pollfd created = {.fd = descriptor, .events = POLLIN};
    if (write(descriptor, request, length) != (ssize_t)length || poll(&created, 1, 10000) != 1 ||
        read(descriptor, answer, sizeof answer) <= HEADER ||
        status_of(answer + HEADER, get32(answer)) != 0) {
        health->lost++;
        return NULL;
    }
    for (uint32_t id = 3; !atomic_load(&ended); id += 2) {
        length = put_request(
            request, id, "rollcall.v1.Directory", "LookupUser", payload, payload_count);
        uint64_t begun = now_ns();
        size_t got = 0;
        struct pollfd poller = {.fd = descriptor, .events = POLLIN};
        if (descriptor < 0 || write(descriptor, request, length) != (ssize_t)length) got = SIZE_MAX;
        while (got != SIZE_MAX && (got < HEADER || got < HEADER + get32(answer))) {
            ssize_t more = poll(&poller, 1, 10000) > 0
                ? read(descriptor, answer + got, sizeof answer - got) : 0;
            got = more <= 0 ? SIZE_MAX : got + (size_t)more;
        }
        health->calls++;
        if (got == SIZE_MAX) {
            health->lost++;
            break;
        }
        note_latency(&health->latencies, now_ns() - begun);
        if (get32(answer + 4) != id) health->wrong++;
        put32(answer + 4, 0);
        if (known == 0) memcpy(first, answer, known = got);
        if (got != known || memcmp(first, answer, got) != 0) health->wrong++;
    }
    close(descriptor);
    return NULL;
}

struct peer {
    int descriptor;
    uint32_t id;
    uint8_t output[65536];
    size_t count, sent;
    uint64_t made; /* frames of the batch */
    uint32_t marker; /* the id of the call at its end; 0 once that is answered */
    uint64_t since;
    struct answers answers;
};

static uint64_t reopened, answered, frames;

static void take_answer(void *context, const uint8_t *frame, size_t count) {
    struct peer *peer = context;
    answered += count > 0;
    if (peer->marker == 0 || get32(frame + 4) != peer->marker) return;
    frames += peer->made;
    peer->marker = 0;
}

static void open_peer(struct peer *peer, const char *path) {
    if (peer->descriptor >= 0) close(peer->descriptor);
    peer->descriptor = connect_to(path);
    if (peer->descriptor < 0) fail("the daemon takes no connection");
    peer->id = 1;
    peer->count = peer->sent = peer->answers.count = 0;
    peer->marker = 0;
    reopened++;
}

/* Some frames, and a call behind them whose answer says that all were read. */
static void fill(struct peer *peer, uint64_t *random) {
    peer->count = peer->sent = peer->made = 0;
    while (peer->count < 16384) {
        peer->count += mutate(peer->output + peer->count, peer->id, random);
        peer->id += 2;
        peer->made++;
    }
    peer->marker = peer->id;
    peer->since = now_ns();
    peer->id += 2;
    peer->count += put_request(
        peer->output + peer->count, peer->marker, "grpc.health.v1.Health", "Check", NULL, 0);
}

/* Fills, sends and reads what it can. Frames that a mutated length has swallowed, or a connection
 * that was closed for one, are not counted. */
static void step(struct peer *peer, const char *path, uint64_t *random) {
    if (peer->marker == 0) {
        /* A connection lives for some ten thousand calls, with the streams that they opened. */
        if (peer->id > 40000) open_peer(peer, path);
        fill(peer, random);
    }
    ssize_t wrote = 0;
    if (peer->sent < peer->count)
        wrote = send(peer->descriptor, peer->output + peer->sent, peer->count - peer->sent,
                     MSG_NOSIGNAL);
    int lost = wrote < 0 && errno != EAGAIN;
    if (wrote > 0) peer->sent += (size_t)wrote;
    lost = lost || !read_answers(peer->descriptor, &peer->answers, take_answer, peer);
    if (lost || (peer->marker != 0 && now_ns() - peer->since > 250000000)) open_peer(peer, path);
}

int main(int argc, char **argv) {
    static struct peer peers[CONNECTIONS];
    static struct health health;
    if (argc != 5) {
        fprintf(stderr, "usage: mutate SOCKET SEEDS FRAMES SEED\n");
        return 2;
    }
    load_seeds(argv[2]);
    uint64_t wanted = strtoull(argv[3], NULL, 10), random = strtoull(argv[4], NULL, 10);
    health.path = argv[1];
    pthread_t thread;
    pthread_create(&thread, NULL, stay_healthy, &health);
    for (int i = 0; i < CONNECTIONS; i++) {
        peers[i].descriptor = -1;
        open_peer(&peers[i], argv[1]);
    }
    uint64_t begun = now_ns();
    while (frames < wanted)
        for (int i = 0; i < CONNECTIONS; i++) step(&peers[i], argv[1], &random);
    double seconds = (double)(now_ns() - begun) / 1e9;
    atomic_store(&ended, 1);
    pthread_join(thread, NULL);
    printf("{\"frames\":%llu,\"answered\":%llu,\"seconds\":%.1f,\"connections\":%llu,\"healthy\":{\"calls\":%llu,"
           "\"wrong\":%llu,\"lost\":%llu,\"p50_us\":%.0f,\"p99_us\":%.0f}}\n",
           (unsigned long long)frames, (unsigned long long)answered, seconds, (unsigned long long)reopened,
           (unsigned long long)health.calls, (unsigned long long)health.wrong,
           (unsigned long long)health.lost, latency_us(&health.latencies, 0.5),
           latency_us(&health.latencies, 0.99));
    return health.wrong + health.lost > 0;
}
