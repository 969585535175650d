# make bench: bytes, instructions and flash beside the peers' figures. check-bench: the bytes. bench-check: whether a figure is another than the
# committed one, tests/bench/figures.txt; bench-update replaces that.

BENCH := $(BUILD)/bench
BENCH_FLAGS := -I runtime -I tests/bench

# calls.plog for each kind of target; the peers have no lock either, where their flash was measured.
$(BENCH)/linux/bench.c: BENCH_OPTIONS := target linux;
$(BENCH)/speed/bench.c: BENCH_OPTIONS := target cortex-m3; optimize speed;
$(BENCH)/size/bench.c:  BENCH_OPTIONS := target cortex-m3; optimize size;
$(BENCH)/irq-speed/bench.c: BENCH_OPTIONS := target cortex-m3; optimize speed; lock irq;
$(BENCH)/irq-size/bench.c:  BENCH_OPTIONS := target cortex-m3; optimize size; lock irq;
$(BENCH)/irq-%/bench.c: BENCH_WITHOUT := /^lock /d
$(BENCH)/filter/bench.c: BENCH_OPTIONS := target cortex-m3; optimize speed; filter runtime;
$(BENCH)/%/bench.c: tests/bench/calls.plog tests/bench/build.mk $(BUILD)/plogen
	@mkdir -p $(@D)
	{ sed '$(BENCH_WITHOUT)' $<; echo '$(BENCH_OPTIONS)'; } | $(BUILD)/plogen - -o $(@D)
	@touch $@

$(BENCH)/bytes $(BENCH)/instructions: $(BENCH)/%: tests/bench/%.c tests/bench/library.c tests/bench/calls.h \
		$(BENCH)/linux/bench.c $(RUNTIME)
	$(CC) -std=c99 -D_GNU_SOURCE $(WARN) -O2 -Wl,-z,now $(BENCH_FLAGS) -I $(BENCH)/linux \
		$< tests/bench/library.c -o $@

$(BENCH)/instructions.txt: $(BENCH)/instructions tests/bench/inclusive.awk
	valgrind -q --tool=callgrind --compress-strings=no --compress-pos=no --callgrind-out-file=$(BENCH)/callgrind.out $<
	awk -f tests/bench/inclusive.awk $(BENCH)/callgrind.out >$@

$(BENCH)/%/sites.o: tests/bench/sites.c tests/bench/calls.h $(BENCH)/%/bench.c $(RUNTIME)
	$(ARM_CC) $(BENCH_FLAGS) -I $(@D) -c $< -o $@

$(BENCH)/%/flash.elf: tests/bench/flash.c tests/bench/library.c tests/bench/calls.h $(BENCH)/%/bench.c $(RUNTIME)
	$(ARM_CC) $(BENCH_FLAGS) -I $(@D) $(ARM_LINK) -Wl,-e,main -T $(@D)/bench.ld $< tests/bench/library.c -o $@

$(BENCH)/device/count.so: tests/bench/count.c tests/qemu_plugin.h
	@mkdir -p $(@D)
	$(CC) -std=c11 $(WARN) -O2 -fPIC -shared -fvisibility=hidden $< -o $@

$(BENCH)/device/figures.txt: $(BENCH)/device/count.so $(addprefix tests/bench/,device.sh device.c device.ld library.c calls.h calls.plog) \
		$(RUNTIME) $(BUILD)/plogen
	tests/bench/device.sh $(BUILD)/plogen $(@D) >$@.new
	mv $@.new $@

$(BENCH)/avr/cycles: tests/bench/cycles.c tests/simavr.h | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(HOSTCC) $< -lsimavr -lelf -o $@

$(BENCH)/avr/figures.txt: $(BENCH)/avr/cycles tests/bench/avr.sh tests/bench/avr.c tests/ports-small/thermostat.plog $(RUNTIME) $(BUILD)/plogen
	tests/bench/avr.sh $(BUILD)/plogen $(@D) >$@.new
	mv $@.new $@

$(BENCH)/share/figures.txt: tests/bench/share.sh tests/bench/share.c tests/bench/library.c tests/bench/calls.h tests/bench/calls.plog \
		$(RUNTIME) $(BUILD)/plogen
	@mkdir -p $(@D)
	tests/bench/share.sh $(BUILD)/plogen $(@D) >$@.new
	mv $@.new $@

$(BENCH)/growth/figures.txt: $(addprefix tests/bench/,growth.sh library.c calls.plog) $(RUNTIME) $(BUILD)/plogen
	@mkdir -p $(@D)
	tests/bench/growth.sh $(BUILD)/plogen $(@D) >$@.new
	mv $@.new $@

# All figures that a change of the code can make worse: NAME VALUE, a line each.
$(BENCH)/figures.txt: $(BENCH)/bytes $(BENCH)/instructions.txt $(foreach part,device avr share growth,$(BENCH)/$(part)/figures.txt) \
		$(foreach kind,size speed,$(BENCH)/$(kind)/flash.elf $(BENCH)/irq-$(kind)/flash.elf $(BENCH)/$(kind)/sites.o) $(BENCH)/filter/sites.o tests/bench/figures.sh
	tests/bench/figures.sh $(BENCH) >$@.new
	mv $@.new $@

# The figures come first: a change for the worse is told by each one's name, and not by the page alone.
.PHONY: bench-check
bench-check: bench-figures-check
CHECKS += bench-figures-check
bench-figures-check: $(BENCH)/figures.txt
	@$(PART) bench-figures-check tests/bench/compare.sh tests/bench/figures.txt $<

bench-update: $(BENCH)/figures.txt
	cp $< tests/bench/figures.txt
	tests/bench/page.sh $(BENCH) docs/PERFORMANCE.md >$(BENCH)/page.md
	cp $(BENCH)/page.md docs/PERFORMANCE.md
	@echo "docs/PERFORMANCE.md has the report; its sentences and README.md have to follow"

# The page has what make bench prints.
bench-check: bench-page-check
CHECKS += bench-page-check
bench-page-check: $(BENCH)/figures.txt
	@$(PART) bench-page-check tests/bench/page_check.sh $(BENCH) docs/PERFORMANCE.md

bench: $(BENCH)/figures.txt
	@tests/bench/report.sh $(BENCH)

CHECKS += check-prose
check-prose:
	@$(PART) prose tests/bench/prose.sh

CHECKS += check-bench
check-bench: $(BENCH)/bytes
	@$(PART) bench tests/bench/check.sh $(BENCH)/bytes

include tests/bench/host.mk
