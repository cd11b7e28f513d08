#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
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

/* The length of the address, or -errno. */
static int unix_address(const char *path, struct sockaddr_un *address)
{
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    if (strlen(path) >= sizeof address->sun_path) return -ENAMETOOLONG;
    strcpy(address->sun_path, path);
    return sizeof *address;
}

/* The same, where '@' stands for the zero byte of an abstract name. */
static int any_address(const char *name, struct sockaddr_un *address)
{
    int size = unix_address(name, address);
    if (size < 0 || name[0] != '@') return size;
    address->sun_path[0] = 0;
    return (int)(offsetof(struct sockaddr_un, sun_path) + strlen(name));
}

static int fail(int fd)
{
    int error = errno;
    close(fd);
    return -error;
}

static int bind_closed(int type, const struct sockaddr_un *address, int size)
{
    int fd = socket(AF_UNIX, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -errno;
    /* The socket's own mode becomes the file's (unix(7)). umask() would do the same, and take the
       rights of whatever other threads make at that moment. */
    if (fchmod(fd, 0) < 0) return fail(fd);
    return bind(fd, (const struct sockaddr *)address, (socklen_t)size) < 0 ? fail(fd) : fd;
}

static int connect_to(int type, const struct sockaddr_un *address, int size)
{
    int fd = socket(AF_UNIX, type | SOCK_CLOEXEC, 0);
    if (fd < 0) return -errno;
    int connected;
    do {
        connected = connect(fd, (const struct sockaddr *)address, (socklen_t)size);
    } while (connected < 0 && errno == EINTR);
    if (connected < 0) return fail(fd);
    if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0) return fail(fd);
    return fd;
}

int clinux_unix_bind(const char *path)
{
    struct sockaddr_un address;
    int size = unix_address(path, &address);
    return size < 0 ? size : bind_closed(SOCK_STREAM, &address, size);
}

int clinux_listen(int fd, int backlog) { return answer(listen(fd, backlog)); }

int clinux_unix_connect(const char *path)
{
    struct sockaddr_un address;
    int size = any_address(path, &address);
    return size < 0 ? size : connect_to(SOCK_STREAM, &address, size);
}

int clinux_change_group(const char *path, uint32_t group)
{
    return answer(lchown(path, (uid_t)-1, group));
}

int clinux_change_mode(const char *path, uint32_t mode) { return answer(chmod(path, mode)); }

int64_t clinux_group_named(const char *name)
{
    char room[65536];
    struct group entry;
    struct group *found = NULL;
    int error = getgrnam_r(name, &entry, room, sizeof room, &found);
    if (found) return found->gr_gid;
    return error ? -error : -ENOENT;
}

int clinux_is_open_to_all(const char *folder)
{
    struct stat status;
    return stat(folder, &status) == 0 && (status.st_mode & (S_IWOTH | S_ISVTX)) == S_IWOTH;
}

static int option(int fd, int name)
{
    int value = 0;
    socklen_t size = sizeof value;
    return getsockopt(fd, SOL_SOCKET, name, &value, &size) < 0 ? -1 : value;
}

int clinux_is_unix_listener(int fd)
{
    return option(fd, SO_DOMAIN) == AF_UNIX && option(fd, SO_TYPE) == SOCK_STREAM &&
           option(fd, SO_ACCEPTCONN) == 1;
}

int clinux_adopt(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0) return -errno;
    return answer(fcntl(fd, F_SETFD, FD_CLOEXEC));
}

int clinux_socket_name(int fd, char *name, size_t capacity)
{
    struct sockaddr_un address;
    socklen_t size = sizeof address;
    memset(&address, 0, sizeof address);
    if (getsockname(fd, (struct sockaddr *)&address, &size) < 0) return -errno;
    size_t start = offsetof(struct sockaddr_un, sun_path);
    size_t length = size > start ? size - start : 0;
    if (length == 0) return 0;
    if (address.sun_path[0] == 0)
        address.sun_path[0] = '@';
    else
        length = strnlen(address.sun_path, length);
    if (length >= capacity) return -ENAMETOOLONG;
    memcpy(name, address.sun_path, length);
    name[length] = 0;
    return (int)length;
}

int clinux_notify(const char *to, const char *text)
{
    struct sockaddr_un address;
    int size = any_address(to, &address);
    if (size < 0) return size;
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return -errno;
    ssize_t sent;
    do {
        sent = sendto(fd, text, strlen(text), MSG_NOSIGNAL, (struct sockaddr *)&address,
                      (socklen_t)size);
    } while (sent < 0 && errno == EINTR);
    if (sent < 0) return fail(fd);
    close(fd);
    return 0;
}

int clinux_unset_environment(const char *name) { return answer(unsetenv(name)); }

int clinux_socket_pair(int *other)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) < 0) return -errno;
    *other = ends[1];
    return ends[0];
}

int clinux_tcp_connect(const char *host, const char *port)
{
    struct addrinfo wanted = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM}, *found;
    if (getaddrinfo(host, port, &wanted, &found) != 0) return -EADDRNOTAVAIL;
    int result = -EADDRNOTAVAIL;
    for (struct addrinfo *at = found; at != NULL && result < 0; at = at->ai_next) {
        int fd = socket(at->ai_family, at->ai_socktype | SOCK_CLOEXEC, at->ai_protocol);
        int one = 1;
        if (fd < 0) {
            result = -errno;
        } else if (connect(fd, at->ai_addr, at->ai_addrlen) < 0 ||
                   setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one) < 0 ||
                   fcntl(fd, F_SETFL, O_NONBLOCK) < 0) {
            result = fail(fd);
        } else {
            result = fd;
        }
    }
    freeaddrinfo(found);
    return result;
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

int clinux_wait_readable(int fd, int other, int64_t timeout_ns)
{
    struct pollfd wanted[2] = {{.fd = fd, .events = POLLIN}, {.fd = other, .events = POLLIN}};
    struct timespec timeout = {timeout_ns / 1000000000, timeout_ns % 1000000000};
    if (ppoll(wanted, 2, timeout_ns < 0 ? NULL : &timeout, NULL) <= 0) return 0;
    return (wanted[0].revents ? 1 : 0) | (wanted[1].revents ? 2 : 0);
}

int clinux_take_signal(int pipe)
{
    unsigned char number;
    return read(pipe, &number, 1) == 1 ? number : 0;
}

uint32_t clinux_own_uid(void) { return geteuid(); }

void clinux_raise(int signal) { kill(getpid(), signal); }

void clinux_ignore_sigpipe(void) { signal(SIGPIPE, SIG_IGN); }

void clinux_name_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

void clinux_precise_waits(void) { prctl(PR_SET_TIMERSLACK, 1000, 0, 0, 0); }

/* The first version of the kernel's struct sched_attr, which glibc has only since 2.41. */
struct scheduling {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime, deadline, period;
};

void clinux_short_turns(uint64_t ns)
{
    if (sched_getscheduler(0) != SCHED_OTHER) return;
    struct scheduling wanted = {
        .size = sizeof wanted, .policy = SCHED_OTHER, .nice = getpriority(PRIO_PROCESS, 0),
        .runtime = ns,
    };
    syscall(SYS_sched_setattr, 0, &wanted, 0);
}

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
