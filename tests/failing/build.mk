# plogen without memory, and with a disk that fails; see run.sh.

FAILING := $(BUILD)/tests/failing

$(FAILING)/fail.so: tests/failing/fail.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -Wall -Wextra -Werror -O1 -shared -fPIC -fno-builtin -o $@ $<

CHECKS += check-failing
check-failing: $(BUILD)/plogen $(FAILING)/fail.so
	@$(PART) failing tests/failing/run.sh $(BUILD)/plogen $(abspath $(FAILING)/fail.so) $(FAILING)/work
