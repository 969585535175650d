# plogen and plogcat without memory, and with a disk that fails; see run.sh.

FAILING := $(BUILD)/tests/failing

$(FAILING)/fail.so: tests/failing/fail.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -Wall -Wextra -Werror -O1 -shared -fPIC -fno-builtin -o $@ $<

$(FAILING)/samples/.made: $(BUILD)/tests/decoder/plain
	@mkdir -p $(@D)
	$< --samples $(@D)
	@touch $@

CHECKS += check-failing
check-failing: $(BUILD)/plogen $(BUILD)/plogcat $(FAILING)/fail.so $(FAILING)/samples/.made
	@$(PART) failing tests/failing/run.sh $(BUILD)/plogen $(abspath $(FAILING)/fail.so) $(FAILING)/work $(BUILD)/plogcat $(FAILING)/samples
