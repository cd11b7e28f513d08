/*
 * Stands between a program and the files of one folder (LD_PRELOAD), so that the daemon is tested
 * as it is shipped. It makes the N-th write, sync, truncate, open or lock fail, plays a full disk,
 * and keeps a log of all that is written, from which images of a power loss are cut.
 *
 *   FAULTS_FOLDER    the folder, absolute
 *   FAULTS_CONTROL   a file with a `struct control`, which the harness maps as well
 *   FAULTS_LOG       where the log of writes goes; syncs are then noted and not done
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum operation { NONE, WRITE, SYNC, TRUNCATE, OPEN, LOCK, OPERATIONS };

struct control {
    _Atomic uint64_t operation; /* what fails */
    _Atomic uint64_t first;     /* from which one on, counted from 1 */
    _Atomic uint64_t persists;  /* 0: that one alone */
    _Atomic uint64_t error;     /* with this errno */
    _Atomic uint64_t full;      /* not 0: whatever needs space fails with ENOSPC */
    _Atomic uint64_t fired;     /* how often something was made to fail */
    _Atomic uint64_t count[OPERATIONS];
};

enum record { WRITTEN = 1, SYNCED, TRUNCATED, CREATED, UNLINKED, SENT, RENAMED };

struct header {
    uint32_t kind;
    uint32_t name_bytes;
    uint64_t offset;
    uint64_t bytes;
};

#define DESCRIPTORS 65536
static char *names[DESCRIPTORS]; /* below the folder; "" for the folder; never freed */
static struct control *control;
static const char *folder;
static size_t folder_bytes;
static int journal = -1;
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("FAULTS_CONTROL");
    folder = getenv("FAULTS_FOLDER");
    if (!path || !folder) return;
    folder_bytes = strlen(folder);
    int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    if (fd < 0) abort();
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (page == MAP_FAILED) abort();
    control = page;
    const char *log = getenv("FAULTS_LOG");
    if (log) {
        journal = (int)syscall(
            SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (journal < 0) abort();
    }
}

/* The errno that an operation is to fail with; 0 when it is to be done. */
static int fault(enum operation operation, int needs_space)
{
    if (!control) return 0;
    uint64_t number = atomic_fetch_add(&control->count[operation], 1) + 1;
    int error = 0;
    if (needs_space && atomic_load(&control->full)) error = ENOSPC;
    uint64_t first = atomic_load(&control->first);
    if (atomic_load(&control->operation) == operation && first
        && (number == first || (number > first && atomic_load(&control->persists))))
        error = (int)atomic_load(&control->error);
    if (error) atomic_fetch_add(&control->fired, 1);
    return error;
}

/* The part of a path below the folder; NULL for what is elsewhere. */
static const char *inside(const char *path)
{
    if (!control || !path || strncmp(path, folder, folder_bytes)) return NULL;
    if (path[folder_bytes] == 0) return path + folder_bytes;
    return path[folder_bytes] == '/' ? path + folder_bytes + 1 : NULL;
}

static const char *name_of(int fd)
{
    return control && fd >= 0 && fd < DESCRIPTORS ? names[fd] : NULL;
}

static void put(const void *bytes, size_t count)
{
    const char *rest = bytes;
    while (count) {
        long done = syscall(SYS_write, journal, rest, count);
        if (done <= 0) abort();
        rest += done;
        count -= (size_t)done;
    }
}

/* Called with `order` held. */
static void note(
    enum record kind, const char *name, uint64_t offset, const void *bytes, size_t count)
{
    if (journal < 0) return;
    struct header header = {kind, (uint32_t)strlen(name), offset, count};
    put(&header, sizeof header);
    put(name, header.name_bytes);
    if (bytes) put(bytes, count);
}

static int open_inside(int at, const char *path, int flags, mode_t mode)
{
    const char *name = inside(path);
    if (!name) return (int)syscall(SYS_openat, at, path, flags, mode);
    int error = fault(OPEN, flags & O_CREAT);
    if (error) return errno = error, -1;
    pthread_mutex_lock(&order);
    struct stat before;
    int is_new = (flags & O_CREAT) && stat(path, &before) != 0;
    int fd = (int)syscall(SYS_openat, at, path, flags, mode);
    if (fd >= 0 && fd < DESCRIPTORS) {
        names[fd] = strdup(name);
        if (is_new) note(CREATED, name, 0, NULL, 0);
        else if (flags & O_TRUNC) note(TRUNCATED, name, 0, NULL, 0);
    }
    pthread_mutex_unlock(&order);
    return fd;
}

#define MODE(flags)                                                                               \
    mode_t mode = 0;                                                                              \
    if (((flags) & O_CREAT) || ((flags) & O_TMPFILE) == O_TMPFILE) {                              \
        va_list rest;                                                                             \
        va_start(rest, flags);                                                                    \
        mode = va_arg(rest, mode_t);                                                              \
        va_end(rest);                                                                             \
    }

int open(const char *path, int flags, ...)
{
    MODE(flags)
    return open_inside(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    MODE(flags)
    return open_inside(AT_FDCWD, path, flags, mode);
}

int openat(int at, const char *path, int flags, ...)
{
    MODE(flags)
    return open_inside(at, path, flags, mode);
}

int openat64(int at, const char *path, int flags, ...)
{
    MODE(flags)
    return open_inside(at, path, flags, mode);
}

int close(int fd)
{
    if (name_of(fd)) names[fd] = NULL;
    return (int)syscall(SYS_close, fd);
}

static ssize_t write_inside(int fd, const void *bytes, size_t count, off64_t offset, int is_at)
{
    const char *name = name_of(fd);
    if (!name)
        return is_at ? syscall(SYS_pwrite64, fd, bytes, count, offset)
                     : syscall(SYS_write, fd, bytes, count);
    int error = fault(WRITE, 1);
    if (error) return errno = error, -1;
    pthread_mutex_lock(&order);
    if (!is_at) offset = lseek64(fd, 0, SEEK_CUR);
    ssize_t done = syscall(SYS_pwrite64, fd, bytes, count, offset);
    if (done > 0) {
        if (!is_at) lseek64(fd, offset + done, SEEK_SET);
        note(WRITTEN, name, (uint64_t)offset, bytes, (size_t)done);
    }
    pthread_mutex_unlock(&order);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t count)
{
    return write_inside(fd, bytes, count, 0, 0);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset)
{
    return write_inside(fd, bytes, count, offset, 1);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset)
{
    return write_inside(fd, bytes, count, offset, 1);
}

/* Space that is taken without being written: it fails as a write does. */
int posix_fallocate64(int fd, off64_t offset, off64_t count)
{
    const char *name = name_of(fd);
    int error = name ? fault(WRITE, 1) : 0;
    if (error) return error;
    pthread_mutex_lock(&order);
    int result = syscall(SYS_fallocate, fd, 0, offset, count) < 0 ? errno : 0;
    if (name && !result) note(TRUNCATED, name, (uint64_t)(offset + count), NULL, 0);
    pthread_mutex_unlock(&order);
    return result;
}

int posix_fallocate(int fd, off_t offset, off_t count)
{
    return posix_fallocate64(fd, offset, count);
}

static int sync_inside(int fd, long call)
{
    const char *name = name_of(fd);
    if (!name) return (int)syscall(call, fd);
    int error = fault(SYNC, 0);
    if (error) return errno = error, -1;
    int result = journal < 0 ? (int)syscall(call, fd) : 0;
    pthread_mutex_lock(&order);
    if (!result) note(SYNCED, name, 0, NULL, 0);
    pthread_mutex_unlock(&order);
    return result;
}

int fsync(int fd) { return sync_inside(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_inside(fd, SYS_fdatasync); }

int ftruncate64(int fd, off64_t count)
{
    const char *name = name_of(fd);
    if (!name) return (int)syscall(SYS_ftruncate, fd, count);
    int error = fault(TRUNCATE, 0);
    if (error) return errno = error, -1;
    pthread_mutex_lock(&order);
    int result = (int)syscall(SYS_ftruncate, fd, count);
    if (!result) note(TRUNCATED, name, (uint64_t)count, NULL, 0);
    pthread_mutex_unlock(&order);
    return result;
}

int ftruncate(int fd, off_t count) { return ftruncate64(fd, count); }

static int control_file(int fd, int command, void *argument)
{
    int is_lock = command == F_SETLK || command == F_SETLKW || command == F_OFD_SETLK;
    if (is_lock && name_of(fd)) {
        int error = fault(LOCK, 0);
        if (error) return errno = error, -1;
    }
    return (int)syscall(SYS_fcntl, fd, command, argument);
}

#define ARGUMENT(command)                                                                         \
    va_list rest;                                                                                 \
    va_start(rest, command);                                                                      \
    void *argument = va_arg(rest, void *);                                                        \
    va_end(rest);

int fcntl(int fd, int command, ...)
{
    ARGUMENT(command)
    return control_file(fd, command, argument);
}

int fcntl64(int fd, int command, ...)
{
    ARGUMENT(command)
    return control_file(fd, command, argument);
}

int flock(int fd, int operation)
{
    int error = name_of(fd) ? fault(LOCK, 0) : 0;
    if (error) return errno = error, -1;
    return (int)syscall(SYS_flock, fd, operation);
}

int unlink(const char *path)
{
    const char *name = inside(path);
    pthread_mutex_lock(&order);
    int result = (int)syscall(SYS_unlink, path);
    if (name && !result) note(UNLINKED, name, 0, NULL, 0);
    pthread_mutex_unlock(&order);
    return result;
}

int rename(const char *from, const char *to)
{
    const char *old = inside(from), *new = inside(to);
    pthread_mutex_lock(&order);
    int result = (int)syscall(SYS_rename, from, to);
    if (old && new && !result) note(RENAMED, old, 0, new, strlen(new));
    pthread_mutex_unlock(&order);
    return result;
}

/* What callers are told, in its place among the writes. */
ssize_t send(int fd, const void *bytes, size_t count, int flags)
{
    if (journal < 0) return syscall(SYS_sendto, fd, bytes, count, flags, NULL, 0);
    pthread_mutex_lock(&order);
    ssize_t done = syscall(SYS_sendto, fd, bytes, count, flags, NULL, 0);
    if (done > 0) note(SENT, "", (uint64_t)fd, bytes, (size_t)done);
    pthread_mutex_unlock(&order);
    return done;
}
