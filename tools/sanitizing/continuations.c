/* Tells the thread sanitizer that who resumes a continuation is before what was waiting for it.
 *
 * Swift's runtime says so itself when the task is suspended by then, and has to be put on a thread
 * again. When it is resumed before it has got as far as its `await`, which then goes on without
 * being suspended, nothing is said (ContinuationStatus::Resumed of swift_continuation_await, in the
 * compiler's stdlib/public/Concurrency/Task.cpp): what the resumer wrote and the task reads, which
 * is correct, is reported as a race. So these are put before the library's, by LD_PRELOAD. Nothing
 * is suppressed: a race that no continuation orders is still reported.
 *
 * withCheckedContinuation does not leave the library for its `await`; Continuations.swift stands for
 * it, which does. tools/sanitize told shows all of it. */
#define _GNU_SOURCE
#include <dlfcn.h>

#define SWIFT __attribute__((swiftcall))
#define SWIFTASYNC __attribute__((swiftasynccall))
#define SELF __attribute__((swift_context)) void *

#define RETURNING "$sScC6resume9returningyxn_tF"
#define THROWING "$sScC6resume8throwingyq_n_tF"

/* Of the sanitizer's, which is in our programs and not in every one that they start. */
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

static void acquire(void *address) {
    if (__tsan_acquire) __tsan_acquire(address);
}

static void release(void *address) {
    if (__tsan_release) __tsan_release(address);
}

/* What is not checked: a continuation is its task. */

typedef SWIFT void resuming(void *task);
typedef SWIFT void failing(void *task, void *error);
typedef SWIFTASYNC void awaiting(void *context);

SWIFT void swift_continuation_resume(void *task) {
    static resuming *next;
    if (!next) next = (resuming *)dlsym(RTLD_NEXT, "swift_continuation_resume");
    release(task);
    next(task);
}

SWIFT void swift_continuation_throwingResume(void *task) {
    static resuming *next;
    if (!next) next = (resuming *)dlsym(RTLD_NEXT, "swift_continuation_throwingResume");
    release(task);
    next(task);
}

SWIFT void swift_continuation_throwingResumeWithError(void *task, void *error) {
    static failing *next;
    if (!next) next = (failing *)dlsym(RTLD_NEXT, "swift_continuation_throwingResumeWithError");
    release(task);
    next(task, error);
}

SWIFTASYNC void swift_continuation_await(void *context) {
    static awaiting *next;
    static SWIFT void *(*current)(void);
    if (!next) {
        current = (SWIFT void *(*)(void))dlsym(RTLD_NEXT, "swift_task_getCurrent");
        next = (awaiting *)dlsym(RTLD_NEXT, "swift_continuation_await");
    }
    acquire(current());
    __attribute__((musttail)) return next(context);
}

/* What is checked: a continuation is one pointer, to its canary. */

typedef SWIFT void giving(void *value, void *type, SELF self);

SWIFT void resume_returning(void *value, void *type, SELF self) __asm__(RETURNING);
SWIFT void resume_throwing(void *error, void *type, SELF self) __asm__(THROWING);

SWIFT void resume_returning(void *value, void *type, SELF self) {
    static giving *next;
    if (!next) next = (giving *)dlsym(RTLD_NEXT, RETURNING);
    release(*(void **)self);
    next(value, type, self);
}

SWIFT void resume_throwing(void *error, void *type, SELF self) {
    static giving *next;
    if (!next) next = (giving *)dlsym(RTLD_NEXT, THROWING);
    release(*(void **)self);
    next(error, type, self);
}

/* For Continuations.swift, after its `await`. */
SWIFT void sanitizing_acquire(void *const *continuation) { acquire(*continuation); }
