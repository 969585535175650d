# The runtime's tests, on the host: Check programs, each compiled together with the .c that plogen wrote for its spec.
#
#   variant   options that are added to ring.plog
#   test      tests/runtime/test_NAME.c, built for its variant, plain and with sanitizers; what follows a "-" tells variants
#             of one file apart
#
# Where a test fills blocks to the byte, its variant is small: with "optimize speed" a record wants more room than it takes.

RT       := $(BUILD)/tests/runtime
RT_SPEC  := tests/runtime/ring.plog
RT_BARE  := clock none; lock none;

RT_plain   := buffer 1K overwrite; $(RT_BARE)
RT_small   := buffer 1K overwrite; $(RT_BARE) optimize size;
RT_drop    := buffer 1K drop; $(RT_BARE) optimize size;
RT_keep    := buffer 1536 overwrite; keep error 1K; $(RT_BARE) optimize size;
RT_count   := buffer 1K overwrite; $(RT_BARE) optimize size; count;
RT_ecc     := buffer 1K overwrite; $(RT_BARE) optimize size; integrity ecc;
RT_both    := buffer 1536 overwrite; keep error 1K; $(RT_BARE) optimize size; integrity ecc;
RT_time    := buffer 1K overwrite; clock user 1MHz; lock user;
RT_halves  := buffer 4K overwrite; clock user 1MHz; lock none;
RT_hosted  := buffer 1K overwrite; clock none;
RT_threads := buffer 64K overwrite; clock ns;
RT_backup  := buffer 1K overwrite; $(RT_BARE) optimize size;
RT_filter  := buffer 1K overwrite; $(RT_BARE) level info; filter runtime;
RT_filtered := $(RT_filter) optimize size;

# A test and its variant, where that is not plain.
RT_TESTS               := fill read attach newest drop count steps steps-count steps-drop steps-keep steps-ecc steps-both steps-ram32 steps-ram64 time halves hosted threads filter filter-small backup backup-ecc loop loop-count loop-keep loop-ecc
RT_variant_fill        := small
RT_variant_attach      := small
RT_variant_drop        := drop
RT_variant_count       := count
RT_variant_steps       := small
RT_variant_steps-count := count
RT_variant_steps-ram32 := count
RT_variant_steps-ram64 := small
RT_variant_steps-drop  := drop
RT_variant_steps-keep  := keep
RT_variant_steps-ecc   := ecc
RT_variant_steps-both  := both
RT_variant_time        := time
RT_variant_halves      := halves
RT_variant_hosted      := hosted
RT_variant_threads     := threads
RT_variant_filter      := filter
RT_variant_filter-small := filtered
RT_variant_backup      := backup
RT_variant_backup-ecc  := ecc
RT_variant_loop        := small
RT_variant_loop-count  := count
RT_variant_loop-keep   := keep
RT_variant_loop-ecc    := ecc
RT_SPEC_OF  = $(RT)/spec/$(or $(RT_variant_$1),plain)/ring.c

$(RT)/spec/%/ring.c: $(RT_SPEC) tests/runtime/build.mk $(BUILD)/plogen
	@mkdir -p $(@D)
	{ cat $<; echo '$(RT_$*)'; } >$(@D)/ring.plog
	$(BUILD)/plogen $(@D)/ring.plog -o $(@D)
	@touch $@

RT_CC     = $(CC) -std=c11 -D_GNU_SOURCE $(WARN) -pthread -I runtime -I tests/runtime
RT_COMMON := $(wildcard tests/runtime/*.h) $(addprefix tests/runtime/,reader.c steps.c suite.c)
RT_SANITY := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all
RT_CHECK  := $$(pkg-config --cflags --libs check)

define RT_PROGRAM
$(RT)/$1: tests/runtime/test_$(firstword $(subst -, ,$1)).c $(RT_COMMON) $(call RT_SPEC_OF,$1) $(RUNTIME) | $(BUILD)/.packages
	$$(RT_CC) -O2 -g -I $(dir $(call RT_SPEC_OF,$1)) $$(filter %.c,$$(filter-out %/ring.c runtime/%,$$^)) $$(RT_CHECK) -o $$@

$(RT)/$1.sane: tests/runtime/test_$(firstword $(subst -, ,$1)).c $(RT_COMMON) $(call RT_SPEC_OF,$1) $(RUNTIME) | $(BUILD)/.packages
	$$(RT_CC) $$(RT_SANITY) -I $(dir $(call RT_SPEC_OF,$1)) $$(filter %.c,$$(filter-out %/ring.c runtime/%,$$^)) $$(RT_CHECK) -o $$@
endef
$(foreach test,$(RT_TESTS),$(eval $(call RT_PROGRAM,$(test))))

$(RT)/steps-ram32 $(RT)/steps-ram32.sane: RT_CC += -DHELD_BACK=4
$(RT)/steps-ram64 $(RT)/steps-ram64.sane: RT_CC += -DHELD_BACK=8
$(RT)/threads $(RT)/threads.sane $(RT)/threads.race: RT_CC += -DPLOG_ON_DATA=1
# No options of a spec for Linux, but the code is the same.
$(RT)/halves $(RT)/halves.sane: RT_CC += -DPLOG_BYTE_CONSTANTS=1
$(RT)/loop $(RT)/loop.sane $(RT)/loop-count $(RT)/loop-count.sane $(RT)/loop-keep $(RT)/loop-keep.sane $(RT)/loop-ecc $(RT)/loop-ecc.sane: RT_CC += -DPLOG_CRASH_LOOP=3u
$(RT)/backup $(RT)/backup.sane $(RT)/backup-ecc $(RT)/backup-ecc.sane: RT_CC += -DPLOG_BACKUP=600u
$(RT)/hosted $(RT)/hosted.sane: RT_CC += -DLOADER='"$(RT)/loader"'
$(RT)/hosted $(RT)/hosted.sane: $(RT)/loader

# The thread sanitizer does not know fences and warns of them; it knows the lock, and that is what orders the threads.
$(RT)/threads.race: tests/runtime/test_threads.c $(RT_COMMON) $(call RT_SPEC_OF,threads) $(RUNTIME) | $(BUILD)/.packages
	$(RT_CC) -O1 -g -fsanitize=thread -Wno-tsan -I $(dir $(call RT_SPEC_OF,threads)) \
		$(filter %.c,$(filter-out %/ring.c runtime/%,$^)) $(RT_CHECK) -o $@

$(RT)/spec/loader/loader.c: tests/runtime/loader.plog $(BUILD)/plogen
	$(BUILD)/plogen $< -o $(@D)
	@touch $@

$(RT)/loader: tests/runtime/drain_early.c $(RT)/spec/loader/loader.c $(RUNTIME)
	$(RT_CC) -O2 -I $(RT)/spec/loader $< -o $@

# A reset at each store takes as long as all the others together, so it is a part of its own: the two run side by side.
RT_STEPS := $(filter steps%,$(RT_TESTS))
RT_OTHER := $(filter-out steps%,$(RT_TESTS))
RT_STEPS_PROGRAMS := $(foreach test,$(RT_STEPS),$(RT)/$(test) $(RT)/$(test).sane)
RT_OTHER_PROGRAMS := $(foreach test,$(RT_OTHER),$(RT)/$(test) $(RT)/$(test).sane) $(RT)/threads.race

CHECKS += check-steps check-runtime
check-steps: $(RT_STEPS_PROGRAMS) | $(BUILD)/.packages
	@$(PART) steps tests/runtime/run.sh $(RT_STEPS_PROGRAMS)

check-runtime: $(RT_OTHER_PROGRAMS) $(BUILD)/plogen | $(BUILD)/.packages
	@$(PART) runtime tests/runtime/run.sh $(RT_OTHER_PROGRAMS) 'tests/runtime/code.sh $(BUILD)/plogen $(RT)/code'
