# SPDX-License-Identifier: BSD-2-Clause
#
# Programs of the tests: included by the Makefile, whose variables it uses.

CHECK_CFLAGS = $(shell $(PKG_CONFIG) --cflags check)
CHECK_LIBS = $(shell $(PKG_CONFIG) --libs check)

test_sources = $(sort $(wildcard $(SRC)/tests/$(1)/*.c))
test_objects = $(patsubst $(SRC)/tests/%.c,$(B)/tests/%.o,$(call test_sources,$(1)))

.PHONY: unit-tests source-tests schema-tests acpi-tests benchmarks fuzzers examples

$(B)/tests/%.o: $(SRC)/tests/%.c $(B)/flags
	$(call say,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(TEST_CFLAGS) -MMD -MP -c -o $@ $<

$(call test_objects,unit): TEST_CFLAGS = $(CHECK_CFLAGS)

unit-tests: $(B)/unit-tests

# The shell's parts as well, which no library holds.
$(B)/unit-tests: $(call test_objects,unit) $(filter-out %/main.o,$(CLI_OBJECTS)) $(B)/libfdtrestrict.a
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(FDT_LIBS) $(SHELL_LIBS) $(CHECK_LIBS)

BENCH_PROGRAMS := $(B)/bench/bench $(B)/bench/gen-tree $(B)/bench/gen-acpi $(B)/bench/ssdt
$(B)/bench/gen-tree: $(B)/tests/bench/deep.o $(B)/tests/bench/crowd.o

benchmarks: $(BENCH_PROGRAMS)

$(BENCH_PROGRAMS): $(B)/bench/%: $(B)/tests/bench/%.o $(B)/libfdtrestrict.a
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(FDT_LIBS)

examples: $(patsubst $(SRC)/examples/%.c,$(B)/%,$(sort $(wildcard $(SRC)/examples/*.c)))

$(B)/examples/%.o: $(SRC)/examples/%.c $(B)/flags
	$(call say,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/vmm: $(B)/examples/vmm.o $(B)/libfdtrestrict.a
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(FDT_LIBS)

$(B)/vmm_acpi: $(B)/examples/vmm_acpi.o $(B)/libfdtrestrict.a
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(FDT_LIBS)

$(B)/predict: $(B)/examples/predict.o $(B)/libfdtrestrict.a
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(FDT_LIBS)

$(B)/validate: $(B)/examples/validate.o $(B)/libfdtrestrict-schema.a $(B)/libfdtrestrict.a
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(FDT_LIBS) $(YAML_LIBS) $(PCRE2_LIBS) $(SCHEMA_LIBS)

# These stand on the command's own objects.
SOURCE_PROGRAMS := $(patsubst $(SRC)/tests/source/%.c,$(B)/source/%,$(call test_sources,source))

source-tests: $(SOURCE_PROGRAMS)

$(SOURCE_PROGRAMS): $(B)/source/%: $(B)/tests/source/%.o $(filter-out %/main.o,$(CLI_OBJECTS)) $(B)/libfdtrestrict.a
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(FDT_LIBS) $(SHELL_LIBS)

SCHEMA_PROGRAMS := $(patsubst $(SRC)/tests/schema/%.c,$(B)/schema/%,$(call test_sources,schema))

schema-tests: $(SCHEMA_PROGRAMS)

$(SCHEMA_PROGRAMS): $(B)/schema/%: $(B)/tests/schema/%.o $(filter-out %/main.o,$(CLI_OBJECTS)) $(B)/libfdtrestrict.a
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(FDT_LIBS) $(SHELL_LIBS)

ACPI_PROGRAMS := $(B)/acpi/platform $(B)/acpi/predict $(B)/acpi/read $(B)/acpi/terms
$(B)/acpi/terms: $(B)/tests/acpi/random.o

acpi-tests: $(ACPI_PROGRAMS)

$(ACPI_PROGRAMS): $(B)/acpi/%: $(B)/tests/acpi/%.o $(B)/libfdtrestrict.a
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(FDT_LIBS)

# The core is compiled once more, with what libFuzzer wants to see; only clang has that.
FUZZ_CC ?= clang
FUZZ_CFLAGS := -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FUZZ_TARGETS := fuzz-read fuzz-generate fuzz-repair fuzz-config fuzz-source fuzz-evaluate fuzz-yaml fuzz-decode fuzz-cache fuzz-tables \
	fuzz-memory-map fuzz-kernel-config fuzz-acpi fuzz-nodes
FUZZ_SHARED := $(filter-out $(FUZZ_TARGETS:%=$(B)/fuzz/tests/fuzz/%.o),\
	$(patsubst $(SRC)/%.c,$(B)/fuzz/%.o,$(call test_sources,fuzz)))
FUZZ_CORE := $(patsubst $(SRC)/%.c,$(B)/fuzz/%.o,$(call sources,$(CORE) source source/asl))

# The other makes tables to start from.
fuzzers: $(FUZZ_TARGETS:%=$(B)/fuzz/%) $(B)/acpi/terms

$(B)/fuzz/%.o: $(SRC)/%.c $(B)/flags
	$(call say,FUZZCC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(FUZZ_CC) $(ALL_CFLAGS) $(FUZZ_CFLAGS) -MMD -MP -c -o $@ $<

$(FUZZ_TARGETS:%=$(B)/fuzz/%): $(B)/fuzz/%: $(B)/fuzz/tests/fuzz/%.o $(FUZZ_SHARED) $(FUZZ_CORE)
	$(call say,LD,$@)
	$(Q)$(FUZZ_CC) -fsanitize=fuzzer,address,undefined $(LDFLAGS) -o $@ $^ $(FDT_LIBS) $(FUZZ_LIBS)

$(B)/fuzz/fuzz-read: $(patsubst $(SRC)/%.c,$(B)/fuzz/%.o,$(call sources,report/map))

# What the user writes for the tool is read by parts of the shell.
$(B)/fuzz/fuzz-config: $(patsubst %,$(B)/fuzz/src/cli/%.o,analyse common nearest input/paths input/text_file \
	$(addprefix adopt/,baseline baseline_parse config config_parse config_write ignores yaml_reader) \
	$(addprefix spec/,spec spec_check spec_device spec_pool spec_values))
$(B)/fuzz/fuzz-config: FUZZ_LIBS = $(JANSSON_LIBS) $(YAML_LIBS)

$(B)/fuzz/fuzz-memory-map: $(patsubst $(SRC)/%.c,$(B)/fuzz/%.o,$(wildcard $(SRC)/src/cli/tables/memory_map*.c) \
	$(SRC)/src/cli/input/text_file.c)
$(B)/fuzz/fuzz-memory-map: FUZZ_LIBS = $(JANSSON_LIBS)

$(B)/fuzz/fuzz-kernel-config: $(patsubst %,$(B)/fuzz/src/cli/%.o,predict/kernel_config input/text_file)

$(B)/fuzz/fuzz-evaluate $(B)/fuzz/fuzz-cache $(B)/fuzz/fuzz-nodes: $(B)/static/schema/builtin.o \
	$(patsubst $(SRC)/%.c,$(B)/fuzz/%.o,$(call sources,$(SCHEMA_PARTS)))
$(B)/fuzz/fuzz-evaluate $(B)/fuzz/fuzz-cache $(B)/fuzz/fuzz-nodes: FUZZ_LIBS = $(YAML_LIBS) $(PCRE2_LIBS) -lm -pthread
$(B)/fuzz/fuzz-nodes: $(patsubst $(SRC)/%.c,$(B)/fuzz/%.o,$(wildcard $(SRC)/src/cli/validate/tables_*.c))
$(B)/fuzz/fuzz-tables: $(patsubst %,$(B)/fuzz/src/cli/%.o,input/dump input/paths input/recognise)
$(B)/fuzz/fuzz-yaml: $(patsubst %,$(B)/fuzz/src/schema/%.o,$(addprefix document/,builder document keyword scalar store structure value) \
	$(addprefix fixup/,fixup fixup_make fixup_matrix fixup_node fixup_select fixup_values) \
	$(addprefix types/,form))
$(B)/fuzz/fuzz-yaml: FUZZ_LIBS = $(YAML_LIBS)
$(B)/fuzz/fuzz-decode: $(patsubst %,$(B)/fuzz/src/schema/%.o,$(addprefix document/,builder document keyword names scalar store value) \
	$(addprefix decode/,decode decode_counts decode_marks decode_reading decode_rows decode_value) \
	$(addprefix pattern/,dialect pattern) \
	$(addprefix types/,form types types_ask))
$(B)/fuzz/fuzz-decode: FUZZ_LIBS = $(YAML_LIBS) $(PCRE2_LIBS)
