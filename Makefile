# SPDX-License-Identifier: BSD-2-Clause
#
# make help lists the targets. Plain `make` needs a C compiler, libfdt, jansson, libyaml and PCRE2, and no network; `make demo`
# and `make check` install what is missing on a Debian machine first.

VERSION := 0.1.0
# What reports name as the tool's own page; for whoever publishes it to set.
HOMEPAGE ?= https://fdtrestrict.example/
SONAME := libfdtrestrict.so.0
SCHEMA_SONAME := libfdtrestrict-schema.so.0

comma := ,
SRC := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))
O ?= .
B := $(O)/build$(if $(SANITIZE),-$(subst $(comma),-,$(SANITIZE)))$(if $(filter clang%,$(CC)),-clang)

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share
MANDIR ?= $(DATADIR)/man
BASHDIR ?= $(DATADIR)/bash-completion/completions
ZSHDIR ?= $(DATADIR)/zsh/site-functions
FISHDIR ?= $(DATADIR)/fish/vendor_completions.d
INSTALL ?= install
PKG_CONFIG ?= pkg-config
OBJCOPY ?= $(shell $(CC) -print-prog-name=objcopy)

# Bookworm's libfdt has no .pc file.
FDT_LIBS := $(shell $(PKG_CONFIG) --libs libfdt 2>/dev/null || echo -lfdt)
JANSSON_LIBS := $(shell $(PKG_CONFIG) --libs jansson 2>/dev/null || echo -ljansson)
YAML_LIBS := $(shell $(PKG_CONFIG) --libs yaml-0.1 2>/dev/null || echo -lyaml)
PCRE2_LIBS := $(shell $(PKG_CONFIG) --libs libpcre2-8 2>/dev/null || echo -lpcre2-8)
# What the C library keeps apart.
SCHEMA_LIBS := -lm -pthread
SHELL_LIBS := $(JANSSON_LIBS) $(YAML_LIBS) $(PCRE2_LIBS) $(SCHEMA_LIBS)

CFLAGS ?= -O2 -g
WARNINGS := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
SANITIZERS := $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer)
ALL_CFLAGS := -std=c11 -D_XOPEN_SOURCE=700 -DFDTR_VERSION='"$(VERSION)"' \
	-DFDTR_HOMEPAGE='"$(HOMEPAGE)"' -I$(SRC)/include -I$(SRC)/src \
	$(WARNINGS) $(SANITIZERS) $(CFLAGS)
ALL_LDFLAGS := $(SANITIZERS) $(LDFLAGS)

ACPI_PARTS := $(addprefix acpi/,resources aml namespace properties platform)
CORE := base platform devicetree $(ACPI_PARTS) placement lint lint/acpi generate generate/acpi compare \
	predict predict/acpi map
SCHEMA_PARTS := $(addprefix schema/,document pattern types fixup set decode evaluate select words validate load)
SHELL_PARTS := source source/asl $(SCHEMA_PARTS) review report cli cli/input cli/adopt cli/check cli/fix cli/generate cli/lint cli/spec \
	cli/tables cli/validate cli/compare cli/features cli/predict cli/map report/map report/predict
sources = $(foreach part,$(1),$(sort $(wildcard $(SRC)/src/$(part)/*.c)))
objects = $(patsubst $(SRC)/src/%.c,$(B)/$(2)/%.o,$(call sources,$(1)))
LIB_OBJECTS := $(call objects,$(CORE),static)
PIC_OBJECTS := $(call objects,$(CORE),shared)
CLI_OBJECTS := $(call objects,$(SHELL_PARTS),static) $(B)/static/cli/examples.o $(B)/static/schema/builtin.o \
	$(B)/static/review/meta.o

SCHEMA_OBJECTS := $(call objects,$(SCHEMA_PARTS),static) $(B)/static/schema/builtin.o
SCHEMA_PIC_OBJECTS := $(call objects,$(SCHEMA_PARTS),shared) $(B)/shared/schema/builtin.o

Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-7s %s\n' '$(1)' '$(patsubst $(O)/%,%,$(2))')

.PHONY: all demo check bench corpus install clean help setup kernel-bindings boot boot-matrix boot-kernels
all: $(B)/fdtrestrict $(B)/libfdtrestrict.a $(B)/$(SONAME) $(B)/fdtrestrict.pc $(B)/fdtrestrict-rules.7 \
	$(B)/libfdtrestrict-schema.a $(B)/$(SCHEMA_SONAME) $(B)/fdtrestrict-schema.pc

help:
	@echo 'make                 build fdtrestrict and libfdtrestrict (no network, no root)'
	@echo 'make demo            install what is missing, then show the main job on a QEMU tree'
	@echo 'make check           install what is missing, then run every test'
	@echo 'make bench           measure, and print ratios'
	@echo 'make corpus          lint the device trees of Debian kernels, downloaded, or those below CORPUS=DIR'
	@echo 'make kernel-bindings validate the device trees of a Debian kernel with the bindings of its source, downloaded, or below CORPUS=DIR'
	@echo 'make boot            boot what is generated: arm64 kernels of tests/boot, and Debian cloud kernels, downloaded'
	@echo 'make boot-matrix     boot every description under every kernel, compare that with predict, write tests/boot/MATRIX.md (long)'
	@echo 'make boot-kernels    build the arm64 kernels of tests/boot from linux-source (long)'
	@echo 'make install         into $$(DESTDIR)$$(PREFIX)'
	@echo 'make clean'
	@echo
	@echo 'RUN=PROGRAM runs what is built for another processor, such as qemu-aarch64.'
	@echo 'O=DIR builds elsewhere, SANITIZE=address,undefined and CC=clang build so, V=1 shows the commands.'

$(B)/static/%.o: $(SRC)/src/%.c $(B)/flags
	$(call say,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/shared/%.o: $(SRC)/src/%.c $(B)/flags
	$(call say,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -fPIC -MMD -MP -c -o $@ $<

# Rebuilt when the compiler or its flags change.
$(B)/flags: FORCE
	$(Q)mkdir -p $(@D)
	$(Q)echo '$(CC) $(subst ','"'"',$(ALL_CFLAGS) $(ALL_LDFLAGS))' | cmp -s - $@ || \
		echo '$(CC) $(subst ','"'"',$(ALL_CFLAGS) $(ALL_LDFLAGS))' >$@
FORCE:

# What `explain` shows: cases of tests/rules.
$(B)/generated/examples.c: FORCE
	$(Q)mkdir -p $(@D)
	$(Q)$(SRC)/src/cli/embed-cases $(SRC)/tests/rules $(SRC)/src/cli/fdtrestrict.1 >$@.new
	$(Q)cmp -s $@.new $@ && rm $@.new || mv $@.new $@

# The bindings that are used when the user names none, and what they stand on.
$(B)/generated/builtin.c: FORCE
	$(Q)mkdir -p $(@D)
	$(Q)$(SRC)/src/schema/load/embed-bindings $(SRC)/src/schema/load/core builtin_core builtin_core_count \
		$(SRC)/bindings builtin_bindings builtin_binding_count >$@.new
	$(Q)LC_ALL=C cat $(SRC)/src/schema/*/*.[ch] $(SRC)/src/base/*.[ch] | cksum | \
		sed 's/.*/const char builtin_sources[] = "&";/' >>$@.new
	$(Q)cmp -s $@.new $@ && rm $@.new || mv $@.new $@

# What bindings themselves are held against.
$(B)/generated/meta.c: FORCE
	$(Q)mkdir -p $(@D)
	$(Q)$(SRC)/src/schema/load/embed-bindings $(SRC)/src/review/meta review_meta review_meta_count >$@.new
	$(Q)cmp -s $@.new $@ && rm $@.new || mv $@.new $@

$(B)/static/review/meta.o: $(B)/generated/meta.c $(B)/flags
	$(call say,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/static/schema/builtin.o: $(B)/generated/builtin.c $(B)/flags
	$(call say,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/shared/schema/builtin.o: $(B)/generated/builtin.c $(B)/flags
	$(call say,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -fPIC -MMD -MP -c -o $@ $<

$(B)/static/cli/examples.o: $(B)/generated/examples.c $(B)/flags
	$(call say,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/libfdtrestrict.a: $(LIB_OBJECTS)
	$(call say,AR,$@)
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

$(B)/$(SONAME): $(PIC_OBJECTS) $(SRC)/src/libfdtrestrict.map
	$(call say,LD,$@)
	$(Q)$(CC) -shared $(ALL_LDFLAGS) -Wl,-soname,$(SONAME) -Wl,--version-script=$(SRC)/src/libfdtrestrict.map \
		$(if $(SANITIZE),,-Wl,-z,defs) -o $@ $(PIC_OBJECTS) $(FDT_LIBS)
	$(Q)ln -sf $(SONAME) $(B)/libfdtrestrict.so

# One object, so that its inner names are nobody's else.
$(B)/libfdtrestrict-schema.a: $(SCHEMA_OBJECTS) $(SRC)/src/libfdtrestrict-schema.map
	$(call say,AR,$@)
	$(Q)$(CC) -r -nostdlib -o $(B)/schema.o $(SCHEMA_OBJECTS)
	$(Q)sed -n 's/^	\(fdtr_[a-z_]*\);/\1/p' $(SRC)/src/libfdtrestrict-schema.map >$(B)/schema.symbols
	$(Q)$(OBJCOPY) --keep-global-symbols=$(B)/schema.symbols $(B)/schema.o
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $(B)/schema.o

# The core's library hides what its parts share: this one has a copy of that for itself, of what it uses.
$(B)/shared/core.a: $(call objects,base platform devicetree,shared)
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

$(B)/$(SCHEMA_SONAME): $(SCHEMA_PIC_OBJECTS) $(B)/shared/core.a $(SRC)/src/libfdtrestrict-schema.map
	$(call say,LD,$@)
	$(Q)$(CC) -shared $(ALL_LDFLAGS) -Wl,-soname,$(SCHEMA_SONAME) \
		-Wl,--version-script=$(SRC)/src/libfdtrestrict-schema.map $(if $(SANITIZE),,-Wl,-z,defs) \
		-o $@ $(SCHEMA_PIC_OBJECTS) $(B)/shared/core.a -Wl,--as-needed $(FDT_LIBS) $(YAML_LIBS) $(PCRE2_LIBS) $(SCHEMA_LIBS)
	$(Q)ln -sf $(SCHEMA_SONAME) $(B)/libfdtrestrict-schema.so

$(B)/fdtrestrict: $(CLI_OBJECTS) $(B)/libfdtrestrict.a
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(FDT_LIBS) $(SHELL_LIBS)

$(B)/fdtrestrict-rules.7: $(B)/fdtrestrict
	$(call say,MAN,$@)
	$(Q)$(RUN) $< explain --all --format man >$@.new
	$(Q)mv $@.new $@

pc = sed -e 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@INCLUDEDIR@|$(INCLUDEDIR)|' \
	-e 's|@VERSION@|$(VERSION)|; s|@FDT_LIBS@|$(FDT_LIBS)|; s|@SCHEMA_LIBS@|$(SCHEMA_LIBS)|' $(SRC)/src/$(1).pc.in

$(B)/%.pc: $(SRC)/src/%.pc.in $(B)/flags
	$(Q)$(call pc,$*) >$@

BINDINGS := $(sort $(patsubst $(SRC)/bindings/%,%,$(wildcard $(SRC)/bindings/*/*.yaml)))
install: all
	$(INSTALL) -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(INCLUDEDIR)/fdtrestrict \
		$(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(MANDIR)/man5 $(DESTDIR)$(MANDIR)/man7 $(DESTDIR)$(DATADIR)/fdtrestrict \
		$(DESTDIR)$(BASHDIR) $(DESTDIR)$(ZSHDIR) $(DESTDIR)$(FISHDIR)
	$(INSTALL) -m 755 $(B)/fdtrestrict $(DESTDIR)$(BINDIR)
	$(INSTALL) -m 644 $(B)/libfdtrestrict.a $(B)/libfdtrestrict-schema.a $(DESTDIR)$(LIBDIR)
	$(INSTALL) -m 755 $(B)/$(SONAME) $(B)/$(SCHEMA_SONAME) $(DESTDIR)$(LIBDIR)
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/libfdtrestrict.so
	ln -sf $(SCHEMA_SONAME) $(DESTDIR)$(LIBDIR)/libfdtrestrict-schema.so
	$(call pc,fdtrestrict) >$(DESTDIR)$(LIBDIR)/pkgconfig/fdtrestrict.pc
	$(call pc,fdtrestrict-schema) >$(DESTDIR)$(LIBDIR)/pkgconfig/fdtrestrict-schema.pc
	$(INSTALL) -m 644 $(SRC)/include/fdtrestrict/*.h $(DESTDIR)$(INCLUDEDIR)/fdtrestrict
	$(INSTALL) -m 644 $(SRC)/src/cli/fdtrestrict.1 $(DESTDIR)$(MANDIR)/man1
	$(INSTALL) -m 644 $(SRC)/src/cli/fdtrestrict.yaml.5 $(SRC)/src/cli/fdtrestrict-pools.yaml.5 $(DESTDIR)$(MANDIR)/man5
	$(INSTALL) -m 644 $(B)/fdtrestrict-rules.7 $(DESTDIR)$(MANDIR)/man7
	$(INSTALL) -m 644 $(SRC)/schemas/*.schema.json $(DESTDIR)$(DATADIR)/fdtrestrict
	for file in $(BINDINGS); do \
		$(INSTALL) -d $(DESTDIR)$(DATADIR)/fdtrestrict/bindings/$${file%/*} && \
		$(INSTALL) -m 644 $(SRC)/bindings/$$file $(DESTDIR)$(DATADIR)/fdtrestrict/bindings/$$file || exit; \
	done
	$(INSTALL) -m 644 $(SRC)/src/cli/completions/fdtrestrict.bash $(DESTDIR)$(BASHDIR)/fdtrestrict
	$(INSTALL) -m 644 $(SRC)/src/cli/completions/_fdtrestrict $(DESTDIR)$(ZSHDIR)
	$(INSTALL) -m 644 $(SRC)/src/cli/completions/fdtrestrict.fish $(DESTDIR)$(FISHDIR)

setup:
	@$(SRC)/tests/tools/setup $(SETUP)

demo:
	@$(SRC)/tests/tools/setup build
	@$(MAKE) --no-print-directory -f $(SRC)/Makefile all O=$(O)
	@$(SRC)/examples/demo $(B)/fdtrestrict $(SRC)/examples

check:
	@$(SRC)/tests/tools/setup build test
	@$(MAKE) --no-print-directory -f $(SRC)/Makefile all unit-tests source-tests schema-tests acpi-tests examples benchmarks O=$(O)
	@$(SRC)/tests/run $(abspath $(B))

bench:
	@$(SRC)/tests/tools/setup build test
	@$(MAKE) --no-print-directory -f $(SRC)/Makefile all benchmarks O=$(O)
	@CORPUS=$(or $(CORPUS),$(wildcard $(O)/corpus)) $(SRC)/tests/bench/run $(abspath $(B))

# CORPUS: a folder with unpacked kernel packages; SUITES: such as bookworm-backports or sid, besides this machine's own.
CORPUS ?=
corpus:
	@$(SRC)/tests/tools/setup build corpus
	@$(MAKE) --no-print-directory -f $(SRC)/Makefile all O=$(O)
	$(if $(CORPUS),,@$(SRC)/tests/corpus/fetch $(O)/corpus $(if $(SUITES),own $(SUITES)))
	@$(SRC)/tests/corpus/run $(abspath $(B)) $(or $(CORPUS),$(O)/corpus)

# CORPUS: a folder as tests/kernel/fetch leaves it.
kernel-bindings:
	@$(SRC)/tests/tools/setup build corpus test
	@$(MAKE) --no-print-directory -f $(SRC)/Makefile all schema-tests O=$(O)
	$(if $(CORPUS),,@$(SRC)/tests/kernel/fetch $(O)/corpus)
	@$(SRC)/tests/kernel/run $(abspath $(B)) $(or $(CORPUS),$(O)/corpus)

boot:
	@$(SRC)/tests/tools/setup build test boot
	@$(MAKE) --no-print-directory -f $(SRC)/Makefile all O=$(O)
	@$(SRC)/tests/boot/fetch $(abspath $(B))/boot || echo 'skip boot/debian: its packages cannot be had'
	@FDTR_BOOT_DEBIAN=$(abspath $(B))/boot $(SRC)/tests/boot/run $(B)/fdtrestrict

# What is booted already, under build/boot-matrix, is not booted again. PATTERNS='6.12-*/pci*' boots those.
boot-matrix:
	@$(SRC)/tests/tools/setup build test boot
	@$(MAKE) --no-print-directory -f $(SRC)/Makefile all O=$(O)
	@$(SRC)/tests/boot/fetch $(abspath $(B))/boot || echo 'skip boot-matrix/debian: its packages cannot be had'
	@FDTR_BOOT_DEBIAN=$(abspath $(B))/boot FDTR_BOOT_MATRIX=$(abspath $(B))/boot-matrix \
		python3 $(SRC)/tests/boot/matrix.py $(B)/fdtrestrict $(PATTERNS)

boot-kernels:
	@$(SRC)/tests/boot/build-kernels $(abspath $(O))/boot-kernels

clean:
	rm -rf $(O)/build $(O)/build-*

include $(SRC)/tests/tests.mk
-include $(shell find $(B) -name '*.d' 2>/dev/null)
