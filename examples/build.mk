# make demo             examples/motor: a Cortex-M3 firmware that crashes in QEMU, and what plogcat makes of its RAM
# make demo-bootloader  examples/bootloader: a bootloader, and an application before and after its update, in one ring
# make demo-flight      examples/flight: a Cortex-M7 that crashes in its attitude loop, and where
# make demo-keyboard    examples/keyboard: a Cortex-M0 that hangs, and which keys were pressed before
# make demo-router      examples/router: a Linux service that dies twice, and its ring file

EXAMPLES := $(BUILD)/examples
RUNTIME  := $(wildcard runtime/*.h runtime/*.c runtime/port/*.h)

# plogen touches only what changed, so the stamp says when it last ran.
$(EXAMPLES)/%.stamp: examples/%.plog $(BUILD)/plogen
	@mkdir -p $(@D)
	$(BUILD)/plogen $< -o $(@D)/gen
	@touch $@
.PRECIOUS: $(EXAMPLES)/%.stamp

# The firmware

ARM_CC   := arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb -Os -ffunction-sections -fdata-sections -std=c99 $(WARN)
ARM_LINK := -nostartfiles --specs=nano.specs -Wl,--gc-sections,--fatal-warnings

# With -icount every run takes the same number of virtual nanoseconds.
QEMU_MPS2 := timeout 60 qemu-system-arm -M mps2-an385 -nographic -monitor none -serial none \
	-icount shift=6,sleep=off,align=off -semihosting-config enable=on,target=native

MOTOR       := $(EXAMPLES)/motor
MOTOR_BOARD := $(addprefix examples/motor/,board.h semihosting.h semihosting.c startup.c link.ld)
MOTOR_C     := $(wildcard examples/motor/*.c) $(MOTOR)/gen/motor.c
MOTOR_FLAGS := -I runtime -I $(MOTOR)/gen -I examples/motor
# motor.ld adds to link.ld, so the linker must see it first.
MOTOR_LINK  := $(ARM_LINK) -T $(MOTOR)/gen/motor.ld -T examples/motor/link.ld
MOTOR_DEPS  := $(wildcard examples/motor/*) $(MOTOR)/motor.stamp $(RUNTIME)

$(MOTOR)/motor.elf: $(MOTOR_DEPS) | $(BUILD)/.packages-demo
	@echo 'arm-none-eabi-gcc ... -T $(MOTOR)/gen/motor.ld -T examples/motor/link.ld -o $@'
	@$(ARM_CC) $(MOTOR_FLAGS) $(MOTOR_LINK) $(MOTOR_C) -o $@

# The firmware itself writes motor.bin, through semihosting, on its second boot.
demo: $(MOTOR)/motor.elf $(BUILD)/plogcat
	@rm -f $(MOTOR)/motor.bin
	@echo 'qemu-system-arm -M mps2-an385 ... -kernel $<'
	@cd $(MOTOR) && $(QEMU_MPS2) -kernel motor.elf
	$(BUILD)/plogcat -t $(MOTOR)/gen/motor.json $(MOTOR)/motor.bin

# A bootloader and two versions of an application in one ring

LOADER       := $(EXAMPLES)/bootloader
LOADER_START := 0x00000
V1_START     := 0x10000
V2_START     := 0x18000

loader_start = $(if $(findstring v1,$1),$(V1_START),$(if $(findstring v2,$1),$(V2_START),$(LOADER_START)))

$(LOADER)/%.elf: examples/bootloader/%.c $(wildcard examples/bootloader/drain.*) $(MOTOR_BOARD) $(LOADER)/%.stamp $(RUNTIME) | $(BUILD)/.packages-demo
	$(ARM_CC) -I runtime -I $(LOADER)/gen -I examples/motor -DAPPLICATION_V1=$(V1_START)u -DAPPLICATION_V2=$(V2_START)u $(ARM_LINK) \
		-Wl,--defsym=FLASH_START=$(call loader_start,$*) -T $(LOADER)/gen/$*.ld -T examples/motor/link.ld \
		$< examples/bootloader/drain.c $(LOADER)/gen/$*.c examples/motor/semihosting.c examples/motor/startup.c -o $@

$(LOADER)/%.bin: $(LOADER)/%.elf
	arm-none-eabi-objcopy -O binary $< $@

# The applications come as what is in their flash: QEMU refuses two ELF files that both mention the ring.
QEMU_LOADER := $(QEMU_MPS2) -kernel bootloader.elf -device loader,file=application_v1.bin,addr=$(V1_START) \
	-device loader,file=application_v2.bin,addr=$(V2_START)
LOADER_DEPS := $(addprefix $(LOADER)/,bootloader.elf application_v1.bin application_v2.bin)

demo-bootloader: $(LOADER_DEPS) $(BUILD)/plogcat
	@rm -f $(LOADER)/ring.bin
	cd $(LOADER) && $(QEMU_LOADER)
	$(BUILD)/plogcat -t $(LOADER)/gen $(LOADER)/ring.bin

# The keyboard

KEYBOARD := $(EXAMPLES)/keyboard
ARM_M0   := $(subst cortex-m3,cortex-m0,$(ARM_CC))

$(KEYBOARD)/keyboard.elf: examples/keyboard/main.c $(MOTOR_BOARD) $(KEYBOARD)/keyboard.stamp $(RUNTIME) | $(BUILD)/.packages-demo
	$(ARM_M0) -I runtime -I $(KEYBOARD)/gen $(ARM_LINK) -Wl,--defsym=RAM_SIZE=16K -T $(KEYBOARD)/gen/keyboard.ld \
		-T examples/motor/link.ld $< examples/motor/startup.c examples/motor/semihosting.c $(KEYBOARD)/gen/keyboard.c -o $@

QEMU_KEYBOARD := $(subst mps2-an385,microbit,$(QEMU_MPS2)) -kernel keyboard.elf

demo-keyboard: $(KEYBOARD)/keyboard.elf $(BUILD)/plogcat
	@rm -f $(KEYBOARD)/keyboard.bin
	cd $(KEYBOARD) && $(QEMU_KEYBOARD)
	$(BUILD)/plogcat -t $(KEYBOARD)/gen/keyboard.json $(KEYBOARD)/keyboard.bin

# The flight controller

FLIGHT := $(EXAMPLES)/flight
ARM_M7 := $(subst cortex-m3,cortex-m7,$(ARM_CC)) -g

$(FLIGHT)/flight.elf: examples/flight/main.c $(MOTOR_BOARD) $(FLIGHT)/flight.stamp $(RUNTIME) | $(BUILD)/.packages-demo
	$(ARM_M7) -I runtime -I $(FLIGHT)/gen $(ARM_LINK) -T $(FLIGHT)/gen/flight.ld -T examples/motor/link.ld $< examples/motor/startup.c \
		examples/motor/semihosting.c runtime/plog_semihosting.c $(FLIGHT)/gen/flight.c -o $@

QEMU_FLIGHT := $(subst mps2-an385,mps2-an500,$(QEMU_MPS2)) -kernel flight.elf

demo-flight: $(FLIGHT)/flight.elf $(BUILD)/plogcat
	@rm -f $(FLIGHT)/flight.bin
	cd $(FLIGHT) && $(QEMU_FLIGHT)
	$(BUILD)/plogcat --elf $< $(FLIGHT)/flight.bin

# The service

ROUTER := $(EXAMPLES)/router

$(ROUTER)/router: examples/router/main.c $(ROUTER)/router.stamp $(RUNTIME) | $(BUILD)/.packages-tools
	$(CC) -std=c99 -D_GNU_SOURCE $(WARN) $(CFLAGS) -pthread -I runtime -I $(ROUTER)/gen $< $(ROUTER)/gen/router.c -o $@

demo-router: $(ROUTER)/router $(BUILD)/plogcat
	@rm -f $(ROUTER)/router.ring
	$(ROUTER)/router $(ROUTER)/router.ring abort || true
	$(ROUTER)/router $(ROUTER)/router.ring kill || true
	$(BUILD)/plogcat --elf $(ROUTER)/router $(ROUTER)/router.ring

.PHONY: demo-bootloader demo-flight demo-keyboard demo-router
