/* An input line of a device in the emulator. */
#ifndef LINE_H
#define LINE_H

/* Raises or lowers it. The device is "cpu" or the object's path; the line a number, "nmi", or "self" if that object is the line. */
void line_set(const char *device, const char *line, int level);

#endif
