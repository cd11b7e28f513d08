#define _GNU_SOURCE
#include "clinux_control.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static int fail(int fd)
{
    int error = errno;
    close(fd);
    return -error;
}

/* Names the file by way of its folder's descriptor, which is short whatever the folder's path. */
static int address_in(const char *folder, const char *name, struct sockaddr_un *address)
{
    int fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return -errno;
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    size_t capacity = sizeof address->sun_path;
    int length = snprintf(address->sun_path, capacity, "/proc/self/fd/%d/%s", fd, name);
    if (length < 0 || (size_t)length >= capacity) {
        errno = ENAMETOOLONG;
        return fail(fd);
    }
    return fd;
}

int clinux_control_listen(const char *folder, const char *name)
{
    struct sockaddr_un address;
    int at = address_in(folder, name, &address);
    if (at < 0) return at;
    int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return fail(at);
    mode_t old = umask(0177);
    int bound = bind(fd, (struct sockaddr *)&address, sizeof address);
    int error = errno;
    umask(old);
    close(at);
    errno = error;
    if (bound < 0 || listen(fd, 16) < 0) return fail(fd);
    return fd;
}

int clinux_control_connect(const char *folder, const char *name)
{
    struct sockaddr_un address;
    int at = address_in(folder, name, &address);
    if (at < 0) return at;
    int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return fail(at);
    int connected = connect(fd, (struct sockaddr *)&address, sizeof address);
    int error = errno;
    close(at);
    errno = error;
    return connected < 0 ? fail(fd) : fd;
}

static int wait_for(int fd, short events, int64_t timeout_ns)
{
    struct pollfd wanted = {.fd = fd, .events = events};
    struct timespec timeout = {timeout_ns / 1000000000, timeout_ns % 1000000000};
    int ready = ppoll(&wanted, 1, &timeout, NULL);
    if (ready < 0 && errno != EINTR) return -errno;
    return ready == 0 ? -ETIMEDOUT : 0;
}

int clinux_control_send(int socket, const void *bytes, size_t count, int fd, int64_t timeout_ns)
{
    union {
        char room[CMSG_SPACE(sizeof(int))];
        struct cmsghdr aligned;
    } control;
    memset(&control, 0, sizeof control);
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = count};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (fd >= 0) {
        message.msg_control = control.room;
        message.msg_controllen = sizeof control.room;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(header), &fd, sizeof fd);
    }
    for (;;) {
        if (sendmsg(socket, &message, MSG_NOSIGNAL) >= 0) return 0;
        if (errno == EINTR) continue;
        if (errno != EAGAIN) return -errno;
        int waited = wait_for(socket, POLLOUT, timeout_ns);
        if (waited < 0) return waited;
    }
}

int64_t clinux_control_receive(int socket, void *bytes, size_t capacity, int *fd,
                               int64_t timeout_ns)
{
    union {
        char room[CMSG_SPACE(sizeof(int))];
        struct cmsghdr aligned;
    } control;
    struct iovec part = {.iov_base = bytes, .iov_len = capacity};
    *fd = -1;
    for (;;) {
        struct msghdr message = {
            .msg_iov = &part,
            .msg_iovlen = 1,
            .msg_control = control.room,
            .msg_controllen = sizeof control.room,
        };
        ssize_t count = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
        if (count < 0) {
            if (errno == EINTR) continue;
            if (errno != EAGAIN) return -errno;
            int waited = wait_for(socket, POLLIN, timeout_ns);
            if (waited < 0) return waited;
            continue;
        }
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS)
            memcpy(fd, CMSG_DATA(header), sizeof *fd);
        return count;
    }
}

int clinux_unlink_in(const char *folder, const char *name)
{
    int at = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (at < 0) return -errno;
    if (unlinkat(at, name, 0) < 0) return fail(at);
    close(at);
    return 0;
}
