/* Frames on a line: what plog_poll() hands over. Apart from judge.h, which knows of another kind of frame. */
#ifndef JUDGE_FRAME_H
#define JUDGE_FRAME_H

#include <stddef.h>
#include <stdint.h>

#define FRAMED_MOST 254 /* bytes of a chunk in a frame */

/* The chunk in a frame that is whole, from zero to zero. Returns its bytes; 0 if it is none. */
size_t judge_frame(const uint8_t *bytes, size_t size, uint8_t chunk[FRAMED_MOST]);

#endif
