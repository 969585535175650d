/* See line.h. */
#include <stdlib.h>
#include <string.h>

#include "../qemu_machine.h"
#include "line.h"

static void *find(const char *device, const char *line)
{
    void *object = strcmp(device, "cpu") == 0 ? qemu_get_cpu(0) : object_resolve_path(device, NULL);

    if (strcmp(line, "self") == 0)
        return object;
    return strcmp(line, "nmi") == 0 ? qdev_get_gpio_in_named(object, "NMI", 0) : qdev_get_gpio_in(object, atoi(line));
}

void line_set(const char *device, const char *line, int level)
{
    qemu_mutex_lock_iothread_impl(__FILE__, __LINE__);
    qemu_set_irq(find(device, line), level);
    qemu_mutex_unlock_iothread();
}
