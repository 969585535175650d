# The ring on Linux: forks, a file in use, the kernel's own log, and memory that outlives a kernel panic.

LINUX  := $(BUILD)/tests/linux
KERNEL := $(BUILD)/kernel

$(LINUX)/ring.json: tests/linux/ring.plog $(BUILD)/plogen
	@mkdir -p $(@D)
	$(BUILD)/plogen $< -o $(@D)
	@touch $@

# The same with rings of two cores.
$(LINUX)/cores/ring.json: tests/linux/ring.plog $(BUILD)/plogen
	@mkdir -p $(@D)
	{ cat $<; echo 'cores 2;'; } | $(BUILD)/plogen - -o $(@D)
	@touch $@

# The same with "optimize size".
$(LINUX)/small/ring.json: tests/linux/ring.plog $(BUILD)/plogen
	@mkdir -p $(@D)
	{ cat $<; echo 'optimize size;'; } | $(BUILD)/plogen - -o $(@D)
	@touch $@

LINUX_CC = $(CC) -std=c11 -D_GNU_SOURCE $(WARN) $(CFLAGS) -pthread -I runtime -I $(@D)

$(LINUX)/guest: LINUX_CC += -static
$(LINUX)/forks $(LINUX)/guest: $(LINUX)/%: tests/linux/%.c $(LINUX)/ring.json $(RUNTIME)
	$(LINUX_CC) $< $(LINUX)/ring.c -o $@

$(LINUX)/cores/forks $(LINUX)/small/forks: $(LINUX)/%/forks: tests/linux/forks.c $(LINUX)/%/ring.json $(RUNTIME)
	$(LINUX_CC) $< $(@D)/ring.c -o $@

$(LINUX)/plogcat: $(BUILD)/decoder/main.o $(DECODER_OBJECTS)
	@mkdir -p $(@D)
	$(HOSTCC) -static -o $@ $^ $(DECODER_LIBS)

$(KERNEL)/vmlinux: tests/linux/kernel.sh | $(BUILD)/.packages
	tests/linux/kernel.sh $(KERNEL)
	@touch $@

CHECKS += check-forks
check-forks: $(LINUX)/forks $(LINUX)/cores/forks $(LINUX)/small/forks $(BUILD)/plogcat
	@$(PART) forks tests/linux/forks.sh $(LINUX) $(BUILD)/plogcat

CHECKS += check-linux-page
check-linux-page: $(BUILD)/plogen $(BUILD)/plogcat docs/LINUX.md
	@$(PART) linux-page tests/linux/doc.sh $(LINUX)/page

CHECKS += check-pstore
check-pstore: $(DECODER_TEST)/plogcat-sanitized
	@mkdir -p $(LINUX)/pstore
	@$(PART) pstore tests/linux/pstore.sh $(LINUX)/pstore $<

# The guest's programs are this machine's, and the guest is an amd64.
ifeq ($(shell uname -m),x86_64)
CHECKS += check-linux
check-linux: $(LINUX)/guest $(LINUX)/plogcat $(KERNEL)/vmlinux
	@$(PART) linux tests/linux/boot.sh $(LINUX) $(KERNEL)
endif
