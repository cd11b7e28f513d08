/* The system calls that Glibc's Swift module does not have, or has only with unsafe shapes.
 * Every function answers what the call answers, or -errno. */
#ifndef ROLLCALL_CLINUX_H
#define ROLLCALL_CLINUX_H

#include <stdint.h>
#include <stddef.h>

typedef struct clinux_event {
    uint64_t token;   /* as given to clinux_epoll_add */
    uint32_t events;  /* CLINUX_READABLE and the rest */
} clinux_event;

enum {
    CLINUX_READABLE = 0x001,
    CLINUX_WRITABLE = 0x004,
    CLINUX_ERROR = 0x008,
    CLINUX_HANGUP = 0x010,
    CLINUX_PEER_CLOSED = 0x2000,
};

typedef struct clinux_peer {
    uint32_t uid;
    uint32_t gid;
    int32_t pid;
} clinux_peer;

int clinux_epoll_create(void);
int clinux_epoll_add(int epoll, int fd, uint32_t events, uint64_t token);
int clinux_epoll_change(int epoll, int fd, uint32_t events, uint64_t token);
int clinux_epoll_remove(int epoll, int fd);
/* timeout in nanoseconds; below 0 = none. EINTR answers 0 events. */
int clinux_epoll_wait(int epoll, clinux_event *events, int capacity, int64_t timeout_ns);

/* Not blocking, closed on exec. */
int clinux_eventfd(void);
/* Wakes whoever polls the eventfd. */
void clinux_eventfd_signal(int fd);
void clinux_eventfd_clear(int fd);

/* A Unix stream socket bound to path, not blocking; the path must not exist, and nobody may
 * connect to it before its mode is changed and it listens. */
int clinux_unix_bind(const char *path);
int clinux_listen(int fd, int backlog);
/* A connected Unix stream socket, not blocking once connected; '@' begins an abstract name. */
int clinux_unix_connect(const char *path);
int clinux_change_group(const char *path, uint32_t group);
int clinux_change_mode(const char *path, uint32_t mode);
/* The number of a group; -ENOENT when there is none of that name. */
int64_t clinux_group_named(const char *name);
/* Whether everyone may replace what others have in the folder: world-writable, and not sticky. */
int clinux_is_open_to_all(const char *folder);

/* Whether fd is a Unix stream socket that listens. */
int clinux_is_unix_listener(int fd);
/* Makes a descriptor from elsewhere as ours are: not blocking, closed on exec. */
int clinux_adopt(int fd);
/* The name a Unix socket is bound to, with '@' for an abstract one; answers its length. */
int clinux_socket_name(int fd, char *name, size_t capacity);
/* Two connected stream sockets, not blocking: the one answered, and other. */
int clinux_socket_pair(int *other);

/* Sends a datagram to a supervisor (sd_notify(3)); '@' begins an abstract name. */
int clinux_notify(const char *to, const char *text);
int clinux_unset_environment(const char *name);
/* A TCP connection without Nagle's delay, not blocking once connected. */
int clinux_tcp_connect(const char *host, const char *port);
/* Whether the file at path is a socket. */
int clinux_is_socket(const char *path);
int clinux_accept(int listener);
int clinux_peer_of(int fd, clinux_peer *peer);

int64_t clinux_read(int fd, void *buffer, size_t count);
/* Never raises SIGPIPE. */
int64_t clinux_send(int fd, const void *buffer, size_t count);
int clinux_shutdown_write(int fd);
void clinux_close(int fd);

/* An exclusive advisory lock on the file at path, made with mode 0600 when it is not there.
 * -EWOULDBLOCK when another process holds it. The lock ends with the descriptor. */
int clinux_lock_file(const char *path);
/* A pipe that a signal handler writes the signal's number to: the reading end, not blocking. */
int clinux_signal_pipe(const int *signals, int count);
/* Waits until fd (1) or other (2, below 0 for none) can be read; 0 when the time is over. */
int clinux_wait_readable(int fd, int other, int64_t timeout_ns);
/* The number of a signal that has come; 0 for none. */
int clinux_take_signal(int pipe);
uint32_t clinux_own_uid(void);
/* Sends this process a signal. */
void clinux_raise(int signal);
void clinux_ignore_sigpipe(void);
/* Names the calling thread; Linux keeps fifteen bytes. */
void clinux_name_thread(const char *name);
/* Lets the calling thread's waits end within a microsecond of their time, not within fifty. */
void clinux_precise_waits(void);
/* Lets the calling thread run for so long in a row while others wait for its processor, which it
 * gets the sooner when it wakes: the kernel lets the one with the shorter turn go first. It gets no
 * larger a share by it. Before Linux 6.12, and for a policy other than the usual, nothing. */
void clinux_short_turns(uint64_t ns);
/* Raises the soft limit of open files to the hard one; answers the soft limit. */
int64_t clinux_raise_open_files(void);

uint64_t clinux_monotonic_ns(void);
int64_t clinux_realtime_ms(void);

/* Starts a program in a folder and a process group of its own, with nothing open but its standard
 * input, output and errors. Both lists end with a null; the first argument is the program's path.
 * The number of the process. */
int clinux_spawn(char *const *arguments, char *const *environment, const char *folder, int input,
                 int output, int errors);
/* Waits for the end of a process: its exit code, or 256 and the number of the signal. */
int clinux_wait(int process);

#endif
