/* Tells the thread sanitizer what Swift's Mutex does when two threads meet on it.
 *
 * The sanitizer sees the atomic operations in our code, among them Mutex's while nobody else has it.
 * Once a thread has to wait, libswiftSynchronization does the rest (_lockSlow, _unlockSlow), and it
 * is not built with the sanitizer: every correct use of a Mutex that is fought for is reported as a
 * race. So these two are put before the library's, by LD_PRELOAD, and say that the one who unlocks
 * is before the one who locks. Nothing is suppressed: a race that no Mutex orders is still reported.
 *
 * tools/sanitize told shows both. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

/* Of the sanitizer's, which is in our programs and not in every one that they start. */
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

SWIFT void lock_slow(uint32_t thread, SELF self) __asm__(LOCK);
SWIFT void unlock_slow(SELF self) __asm__(UNLOCK);

SWIFT void lock_slow(uint32_t thread, SELF self) {
    static SWIFT void (*next)(uint32_t, SELF);
    if (!next) next = (SWIFT void (*)(uint32_t, SELF))dlsym(RTLD_NEXT, LOCK);
    next(thread, self);
    if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT void unlock_slow(SELF self) {
    static SWIFT void (*next)(SELF);
    if (!next) next = (SWIFT void (*)(SELF))dlsym(RTLD_NEXT, UNLOCK);
    if (__tsan_release) __tsan_release(self);
    next(self);
}
