# The part of make bench that measures plogen and plogcat.

$(BENCH)/best: tests/bench/best.c
	@mkdir -p $(@D)
	$(CC) -std=c99 -D_GNU_SOURCE $(WARN) -O2 $< -o $@

.PHONY: bench-host
bench: bench-host
bench-host: $(BENCH)/best $(BUILD)/plogen $(BUILD)/plogcat
	@tests/bench/host.sh $(BENCH) $(BUILD)/plogen $(BUILD)/plogcat

# The instructions of both, which a change of the code can make worse, but for one in a hundred: the C library differs between machines.
$(BENCH)/host-figures.txt: $(BUILD)/plogen $(BUILD)/plogcat $(addprefix tests/bench/,host_figures.sh host_inputs.sh stream.c calls.h calls.plog motor_calls.h) \
		examples/motor/motor.plog $(RUNTIME)
	@mkdir -p $(@D)
	tests/bench/host_figures.sh $(BENCH) $(BUILD)/plogen $(BUILD)/plogcat >$@.new
	mv $@.new $@

bench-host-check: $(BENCH)/host-figures.txt
	@$(PART) bench-host-check tests/bench/compare.sh tests/bench/host-figures.txt $< 1
CHECKS += bench-host-check
bench-check: bench-host-check

bench-update: bench-host-update
bench-host-update: $(BENCH)/host-figures.txt
	cp $< tests/bench/host-figures.txt
