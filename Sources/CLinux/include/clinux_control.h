/* Messages that carry descriptors, between two daemons of one user. Every function answers what the
 * call answers, or -errno. */
#ifndef ROLLCALL_CLINUX_CONTROL_H
#define ROLLCALL_CLINUX_CONTROL_H

#include <stddef.h>
#include <stdint.h>

/* A socket for messages (SOCK_SEQPACKET) bound to name in folder, with the rights 0600, listening.
 * A path of any length will do. */
int clinux_control_listen(const char *folder, const char *name);
/* Connected to it; waits for no longer than the socket's own backlog. */
int clinux_control_connect(const char *folder, const char *name);
/* Sends one message, with a descriptor when fd is not below 0. Waits for room. */
int clinux_control_send(int socket, const void *bytes, size_t count, int fd, int64_t timeout_ns);
/* Receives one message: its length, 0 at the end. fd is -1 when no descriptor came with it. */
int64_t clinux_control_receive(int socket, void *bytes, size_t capacity, int *fd,
                               int64_t timeout_ns);
int clinux_unlink_in(const char *folder, const char *name);

#endif
