/* What the motor controller of examples/motor logs, as calls.h has it; the values change from record to record. */
#ifndef MOTOR_CALLS_H
#define MOTOR_CALLS_H

#include <stdint.h>

extern volatile uint32_t bench_ticks;

#define CALLS(CALL) \
    CALL(status, (int16_t rpm, uint16_t ma, int8_t c), log_motor_status(rpm, ma, c), \
         ((int16_t)(1400 + bench_ticks % 200), (uint16_t)(bench_ticks % 900), (int8_t)(40 + bench_ticks % 7))) \
    CALL(dip, (uint16_t mv), log_supply_dip(mv), ((uint16_t)(23000 + bench_ticks % 1000))) \
    CALL(can_rx, (uint32_t id, const uint8_t *data), log_can_rx(id, data), (0x100 + bench_ticks % 64, can_data)) \
    CALL(index, (void), log_encoder_index(), ()) \
    CALL(more_status, (int16_t rpm, uint16_t ma, int8_t c), log_motor_status(rpm, ma, c), \
         ((int16_t)(-700 - (int16_t)(bench_ticks % 90)), (uint16_t)(bench_ticks % 9000), (int8_t)(bench_ticks % 90))) \
    CALL(armed, (const char *by), log_armed(by), ("remote")) \
    CALL(fault, (int16_t rpm), log_motor_fault(LOG_FAULT_CODE_STALL, rpm), ((int16_t)(bench_ticks % 3000)))

static const uint8_t can_data[8] = {0x10, 0x27, 0, 0, 0xE8, 3, 0, 0x5A};

#endif
