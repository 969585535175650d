/*
 * plog_hosted.c: where the ring lies on a target whose operating system is known, and what becomes of it in a fork. Included by plog.c.
 *
 * A fork must leave the child no way into the parent's ring: the child has a copy of the writer's state, but the ring would be
 * the same. So a handler gives the child memory of its own in the ring's place, under the same addresses. Not just no memory:
 * a signal handler may have forked in the middle of a record, and the child then finishes it there.
 */
#ifndef PLOG_RING_H
#error "plog_hosted.c is compiled as a part of the .c that plogen writes: leave it out of your build, and add that file"
#endif

static int plog_file = -1;    /* holds the lock that keeps other processes out of the ring, while this one lives */
static void *plog_mapped;     /* begin and size of what is mapped, in whole pages; NULL if it is not ours */
static size_t plog_mapped_size;

#if PLOG_BACKTRACE
static void plog_crash_forked(void);
#endif

/* In the child, before fork() returns: only its thread is left. What is called here may be called from a signal handler. */
static void plog_forked(void)
{
    static const plog_state closed[PLOG_RINGS] = PLOG_STATES;

    if (plog_mapped)
        mmap(plog_mapped, plog_mapped_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (plog_file >= 0)
        close(plog_file); /* else the child would keep the lock when the parent dies */
    plog_file = -1;
    plog_mapped = NULL;
    plog_region = plog_memory;
    plog_given = false;
    plog_refused[0] = 0;
    __builtin_memcpy(plog_states, closed, sizeof closed);
#if PLOG_CORES > 1
    plog_begun = false;
    __builtin_memset(plog_started, 0, sizeof plog_started);
#endif
    plog_unlock_forked();
#if PLOG_BACKTRACE
    plog_crash_forked();
#endif
}

/* Once a process; a child has it from its parent. */
static bool plog_watch_forks(void)
{
    static bool watching;
    int failed = watching ? 0 : pthread_atfork(NULL, NULL, plog_forked);

    if (failed)
        errno = failed;
    watching = !failed;
    return watching;
}

/* A new file gets its size and its blocks on the disk now, so that no later store can fail for want of space. */
static plog_status plog_size_file(int file)
{
    struct stat about;

    if (fstat(file, &about) != 0)
        return PLOG_IO;
    if (!S_ISREG(about.st_mode))
        return PLOG_DEVICE;
    if (about.st_size == 0) {
        errno = posix_fallocate(file, 0, PLOG_REGION_SIZE);
        return errno ? PLOG_IO : PLOG_OK;
    }
    if (about.st_size < (off_t)PLOG_REGION_SIZE)
        return PLOG_TOO_SMALL;
    return about.st_size > (off_t)PLOG_REGION_SIZE ? PLOG_TOO_LARGE : PLOG_OK;
}

/* Maps size bytes that begin at this offset, a multiple of a page, and starts the ring skip bytes into them. */
static plog_status plog_map(int file, off_t offset, size_t skip, plog_cause cause)
{
    size_t size = skip + PLOG_REGION_SIZE;
    void *mapped = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, offset);
    plog_status status;

    if (mapped == MAP_FAILED)
        return PLOG_IO;
    plog_mapped = mapped;
    plog_mapped_size = size;
    plog_file = file;
    status = plog_init_region((char *)mapped + skip, PLOG_REGION_SIZE, cause);
    if (status == PLOG_IO) {
        munmap(mapped, size);
        plog_mapped = NULL;
        plog_file = -1;
    }
    return status;
}

/* Closes the file if the log was not started in it. */
static plog_status plog_keep_or_close(int file, plog_status status)
{
    int why = errno;

    if (plog_file != file)
        close(file);
    errno = why;
    return status;
}

plog_status plog_init_file(const char *path, plog_cause cause)
{
    plog_status status;
    int file;

    if (plog_running())
        return PLOG_ALREADY;
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0644);
    if (file < 0)
        return PLOG_IO;
    if (flock(file, LOCK_EX | LOCK_NB) != 0)
        status = errno == EWOULDBLOCK ? PLOG_BUSY : PLOG_IO;
    else
        status = plog_size_file(file);
    if (status == PLOG_OK)
        status = plog_map(file, 0, 0, cause);
    return plog_keep_or_close(file, status);
}

/* Other processes are kept out by a lock on as many bytes of /dev/mem as the ring has. */
plog_status plog_init_memory(uint64_t address, plog_cause cause)
{
    struct flock lock;
    size_t skip = (size_t)(address % (uint64_t)sysconf(_SC_PAGESIZE));
    plog_status status;
    int file;

    if (plog_running())
        return PLOG_ALREADY;
    if (address % 4 != 0)
        return PLOG_MISALIGNED;
    if ((uint64_t)(off_t)address != address) {
        errno = EOVERFLOW; /* off_t has 32 bits and the address more: compile with -D_FILE_OFFSET_BITS=64 */
        return PLOG_IO;
    }
    __builtin_memset(&lock, 0, sizeof lock);
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = (off_t)address;
    lock.l_len = PLOG_REGION_SIZE;
    file = open("/dev/mem", O_RDWR | O_CLOEXEC | O_SYNC); /* O_SYNC: past the caches, which a reset may clear */
    if (file < 0)
        return PLOG_IO;
    if (fcntl(file, F_OFD_SETLK, &lock) != 0)
        status = errno == EAGAIN || errno == EACCES ? PLOG_BUSY : PLOG_IO;
    else
        status = plog_map(file, (off_t)(address - skip), skip, cause);
    return plog_keep_or_close(file, status);
}
