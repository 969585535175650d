# build/plogen, from the grammar, the compiler's files and the templates.

COMPILER_BUILD   := $(BUILD)/compiler
COMPILER_SOURCES := $(wildcard compiler/*.c)
COMPILER_OBJECTS := $(COMPILER_SOURCES:compiler/%.c=$(COMPILER_BUILD)/%.o) \
                    $(COMPILER_BUILD)/plog_lexer.o $(COMPILER_BUILD)/plog_parser.o $(COMPILER_BUILD)/templates.o
TEMPLATES        := $(sort $(wildcard templates/*))
LEMON_TEMPLATE   := /usr/share/lemon/lempar.c

$(BUILD)/plogen: $(COMPILER_OBJECTS)
	$(HOSTCC) $(LDFLAGS) -o $@ $^

$(COMPILER_BUILD)/%.o: compiler/%.c | $(COMPILER_BUILD)/plog_tokens.h
	$(HOSTCC) -iquote compiler -iquote $(COMPILER_BUILD) -MMD -MP -c -o $@ $<

$(COMPILER_BUILD)/plog_lexer.o: $(COMPILER_BUILD)/plog_lexer.c $(COMPILER_BUILD)/plog_tokens.h
	$(HOSTCC) -iquote compiler -iquote $(COMPILER_BUILD) -MMD -MP -c -o $@ $<

# The templates as string literals, longer than C promises to allow.
$(COMPILER_BUILD)/templates.o: $(COMPILER_BUILD)/templates.c
	$(HOSTCC) -Wno-overlength-strings -iquote compiler -c -o $@ $<

$(COMPILER_BUILD)/templates.c: compiler/embed.sh $(TEMPLATES) | $(COMPILER_BUILD)/.made
	compiler/embed.sh $(TEMPLATES) > $@

# lemon's frame has parameters and variables that this grammar does not use.
$(COMPILER_BUILD)/plog_parser.o: $(COMPILER_BUILD)/plog_parser.c
	$(HOSTCC) -Wno-unused-parameter -Wno-unused-variable -DNDEBUG -iquote compiler -iquote $(COMPILER_BUILD) -MMD -MP -c -o $@ $<

$(COMPILER_BUILD)/plog_lexer.c: grammar/plog.re | $(COMPILER_BUILD)/.made
	re2c -W -Werror --no-generation-date --no-version -o $@ $<

# lemon leaves an unchanged .h untouched, so rules depend on the .c.
$(COMPILER_BUILD)/plog_parser.c: grammar/plog.y | $(COMPILER_BUILD)/.made
	lemon -l -d$(COMPILER_BUILD) -T$(LEMON_TEMPLATE) $<
	mv $(COMPILER_BUILD)/plog.c $@

$(COMPILER_BUILD)/plog_tokens.h: $(COMPILER_BUILD)/plog_parser.c
	cp $(COMPILER_BUILD)/plog.h $@

$(COMPILER_BUILD)/.made: | $(BUILD)/.packages-tools
	mkdir -p $(COMPILER_BUILD)
	touch $@

-include $(COMPILER_OBJECTS:.o=.d)
