#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

static int set_up(posix_spawn_file_actions_t *files, posix_spawnattr_t *attributes,
                  const char *folder, const int standard[3])
{
    sigset_t none;
    sigemptyset(&none);
    for (int to = 0; to < 3; to++) {
        int error = posix_spawn_file_actions_adddup2(files, standard[to], to);
        if (error != 0) return error;
    }
    int error = posix_spawn_file_actions_addclosefrom_np(files, 3);
    if (error == 0) error = posix_spawn_file_actions_addchdir_np(files, folder);
    /* The threads of a pool block signals; a program expects none to be. */
    if (error == 0) error = posix_spawnattr_setsigmask(attributes, &none);
    if (error == 0)
        error = posix_spawnattr_setflags(attributes,
                                         POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    return error;
}

int clinux_spawn(char *const *arguments, char *const *environment, const char *folder, int input,
                 int output, int errors)
{
    const int standard[3] = {input, output, errors};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    pid_t process = 0;
    int error = posix_spawn_file_actions_init(&files);
    if (error != 0) return -error;
    error = posix_spawnattr_init(&attributes);
    if (error == 0) {
        error = set_up(&files, &attributes, folder, standard);
        if (error == 0)
            error = posix_spawn(&process, arguments[0], &files, &attributes, arguments, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&files);
    return error == 0 ? process : -error;
}

int clinux_wait(int process)
{
    int status;
    while (waitpid(process, &status, 0) < 0)
        if (errno != EINTR) return -errno;
    return WIFSIGNALED(status) ? 256 + WTERMSIG(status) : WEXITSTATUS(status);
}
