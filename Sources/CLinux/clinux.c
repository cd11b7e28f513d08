#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

_Static_assert(CLINUX_READABLE == EPOLLIN && CLINUX_WRITABLE == EPOLLOUT, "epoll's own bits");
_Static_assert(CLINUX_ERROR == EPOLLERR && CLINUX_HANGUP == EPOLLHUP, "epoll's own bits");
_Static_assert(CLINUX_PEER_CLOSED == EPOLLRDHUP, "epoll's own bits");

static int answer(int result) { return result < 0 ? -errno : result; }

int clinux_epoll_create(void) { return answer(epoll_create1(EPOLL_CLOEXEC)); }

static int control(int epoll, int op, int fd, uint32_t events, uint64_t token)
{
    struct epoll_event event = {.events = events, .data.u64 = token};
    return answer(epoll_ctl(epoll, op, fd, &event));
}

int clinux_epoll_add(int epoll, int fd, uint32_t events, uint64_t token)
{
    return control(epoll, EPOLL_CTL_ADD, fd, events, token);
}

int clinux_epoll_change(int epoll, int fd, uint32_t events, uint64_t token)
{
    return control(epoll, EPOLL_CTL_MOD, fd, events, token);
}

int clinux_epoll_remove(int epoll, int fd) { return control(epoll, EPOLL_CTL_DEL, fd, 0, 0); }

int clinux_epoll_wait(int epoll, clinux_event *events, int capacity, int64_t timeout_ns)
{
    struct epoll_event raw[256];
    if (capacity > 256) capacity = 256;
    int count;
    if (timeout_ns <= 0) {
        count = epoll_wait(epoll, raw, capacity, timeout_ns < 0 ? -1 : 0);
    } else {
        struct timespec timeout = {timeout_ns / 1000000000, timeout_ns % 1000000000};
        count = epoll_pwait2(epoll, raw, capacity, &timeout, NULL);
        if (count < 0 && errno == ENOSYS) { /* before Linux 5.11: milliseconds, rounded up */
            int64_t ms = (timeout_ns + 999999) / 1000000;
            count = epoll_wait(epoll, raw, capacity, ms > 60000 ? 60000 : (int)ms);
        }
    }
    if (count < 0) return errno == EINTR ? 0 : -errno;
    for (int i = 0; i < count; i++) {
        events[i].token = raw[i].data.u64;
        events[i].events = raw[i].events;
    }
    return count;
}

int clinux_eventfd(void) { return answer(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)); }

void clinux_eventfd_signal(int fd)
{
    uint64_t one = 1;
    ssize_t ignored = write(fd, &one, sizeof one); /* EAGAIN: it is awake already */
    (void)ignored;
}

void clinux_eventfd_clear(int fd)
{
    uint64_t value;
    ssize_t ignored = read(fd, &value, sizeof value);
    (void)ignored;
}

static int unix_address(const char *path, struct sockaddr_un *address)
{
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    if (strlen(path) >= sizeof address->sun_path) return -ENAMETOOLONG;
    strcpy(address->sun_path, path);
    return 0;
}

static int fail(int fd)
{
    int error = errno;
    close(fd);
    return -error;
}

int clinux_unix_listen(const char *path, uint32_t mode, int backlog)
{
    struct sockaddr_un address;
    int bad = unix_address(path, &address);
    if (bad < 0) return bad;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -errno;
    /* Bound closed to everyone, opened by chmod, and only then listening. */
    mode_t old = umask(0777);
    int bound = bind(fd, (struct sockaddr *)&address, sizeof address);
    int bind_error = errno;
    umask(old);
    errno = bind_error;
    if (bound < 0) return fail(fd);
    if (chmod(path, mode) < 0 || listen(fd, backlog) < 0) return fail(fd);
    return fd;
}

int clinux_unix_connect(const char *path)
{
    struct sockaddr_un address;
    int bad = unix_address(path, &address);
    if (bad < 0) return bad;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return -errno;
    int connected;
    do {
        connected = connect(fd, (struct sockaddr *)&address, sizeof address);
    } while (connected < 0 && errno == EINTR);
    if (connected < 0) return fail(fd);
    if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0) return fail(fd);
    return fd;
}

int clinux_is_socket(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 && S_ISSOCK(status.st_mode);
}

int clinux_accept(int listener)
{
    return answer(accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC));
}

int clinux_peer_of(int fd, clinux_peer *peer)
{
    struct ucred credentials;
    socklen_t size = sizeof credentials;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &size) < 0) return -errno;
    peer->uid = credentials.uid;
    peer->gid = credentials.gid;
    peer->pid = credentials.pid;
    return 0;
}

int64_t clinux_read(int fd, void *buffer, size_t count)
{
    ssize_t result;
    do {
        result = read(fd, buffer, count);
    } while (result < 0 && errno == EINTR);
    return result < 0 ? -errno : result;
}

int64_t clinux_send(int fd, const void *buffer, size_t count)
{
    ssize_t result;
    do {
        result = send(fd, buffer, count, MSG_NOSIGNAL);
    } while (result < 0 && errno == EINTR);
    return result < 0 ? -errno : result;
}

int clinux_shutdown_write(int fd) { return answer(shutdown(fd, SHUT_WR)); }

void clinux_close(int fd) { close(fd); }

int clinux_lock_file(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return -errno;
    if (flock(fd, LOCK_EX | LOCK_NB) < 0) return fail(fd);
    return fd;
}

static int signal_writer = -1;

static void on_signal(int number)
{
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    ssize_t ignored = write(signal_writer, &byte, 1);
    (void)ignored;
    errno = saved;
}

int clinux_signal_pipe(const int *signals, int count)
{
    int ends[2];
    if (pipe2(ends, O_NONBLOCK | O_CLOEXEC) < 0) return -errno;
    signal_writer = ends[1];
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    /* A parent may have started us with them blocked, and then they would wait for ever. */
    sigset_t wanted;
    sigemptyset(&wanted);
    for (int i = 0; i < count; i++) {
        if (sigaction(signals[i], &action, NULL) < 0) return -errno;
        sigaddset(&wanted, signals[i]);
    }
    if (sigprocmask(SIG_UNBLOCK, &wanted, NULL) < 0) return -errno;
    return ends[0];
}

int clinux_wait_signal(int pipe, int64_t timeout_ns)
{
    struct pollfd wanted = {.fd = pipe, .events = POLLIN};
    struct timespec timeout = {timeout_ns / 1000000000, timeout_ns % 1000000000};
    unsigned char number;
    if (ppoll(&wanted, 1, timeout_ns < 0 ? NULL : &timeout, NULL) <= 0) return 0;
    return read(pipe, &number, 1) == 1 ? number : 0;
}

uint32_t clinux_own_uid(void) { return geteuid(); }

void clinux_raise(int signal) { kill(getpid(), signal); }

void clinux_ignore_sigpipe(void) { signal(SIGPIPE, SIG_IGN); }

void clinux_name_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

int64_t clinux_raise_open_files(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return -errno;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) < 0) return -errno;
    return (int64_t)limit.rlim_cur;
}

uint64_t clinux_monotonic_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

int64_t clinux_realtime_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
