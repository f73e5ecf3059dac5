# The commands of the README. `make help` lists them.

SHELL := /bin/sh
PREFIX ?= /usr/local
CONFIGURATION_FLAGS := --explicit-target-dependency-import-check error
# A folder of its own: the release build then runs beside the debug build of the tests.
RELEASE_FOLDER := .build/optimised
OPTIMISATION_FLAGS := --static-swift-stdlib -Xswiftc -enforce-exclusivity=unchecked \
  -Xswiftc -Xllvm -Xswiftc -static-func-full-module-prefix=false
# An allocator that packs small objects closer than glibc's. As one object, not as an archive: the
# static standard library hides what archives define from shared libraries, which would then free
# with one allocator what the other gave (docs/decisions/0043).
ALLOCATOR := $(RELEASE_FOLDER)/allocator.o
# What is run often is laid out together (docs/decisions/0019); `make profile` renews it.
PROFILE := Benchmarks/conversation.profdata
RELEASE_FLAGS := -c release --product simrun --scratch-path $(RELEASE_FOLDER) \
  $(OPTIMISATION_FLAGS) -Xlinker $(CURDIR)/$(ALLOCATOR) \
  -Xswiftc -Xfrontend -Xswiftc -ir-profile-use=$(CURDIR)/$(PROFILE)
RELEASE := $(RELEASE_FOLDER)/release/simrun

.DEFAULT_GOAL := help
.PHONY: help setup audio build release demo test lint bench campaign profile live interop battery \
  install clean

help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name text; do \
	  printf '  make %-8s %s\n' "$$name" "$$text"; done

setup: ## Install the Debian packages that the build needs, if any is missing
	@scripts/setup.sh

audio: ## Install those of the audio tier too; the next build then has it
	@scripts/setup.sh --audio

build: setup release ## Build the release binary, .build/optimised/release/simrun

$(ALLOCATOR):
	@mkdir -p $(RELEASE_FOLDER)
	@clang -r -nostdlib -fuse-ld=lld -o $@ -Wl,--whole-archive -l:libtcmalloc_minimal.a

release: $(ALLOCATOR)
	@swift build $(CONFIGURATION_FLAGS) $$(scripts/traits.sh) $(RELEASE_FLAGS)

demo: build ## From nothing to a first report: 20,000 simulated calls
	@scripts/demo.sh $(RELEASE)

test: audio lint ## The whole gate: lint, tests in debug, runs in debug and release
	@scripts/test.sh $(RELEASE) $(MAKE) release

lint: ## Check the format of every Swift file
	@swift format lint --strict --parallel --recursive Package.swift Plugins Sources Tests

bench: build ## Time the pinned scenario peak-20k on the release build
	@scripts/leads.sh $(RELEASE)
	@$(RELEASE) bench
	@echo "simrun bench SUITE measures a part by itself; Benchmarks/README.md lists the suites."

campaign: build ## Live a thousand seeds several times over, in every mode and environment
	@swift build $(CONFIGURATION_FLAGS) $$(scripts/traits.sh) --product simrun
	@scripts/campaign.sh $(RELEASE) .build/debug/simrun

profile: setup ## Count what the release build runs, for the compiler: renews Benchmarks/*.profdata
	@scripts/profile.sh $(PROFILE) $(CONFIGURATION_FLAGS) $$(scripts/traits.sh) \
	  $(OPTIMISATION_FLAGS)
	@rm -rf $(RELEASE_FOLDER)   # the build does not see that the profile is another

live: build ## Hold calls between two processes over loopback, against the simulation
	@scripts/live.sh $(RELEASE)

interop: build ## Talk to independent clients and servers of each protocol; needs PyPI
	@scripts/interop.sh $(RELEASE)

battery: build ## Test the random numbers with dieharder, an hour or so; not part of the gate
	@scripts/random-battery.sh $(RELEASE)

install: build ## Copy simrun to PREFIX/bin (PREFIX=/usr/local)
	@install -d "$(DESTDIR)$(PREFIX)/bin"
	@install -m 755 $(RELEASE) "$(DESTDIR)$(PREFIX)/bin/simrun"
	@printf 'installed: %s\n' "$(DESTDIR)$(PREFIX)/bin/simrun"

clean: ## Remove what was built; reports and lead files stay
	@swift package clean
	@rm -rf .build
