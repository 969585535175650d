# make bench: bytes, instructions and flash beside the peers' figures. check-bench: the bytes only.

BENCH := $(BUILD)/bench
BENCH_FLAGS := -I runtime -I tests/bench

# calls.plog for three kinds of target.
$(BENCH)/linux/bench.c: BENCH_OPTIONS := target linux;
$(BENCH)/speed/bench.c: BENCH_OPTIONS := target cortex-m3; optimize speed;
$(BENCH)/size/bench.c:  BENCH_OPTIONS := target cortex-m3; optimize size;
$(BENCH)/%/bench.c: tests/bench/calls.plog tests/bench/build.mk $(BUILD)/plogen
	@mkdir -p $(@D)
	{ cat $<; echo '$(BENCH_OPTIONS)'; } | $(BUILD)/plogen - -o $(@D)
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

bench: $(BENCH)/bytes $(BENCH)/instructions.txt $(foreach kind,size speed,$(BENCH)/$(kind)/sites.o $(BENCH)/$(kind)/flash.elf)
	@tests/bench/report.sh $(BENCH)

CHECKS += check-bench
check-bench: $(BENCH)/bytes
	@$(PART) bench tests/bench/check.sh $(BENCH)/bytes

include tests/bench/host.mk
