/* See reset.h. */
#include <stdio.h>

#include "../qemu_machine.h"
#include "reset.h"

#define PATH_MOST 200

/* The path in QEMU 7.2 is that of the Arm cores' devices. */
static void *find_controller(const char *device)
{
    char path[PATH_MOST];

    snprintf(path, sizeof path, "%s/nvic", device);
    return object_resolve_path(path, NULL);
}

void reset_core(const char *device)
{
    void *controller = device ? find_controller(device) : NULL;

    qemu_mutex_lock_iothread_impl(__FILE__, __LINE__);
    if (controller)
        device_cold_reset(controller);
    cpu_reset(qemu_get_cpu(0));
    qemu_mutex_unlock_iothread();
}
