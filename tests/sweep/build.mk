# A reset after every instruction of the log, an interrupt and a fault before each, in emulators.
#
# make check-sweep     each core, with one lock; each 100th state is recovered from
# make soak-sweep-m0   each row of a core; each state is recovered from

SWEEP := $(BUILD)/tests/sweep

$(SWEEP)/plugin.so: tests/sweep/plugin.c tests/sweep/states.c tests/sweep/reset.c $(wildcard tests/sweep/*.h) tests/qemu_machine.h tests/qemu_plugin.h
	@mkdir -p $(@D)
	$(HOSTCC) -fPIC -shared -fvisibility=hidden -o $@ $(filter %.c,$^)

$(SWEEP)/simulate: tests/sweep/simulate.c tests/sweep/avr_machine.c tests/sweep/states.c tests/simavr.h $(wildcard tests/sweep/*.h) | $(BUILD)/.packages
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
	@$(PART) sweep $(SWEEP_RUN) some 100

SWEEP_SOAKS := $(addprefix soak-sweep-,m0 m3 m33 rv32 avr lx106)
SOAKS += $(SWEEP_SOAKS)
$(SWEEP_SOAKS): soak-%: $(SWEEP_NEEDS) | $(BUILD)/.packages
	@$(LONG) $* $(SWEEP_RUN) all $(EVERY) $(*:sweep-%=%)

$(SWEEP)/interrupter.so: tests/sweep/interrupter.c tests/sweep/interruption.c tests/sweep/places.c tests/sweep/line.c tests/sweep/reset.c $(wildcard tests/sweep/*.h) tests/qemu_machine.h tests/qemu_plugin.h
	@mkdir -p $(@D)
	$(HOSTCC) -D_DEFAULT_SOURCE -fPIC -shared -fvisibility=hidden -o $@ $(filter %.c,$^)

$(SWEEP)/interrupt_avr: tests/sweep/interrupt_avr.c tests/sweep/interruption.c tests/sweep/places.c tests/sweep/avr_machine.c tests/simavr.h $(wildcard tests/sweep/*.h) | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(HOSTCC) -o $@ $(filter %.c,$^) -lsimavr -lelf

$(SWEEP)/order: tests/sweep/order.c tests/sweep/verdicts.c tests/sweep/records.c $(DECODER_OBJECTS) $(wildcard tests/sweep/*.h)
	@mkdir -p $(@D)
	$(HOSTCC) $(DECODER_CFLAGS) -Wl,--wrap=output_event -o $@ $(filter %.c %.o,$^) $(DECODER_LIBS)

INTERRUPTS_NEEDS := $(BUILD)/plogen $(SWEEP)/order $(SWEEP)/interrupter.so $(SWEEP)/interrupt_avr
INTERRUPTS_RUN    = tests/sweep/interrupts.sh $(abspath $(INTERRUPTS_NEEDS) $(SWEEP)) '$(WARN)'

CHECKS += check-interrupts
check-interrupts: $(INTERRUPTS_NEEDS) | $(BUILD)/.packages
	@$(PART) interrupts $(INTERRUPTS_RUN) 29

SOAKS += soak-interrupts
soak-interrupts: $(INTERRUPTS_NEEDS) | $(BUILD)/.packages
	@$(LONG) interrupts $(INTERRUPTS_RUN) $(EVERY)

# A fault at every instruction of the log.
$(SWEEP)/faulter.so: tests/sweep/faulter.c tests/sweep/places.c tests/sweep/line.c tests/sweep/reset.c $(wildcard tests/sweep/*.h) tests/qemu_machine.h tests/qemu_plugin.h
	@mkdir -p $(@D)
	$(HOSTCC) -fPIC -shared -fvisibility=hidden -o $@ $(filter %.c,$^)

$(SWEEP)/crashes: tests/sweep/crashes.c tests/sweep/verdicts.c tests/sweep/records.c $(DECODER_OBJECTS) $(wildcard tests/sweep/*.h)
	@mkdir -p $(@D)
	$(HOSTCC) $(DECODER_CFLAGS) -Wl,--wrap=output_event -o $@ $(filter %.c %.o,$^) $(DECODER_LIBS)

FAULTS_NEEDS := $(BUILD)/plogen $(SWEEP)/crashes $(SWEEP)/faulter.so
FAULTS_RUN    = tests/sweep/faults.sh $(abspath $(FAULTS_NEEDS) $(SWEEP)) '$(WARN)'

CHECKS += check-faults
check-faults: $(FAULTS_NEEDS) | $(BUILD)/.packages
	@$(PART) faults $(FAULTS_RUN) 211

SOAKS += soak-faults
soak-faults: $(FAULTS_NEEDS) | $(BUILD)/.packages
	@$(LONG) faults $(FAULTS_RUN) $(EVERY)
