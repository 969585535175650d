# The demo's firmware, in QEMU, as a test: as it is (motor.elf), on a board with noise in RAM at power-on (cold.elf), crashing twice
# (series.elf), and with the clock it has on silicon (silicon.elf), which the emulator does not count.

FIRMWARE := $(BUILD)/tests/firmware

$(FIRMWARE)/cold.elf: FIRMWARE_VARIANT := -Wl,--wrap=main,--wrap=semihosting_exit tests/firmware/cold.c
$(FIRMWARE)/series.elf: FIRMWARE_VARIANT := -DCRASHES=2u
$(FIRMWARE)/cold.elf $(FIRMWARE)/series.elf: $(MOTOR_DEPS) tests/firmware/cold.c | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(ARM_CC) $(MOTOR_FLAGS) $(MOTOR_LINK) $(FIRMWARE_VARIANT) $(MOTOR_C) -o $@

$(FIRMWARE)/silicon.elf: tests/compiler/golden/motor.plog $(BUILD)/plogen $(MOTOR_DEPS) | $(BUILD)/.packages
	@mkdir -p $(FIRMWARE)/gen
	$(BUILD)/plogen $< -o $(FIRMWARE)/gen
	$(ARM_CC) -I runtime -I $(FIRMWARE)/gen -I examples/motor $(ARM_LINK) -T $(FIRMWARE)/gen/motor.ld -T examples/motor/link.ld \
		$(wildcard examples/motor/*.c) $(FIRMWARE)/gen/motor.c -o $@

$(FIRMWARE)/motor.elf: $(MOTOR)/motor.elf
	@mkdir -p $(@D)
	cp $< $@

CHECKS += check-firmware
check-firmware: $(addprefix $(FIRMWARE)/,motor.elf cold.elf series.elf silicon.elf) $(BUILD)/plogcat
	@$(PART) firmware tests/firmware/run.sh $(FIRMWARE) $(BUILD)/plogcat $(MOTOR)/gen/motor.json \
		tests/firmware/motor.expected $(QEMU_MPS2)

CHECKS += check-bootloader
check-bootloader: $(LOADER_DEPS) $(BUILD)/plogcat
	@$(PART) bootloader tests/firmware/bootloader.sh $(LOADER) $(BUILD)/plogcat tests/firmware/bootloader.expected $(QEMU_LOADER)

CHECKS += check-keyboard
check-keyboard: $(KEYBOARD)/keyboard.elf $(BUILD)/plogcat
	@$(PART) keyboard tests/firmware/keyboard.sh $(KEYBOARD) $(BUILD)/plogcat tests/firmware/keyboard.expected $(QEMU_KEYBOARD)

CHECKS += check-flight
check-flight: $(FLIGHT)/flight.elf $(BUILD)/plogcat
	@$(PART) flight tests/firmware/flight.sh $(FLIGHT) $(BUILD)/plogcat tests/firmware/flight.expected $(QEMU_FLIGHT)

SILENCE := $(BUILD)/tests/silence

$(SILENCE)/silence.elf: tests/firmware/silence.c tests/firmware/silence.plog $(BUILD)/plogen $(MOTOR_DEPS) | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(BUILD)/plogen tests/firmware/silence.plog -o $(@D)
	$(ARM_CC) -I runtime -I $(@D) -I examples/motor $(ARM_LINK) -T $(@D)/silence.ld -T examples/motor/link.ld \
		$< examples/motor/startup.c examples/motor/semihosting.c $(@D)/silence.c -o $@

CHECKS += check-silence
check-silence: $(SILENCE)/silence.elf $(BUILD)/plogcat
	@$(PART) silence tests/firmware/silence.sh $(SILENCE) $(BUILD)/plogcat $(SILENCE)/silence.json $(QEMU_MPS2)

WATCHDOG := $(BUILD)/tests/watchdog

$(WATCHDOG)/watchdog.elf: tests/firmware/watchdog.c tests/firmware/watchdog.plog $(BUILD)/plogen $(MOTOR_DEPS) | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(BUILD)/plogen tests/firmware/watchdog.plog -o $(@D)
	$(ARM_CC) -g -I runtime -I $(@D) -I examples/motor $(ARM_LINK) -T $(@D)/watchdog.ld -T examples/motor/link.ld \
		$< examples/motor/semihosting.c $(@D)/watchdog.c -o $@

CHECKS += check-watchdog
check-watchdog: $(WATCHDOG)/watchdog.elf $(BUILD)/plogcat
	@$(PART) watchdog tests/firmware/watchdog.sh $(WATCHDOG) $(BUILD)/plogcat $(QEMU_MPS2)
