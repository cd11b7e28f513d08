/* Clients of HTTP that never finish asking, until standard input ends.
 *   loris HOST PORT N
 * N connections send one byte of a request's head a second. One that is cut off comes again.
 * "ready" says that all are there; at the end one line of JSON says how often they were cut off. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const char begin[] = "GET /users/by-phone?phoneNumber=1 HTTP/1.1\r\nHost: a\r\nX-Slow: ";
static struct sockaddr_in server;
static long cut_off, refused;

struct peer {
    int fd;
    size_t sent;
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

static void come(struct peer *peer) {
    peer->sent = 0;
    peer->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (peer->fd < 0 || connect(peer->fd, (struct sockaddr *)&server, sizeof server) != 0) {
        if (peer->fd >= 0) close(peer->fd);
        peer->fd = -1;
        refused += 1;
        return;
    }
    fcntl(peer->fd, F_SETFL, O_NONBLOCK);
}

/* One byte; a peer that was cut off comes again. */
static void act(struct peer *peer) {
    char byte = peer->sent < sizeof begin - 1 ? begin[peer->sent] : 'a';
    char answer[512];
    if (peer->fd < 0) return come(peer);
    ssize_t got = recv(peer->fd, answer, sizeof answer, 0);
    int is_over = got == 0 || (got < 0 && errno != EAGAIN);
    if (is_over || send(peer->fd, &byte, 1, MSG_NOSIGNAL) != 1) {
        close(peer->fd);
        cut_off += 1;
        return come(peer);
    }
    peer->sent += 1;
}

int main(int argc, char **argv) {
    int count = argc == 4 ? atoi(argv[3]) : 0;
    struct peer *peers = calloc(count > 0 ? count : 1, sizeof *peers);
    server.sin_family = AF_INET;
    if (count < 1 || !peers || inet_pton(AF_INET, argv[1], &server.sin_addr) != 1) {
        fprintf(stderr, "usage: loris HOST PORT N\n");
        return 2;
    }
    server.sin_port = htons(atoi(argv[2]));
    for (int index = 0; index < count; index++) come(&peers[index]);
    if (refused) return fprintf(stderr, "loris: %ld connections refused\n", refused), 1;
    puts("ready");
    fflush(stdout);
    struct pollfd input = {0, POLLIN, 0};
    double start = now();
    for (long turn = 0;; turn++) {
        double wait = start + turn / (double)count - now();
        if (poll(&input, 1, wait > 0.001 ? (int)(wait * 1000) : 0) > 0) break;
        act(&peers[turn % count]);
    }
    printf("{\"cut_off\": %ld, \"refused\": %ld}\n", cut_off, refused);
    return 0;
}
