/* Loaded into a program with LD_PRELOAD, it writes down in order what the program asks of the disk below one folder,
 * so that disk.py can play back what is left of it after a power cut.
 *
 *   TORIDE_RECORD       the file to append to, from any number of processes
 *   TORIDE_RECORD_ROOT  the folder, an absolute path without links
 *
 * One lock is held from the call to its record: the order of the records is the order of the calls. The "-shm" file of
 * SQLite is left out, it is made anew after a crash. What could change a file unseen (a shared mapping, a copy inside
 * the kernel) is recorded as 'x', which fails the test. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { descriptors = 65536 };
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned char tracked[descriptors];
static int record_file = -1;
static char root[PATH_MAX];
static size_t root_length;

struct record {
    char mark[4];
    uint8_t kind;
    uint8_t unused[3];
    uint64_t inode;
    int64_t number; /* an offset or a length */
    uint32_t path_length, second_length, data_length, process;
};

__attribute__((constructor)) static void begin(void) {
    const char *file = getenv("TORIDE_RECORD"), *folder = getenv("TORIDE_RECORD_ROOT");
    if (!file || !folder) return;
    int opened = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (opened < 0) abort();
    record_file = (int)syscall(SYS_fcntl, opened, F_DUPFD_CLOEXEC, 900);
    syscall(SYS_close, opened);
    root_length = strlen(folder);
    memcpy(root, folder, root_length + 1);
}

static void put(char kind, uint64_t inode, int64_t number, const char *path, const char *second, const struct iovec *data,
                int count, size_t length) {
    int kept = errno;
    struct record record = {{'T', 'R', 'E', 'C'}, (uint8_t)kind, {0}, inode, number, path ? (uint32_t)strlen(path) : 0,
                            second ? (uint32_t)strlen(second) : 0, (uint32_t)length, (uint32_t)getpid()};
    size_t size = sizeof record + record.path_length + record.second_length + length;
    char *bytes = malloc(size), *next = bytes;
    if (!bytes) abort();
    memcpy(next, &record, sizeof record), next += sizeof record;
    if (path) memcpy(next, path, record.path_length), next += record.path_length;
    if (second) memcpy(next, second, record.second_length), next += record.second_length;
    for (int index = 0; index < count && length > 0; index++) {
        size_t part = data[index].iov_len < length ? data[index].iov_len : length;
        memcpy(next, data[index].iov_base, part), next += part, length -= part;
    }
    if (syscall(SYS_write, record_file, bytes, size) != (long)size) abort();
    free(bytes);
    errno = kept;
}

/* The path below the root, without the slash before it; 0 where it lies elsewhere. */
static int below(int folder, const char *path, char *result) {
    char whole[2 * PATH_MAX], link[64], base[PATH_MAX];
    if (record_file < 0 || !path) return 0;
    if (path[0] == '/') {
        snprintf(whole, sizeof whole, "%s", path);
    } else {
        if (folder == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
        else snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        long length = syscall(SYS_readlink, link, base, sizeof base - 1);
        if (length < 0) return 0;
        base[length] = 0;
        snprintf(whole, sizeof whole, "%s/%s", base, path);
    }
    if (strncmp(whole, root, root_length) != 0 || (whole[root_length] != '/' && whole[root_length] != 0)) return 0;
    const char *rest = whole + root_length;
    while (*rest == '/') rest++;
    snprintf(result, PATH_MAX, "%s", rest);
    for (size_t end = strlen(result); end > 0 && result[end - 1] == '/'; end--) result[end - 1] = 0;
    return 1;
}

static int is_shared_memory(const char *path) {
    size_t length = strlen(path);
    return length > 4 && strcmp(path + length - 4, "-shm") == 0;
}

static int is_tracked(int file) { return file >= 0 && file < descriptors && tracked[file]; }

static uint64_t inode_of(int file) {
    struct stat status;
    return fstat(file, &status) == 0 ? (uint64_t)status.st_ino : 0;
}

static int64_t size_of(int file) {
    struct stat status;
    return fstat(file, &status) == 0 ? (int64_t)status.st_size : 0;
}

static int open_below(int folder, const char *path, int flags, mode_t mode) {
    char name[PATH_MAX];
    if (!below(folder, path, name) || is_shared_memory(name))
        return (int)syscall(SYS_openat, folder, path, flags, mode);
    pthread_mutex_lock(&lock);
    struct stat status;
    int was_there = syscall(SYS_newfstatat, folder, path, &status, 0) == 0;
    int file = (int)syscall(SYS_openat, folder, path, flags, mode);
    if (file >= 0 && file < descriptors) {
        tracked[file] = 1;
        if (!was_there) put('c', inode_of(file), 0, name, NULL, NULL, 0, 0);
        else if (flags & O_TRUNC) put('t', inode_of(file), 0, NULL, NULL, NULL, 0, 0);
    }
    pthread_mutex_unlock(&lock);
    return file;
}

#define OPEN(name, folder_parameter, folder)                                   \
    int name(folder_parameter const char *path, int flags, ...) {              \
        mode_t mode = 0;                                                       \
        if (flags & (O_CREAT | O_TMPFILE)) {                                   \
            va_list rest;                                                      \
            va_start(rest, flags);                                             \
            mode = va_arg(rest, mode_t);                                       \
            va_end(rest);                                                      \
        }                                                                      \
        return open_below(folder, path, flags, mode);                          \
    }
#define NONE
#define FOLDER int folder,
OPEN(open, NONE, AT_FDCWD)
OPEN(open64, NONE, AT_FDCWD)
OPEN(openat, FOLDER, folder)
OPEN(openat64, FOLDER, folder)
int creat(const char *path, mode_t mode) { return open_below(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

int close(int file) {
    pthread_mutex_lock(&lock);
    if (file >= 0 && file < descriptors) tracked[file] = 0;
    int status = (int)syscall(SYS_close, file);
    pthread_mutex_unlock(&lock);
    return status;
}

static int copied(int old, int new) {
    if (new >= 0 && new < descriptors) tracked[new] = is_tracked(old);
    return new;
}
int dup(int file) { return copied(file, (int)syscall(SYS_dup, file)); }
int dup2(int file, int other) { return copied(file, (int)syscall(SYS_dup2, file, other)); }
int dup3(int file, int other, int flags) { return copied(file, (int)syscall(SYS_dup3, file, other, flags)); }

/* offset < 0: where the file stands, or its end. */
static ssize_t write_below(int file, const struct iovec *data, int count, int64_t offset) {
    int follows = offset < 0;
    if (!is_tracked(file)) {
        return follows ? syscall(SYS_writev, file, data, count) : syscall(SYS_pwritev, file, data, count, offset, 0);
    }
    pthread_mutex_lock(&lock);
    if (follows) {
        int flags = (int)syscall(SYS_fcntl, file, F_GETFL);
        offset = flags & O_APPEND ? size_of(file) : syscall(SYS_lseek, file, 0, SEEK_CUR);
    }
    ssize_t written =
        follows ? syscall(SYS_writev, file, data, count) : syscall(SYS_pwritev, file, data, count, offset, 0);
    if (written > 0) put('w', inode_of(file), offset, NULL, NULL, data, count, (size_t)written);
    pthread_mutex_unlock(&lock);
    return written;
}

#define ONE {(void *)bytes, length}
ssize_t write(int file, const void *bytes, size_t length) {
    if (!is_tracked(file)) return syscall(SYS_write, file, bytes, length);
    struct iovec data = ONE;
    return write_below(file, &data, 1, -1);
}
ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) {
    struct iovec data = ONE;
    return write_below(file, &data, 1, offset);
}
ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t offset) { return pwrite(file, bytes, length, offset); }
ssize_t writev(int file, const struct iovec *data, int count) { return write_below(file, data, count, -1); }
ssize_t pwritev(int file, const struct iovec *data, int count, off_t offset) {
    return write_below(file, data, count, offset);
}
ssize_t pwritev64(int file, const struct iovec *data, int count, off64_t offset) {
    return write_below(file, data, count, offset);
}

static int on_file(int file, long call, int64_t argument, char kind) {
    if (!is_tracked(file)) return (int)syscall(call, file, argument);
    pthread_mutex_lock(&lock);
    int status = (int)syscall(call, file, argument);
    if (status == 0) put(kind, inode_of(file), argument, NULL, NULL, NULL, 0, 0);
    pthread_mutex_unlock(&lock);
    return status;
}
int ftruncate(int file, off_t length) { return on_file(file, SYS_ftruncate, length, 't'); }
int ftruncate64(int file, off64_t length) { return on_file(file, SYS_ftruncate, length, 't'); }
int fsync(int file) { return on_file(file, SYS_fsync, 0, 'f'); }
int fdatasync(int file) { return on_file(file, SYS_fdatasync, 0, 'f'); }
/* Promises nothing about size or place, so nothing is recorded. */
int sync_file_range(int file, off64_t offset, off64_t length, unsigned flags) {
    return (int)syscall(SYS_sync_file_range, file, offset, length, flags);
}

static int on_names(char kind, long call, int folder, const char *path, int other, const char *second, long argument) {
    char name[PATH_MAX], second_name[PATH_MAX];
    int ours = below(folder, path, name), theirs = second ? below(other, second, second_name) : ours;
    pthread_mutex_lock(&lock);
    int status = (int)(second ? syscall(call, folder, path, other, second, argument) : syscall(call, folder, path, argument));
    struct stat made = {0};
    if (status == 0 && kind == 'm') syscall(SYS_newfstatat, folder, path, &made, 0);
    if (status == 0 && ours && theirs) put(kind, made.st_ino, 0, name, second ? second_name : NULL, NULL, 0, 0);
    if (status == 0 && ours != theirs) put('x', 0, 0, "a name that crosses the root", NULL, NULL, 0, 0);
    pthread_mutex_unlock(&lock);
    return status;
}
int rename(const char *old, const char *new) { return on_names('r', SYS_renameat2, AT_FDCWD, old, AT_FDCWD, new, 0); }
int renameat(int from, const char *old, int to, const char *new) { return on_names('r', SYS_renameat2, from, old, to, new, 0); }
int renameat2(int from, const char *old, int to, const char *new, unsigned flags) {
    return on_names(flags & RENAME_EXCHANGE ? 'x' : 'r', SYS_renameat2, from, old, to, new, flags);
}
int link(const char *old, const char *new) { return on_names('l', SYS_linkat, AT_FDCWD, old, AT_FDCWD, new, 0); }
int linkat(int from, const char *old, int to, const char *new, int flags) {
    return on_names('l', SYS_linkat, from, old, to, new, flags);
}
int unlink(const char *path) { return on_names('u', SYS_unlinkat, AT_FDCWD, path, 0, NULL, 0); }
int rmdir(const char *path) { return on_names('u', SYS_unlinkat, AT_FDCWD, path, 0, NULL, AT_REMOVEDIR); }
int unlinkat(int folder, const char *path, int flags) { return on_names('u', SYS_unlinkat, folder, path, 0, NULL, flags); }
int remove(const char *path) { return unlink(path) == 0 ? 0 : errno == EISDIR ? rmdir(path) : -1; }
int mkdir(const char *path, mode_t mode) { return on_names('m', SYS_mkdirat, AT_FDCWD, path, 0, NULL, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { return on_names('m', SYS_mkdirat, folder, path, 0, NULL, mode); }

static void unseen(int file, const char *what) {
    if (!is_tracked(file)) return;
    pthread_mutex_lock(&lock);
    put('x', inode_of(file), 0, what, NULL, NULL, 0, 0);
    pthread_mutex_unlock(&lock);
}
void *mmap(void *at, size_t length, int protection, int flags, int file, off_t offset) {
    if ((flags & MAP_SHARED) && (protection & PROT_WRITE)) unseen(file, "a shared mapping");
    return (void *)syscall(SYS_mmap, at, length, protection, flags, file, offset);
}
void *mmap64(void *at, size_t length, int protection, int flags, int file, off64_t offset) {
    return mmap(at, length, protection, flags, file, offset);
}
int fallocate(int file, int mode, off_t offset, off_t length) {
    unseen(file, "fallocate");
    return (int)syscall(SYS_fallocate, file, mode, offset, length);
}
int fallocate64(int file, int mode, off64_t offset, off64_t length) { return fallocate(file, mode, offset, length); }
int posix_fallocate(int file, off_t offset, off_t length) { return fallocate(file, 0, offset, length) == 0 ? 0 : errno; }
int posix_fallocate64(int file, off64_t offset, off64_t length) { return posix_fallocate(file, offset, length); }
ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *into, size_t length, unsigned flags) {
    unseen(to, "copy_file_range");
    return syscall(SYS_copy_file_range, from, at, to, into, length, flags);
}
ssize_t sendfile(int to, int from, off_t *offset, size_t length) {
    unseen(to, "sendfile");
    return syscall(SYS_sendfile, to, from, offset, length);
}
ssize_t sendfile64(int to, int from, off64_t *offset, size_t length) { return sendfile(to, from, offset, length); }
