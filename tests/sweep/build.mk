# A reset after every instruction of the log, an interrupt and a fault before each, in emulators.
#
# make check-sweep   a part of the states is recovered from
# make soak-sweep    all of them

SWEEP := $(BUILD)/tests/sweep

$(SWEEP)/plugin.so: tests/sweep/plugin.c tests/sweep/states.c $(wildcard tests/sweep/*.h) tests/qemu_machine.h tests/qemu_plugin.h
	@mkdir -p $(@D)
	$(HOSTCC) -fPIC -shared -fvisibility=hidden -o $@ $(filter %.c,$^)

$(SWEEP)/simulate: tests/sweep/simulate.c tests/sweep/avr_machine.c tests/sweep/states.c $(wildcard tests/sweep/*.h) | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(HOSTCC) -o $@ $(filter %.c,$^) -lsimavr -lelf

# With plogcat's objects, but for what it does with an event.
$(SWEEP)/judge: $(wildcard tests/sweep/judge*.c) tests/sweep/shown.c tests/sweep/records.c $(DECODER_OBJECTS) $(wildcard tests/sweep/*.h)
	@mkdir -p $(@D)
	$(HOSTCC) $(DECODER_CFLAGS) -Wl,--wrap=output_event,--wrap=sources_print -o $@ $(filter %.c %.o,$^) $(DECODER_LIBS)

SWEEP_NEEDS := $(BUILD)/plogen $(SWEEP)/judge $(SWEEP)/plugin.so $(SWEEP)/simulate
SWEEP_RUN    = tests/sweep/run.sh $(abspath $(SWEEP_NEEDS) $(SWEEP)) '$(WARN)'

CHECKS += check-sweep
check-sweep: $(SWEEP_NEEDS) | $(BUILD)/.packages
	@$(PART) sweep $(SWEEP_RUN) share

SOAKS += soak-sweep
soak-sweep: $(SWEEP_NEEDS) | $(BUILD)/.packages
	@$(SWEEP_RUN) $(if $(FULL),all,share)


$(SWEEP)/interrupter.so: tests/sweep/interrupter.c tests/sweep/interruption.c tests/sweep/line.c $(wildcard tests/sweep/*.h) tests/qemu_machine.h tests/qemu_plugin.h
	@mkdir -p $(@D)
	$(HOSTCC) -D_DEFAULT_SOURCE -fPIC -shared -fvisibility=hidden -o $@ $(filter %.c,$^)

$(SWEEP)/interrupt_avr: tests/sweep/interrupt_avr.c tests/sweep/interruption.c tests/sweep/avr_machine.c $(wildcard tests/sweep/*.h) | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(HOSTCC) -o $@ $(filter %.c,$^) -lsimavr -lelf

$(SWEEP)/order: tests/sweep/order.c tests/sweep/records.c $(DECODER_OBJECTS) $(wildcard tests/sweep/*.h)
	@mkdir -p $(@D)
	$(HOSTCC) $(DECODER_CFLAGS) -Wl,--wrap=output_event -o $@ $(filter %.c %.o,$^) $(DECODER_LIBS)

INTERRUPTS_NEEDS := $(BUILD)/plogen $(SWEEP)/order $(SWEEP)/interrupter.so $(SWEEP)/interrupt_avr
INTERRUPTS_RUN    = tests/sweep/interrupts.sh $(abspath $(INTERRUPTS_NEEDS) $(SWEEP)) '$(WARN)'

CHECKS += check-interrupts
check-interrupts: $(INTERRUPTS_NEEDS) | $(BUILD)/.packages
	@$(PART) interrupts $(INTERRUPTS_RUN) share

SOAKS += soak-interrupts
soak-interrupts: $(INTERRUPTS_NEEDS) | $(BUILD)/.packages
	@$(INTERRUPTS_RUN) $(if $(FULL),all,share)

# A fault at every instruction of the log.
$(SWEEP)/faulter.so: tests/sweep/faulter.c tests/sweep/line.c tests/sweep/line.h tests/sweep/faults.h tests/qemu_machine.h tests/qemu_plugin.h
	@mkdir -p $(@D)
	$(HOSTCC) -fPIC -shared -fvisibility=hidden -o $@ $(filter %.c,$^)

$(SWEEP)/crashes: tests/sweep/crashes.c tests/sweep/records.c $(DECODER_OBJECTS) $(wildcard tests/sweep/*.h)
	@mkdir -p $(@D)
	$(HOSTCC) $(DECODER_CFLAGS) -Wl,--wrap=output_event -o $@ $(filter %.c %.o,$^) $(DECODER_LIBS)

FAULTS_NEEDS := $(BUILD)/plogen $(SWEEP)/crashes $(SWEEP)/faulter.so

CHECKS += check-faults
check-faults: $(FAULTS_NEEDS) | $(BUILD)/.packages
	@$(PART) faults tests/sweep/faults.sh $(abspath $(FAULTS_NEEDS) $(SWEEP)) '$(WARN)' share

SOAKS += soak-faults
soak-faults: $(FAULTS_NEEDS) | $(BUILD)/.packages
	@tests/sweep/faults.sh $(abspath $(FAULTS_NEEDS) $(SWEEP)) '$(WARN)' $(if $(FULL),all,share)
