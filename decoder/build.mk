# plogcat, and the library its tests link.

DECODER_PROGRAM := decoder/main.c decoder/memory.c
DECODER_OBJECTS := $(patsubst decoder/%.c,$(BUILD)/decoder/%.o,$(filter-out $(DECODER_PROGRAM),$(wildcard decoder/*.c)))
DECODER_CFLAGS   = $(shell pkg-config --cflags json-c libdw libelf)
DECODER_LIBS     = $(shell pkg-config --libs json-c libdw libelf) -lfec -lz -lm -ldl

$(BUILD)/plogcat: $(DECODER_PROGRAM:%.c=$(BUILD)/%.o) $(DECODER_OBJECTS)
	$(HOSTCC) -o $@ $^ $(DECODER_LIBS)

$(BUILD)/decoder/%.o: decoder/%.c | $(BUILD)/.packages-tools
	@mkdir -p $(@D)
	$(HOSTCC) $(DECODER_CFLAGS) -MMD -MP -c -o $@ $<

-include $(wildcard $(BUILD)/decoder/*.d)
