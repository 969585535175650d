# The part of make bench that measures plogen and plogcat.

$(BENCH)/best: tests/bench/best.c
	@mkdir -p $(@D)
	$(CC) -std=c99 -D_GNU_SOURCE $(WARN) -O2 $< -o $@

.PHONY: bench-host
bench: bench-host
bench-host: $(BENCH)/best $(BUILD)/plogen $(BUILD)/plogcat
	@tests/bench/host.sh $(BENCH) $(BUILD)/plogen $(BUILD)/plogcat
