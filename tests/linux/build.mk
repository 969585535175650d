# The ring on Linux: forks, a file in use, and memory that outlives a kernel panic.

LINUX := $(BUILD)/tests/linux

$(LINUX)/ring.json: tests/linux/ring.plog $(BUILD)/plogen
	@mkdir -p $(@D)
	$(BUILD)/plogen $< -o $(@D)
	@touch $@

LINUX_CC = $(CC) -std=c11 -D_GNU_SOURCE $(WARN) $(CFLAGS) -pthread -I runtime -I $(LINUX)

$(LINUX)/forks: tests/linux/forks.c $(LINUX)/ring.json $(RUNTIME)
	$(LINUX_CC) $< $(LINUX)/ring.c -o $@

CHECKS += check-linux
check-linux: $(LINUX)/forks $(BUILD)/plogcat
	@$(PART) linux tests/linux/run.sh $(LINUX) $(BUILD)/plogcat
