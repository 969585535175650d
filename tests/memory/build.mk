# check-memory: plogcat's memory on large inputs. make soak-memory: on 4 GiB of garbage and of a stream; takes as much of the disk.

MEMORY := $(BUILD)/tests/memory

$(MEMORY)/garbage: tests/memory/garbage.c
	@mkdir -p $(@D)
	$(HOSTCC) -o $@ $<

# tests/bench/best.c prints how much memory a command takes.
$(MEMORY)/best: tests/bench/best.c
	@mkdir -p $(@D)
	$(CC) -std=c99 -D_GNU_SOURCE $(WARN) -O2 $< -o $@

MEMORY_TOOLS := $(BUILD)/plogcat $(MEMORY)/best $(BUILD)/tests/decoder/plain $(MEMORY)/garbage

CHECKS += check-memory
check-memory: $(MEMORY_TOOLS)
	@$(PART) memory tests/memory/run.sh $(MEMORY_TOOLS) $(MEMORY)/work 256

# Tables that mean harm.
CHECKS += check-tables
check-tables: $(BUILD)/plogcat $(BUILD)/tests/decoder/plain
	@$(PART) tables tests/memory/tables.sh $^ $(MEMORY)/tables

SOAKS += soak-memory
soak-memory: $(MEMORY_TOOLS)
	@$(LONG) memory tests/memory/run.sh $(MEMORY_TOOLS) $(MEMORY)/soak $(call SCALED,4096)
