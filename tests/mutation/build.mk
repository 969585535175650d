# Small defects in the runtime and the decoder, each of which a test must catch: the table is `mutants`.
#
# make check-mutation   a few of them
# make soak-mutation    all

MUTATION := $(BUILD)/mutation
MUTATION_RUN = rm -rf $(MUTATION); mkdir -p $(MUTATION)/build; cp -rp Makefile setup.sh compiler decoder runtime templates grammar examples tests $(MUTATION); \
	cp -p $(BUILD)/.packages* $(BUILD)/plogen $(MUTATION)/build; cp -rp $(BUILD)/compiler $(BUILD)/decoder $(MUTATION)/build; \

MUTATION_SOME := 'lost bytes\|not marked'

CHECKS += check-mutation
check-mutation: all | $(BUILD)/.packages
	@$(MUTATION_RUN) $(PART) mutation tests/mutation/run.sh $(MUTATION) tests/mutation/mutants $(MUTATION_SOME)

SOAKS += soak-mutation
soak-mutation: all | $(BUILD)/.packages
	@$(MUTATION_RUN) $(LONG) mutation tests/mutation/run.sh $(MUTATION) tests/mutation/mutants
