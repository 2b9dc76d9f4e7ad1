// SPDX-License-Identifier: BSD-2-Clause
/* Which guests are asked about. */
#include "cli/input/paths.h"
#include "cli/predict/predict.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The latest Linux with the option and without it, and a distribution's, which is shipped without. */
static const char *const usual[] = {"linux-7.2", "linux-7.2-nopool", "debian-13-arm64"};

static int no_memory(void)
{
	complain("out of memory");
	return EXIT_SYSTEM;
}

static int add_guest(struct guest_list *guests, const struct fdtr_guest *guest)
{
	struct fdtr_guest *grown;

	for (size_t i = 0; i < guests->count; i++) {
		if (!strcmp(guests->items[i].name, guest->name))
			return EXIT_CLEAN;
	}
	if (guests->count == guests->room) {
		guests->room = 2 * guests->room + 8;
		grown = realloc(guests->items, guests->room * sizeof(*grown));
		if (!grown)
			return no_memory();
		guests->items = grown;
	}
	guests->items[guests->count++] = *guest;
	return EXIT_CLEAN;
}

static struct kernel_config *new_config(struct guest_list *guests)
{
	struct kernel_config **grown;

	if (guests->config_count == guests->config_room) {
		guests->config_room = 2 * guests->config_room + 4;
		grown = realloc(guests->configs, guests->config_room * sizeof(struct kernel_config *));
		if (!grown)
			return NULL;
		guests->configs = grown;
	}
	guests->configs[guests->config_count] = calloc(1, sizeof(struct kernel_config));
	return guests->configs[guests->config_count] ? guests->configs[guests->config_count++] : NULL;
}

static int add_config(struct guest_list *guests, const char *name)
{
	struct kernel_config *config = new_config(guests);
	struct fdtr_error error = {0};
	int status;

	if (!config)
		return no_memory();
	status = kernel_config_read(config, name, &error);
	if (!status)
		return add_guest(guests, &config->guest);
	complain("%s", error.message);
	return exit_of(status);
}

/* Those that a pattern matches; false when there are none. */
static bool add_matching(struct guest_list *guests, const char *pattern, int *status)
{
	bool any = false;
	size_t count;
	const struct fdtr_guest *known = fdtr_guests(&count);

	for (size_t i = 0; !*status && i < count; i++) {
		if (!guest_matches(pattern, known[i].name))
			continue;
		any = true;
		*status = add_guest(guests, &known[i]);
	}
	return any;
}

static void write_known(char *text, size_t size)
{
	struct fdtr_text known;
	size_t count;
	const struct fdtr_guest *guests = fdtr_guests(&count);

	fdtr_text_init(&known, text, size);
	for (size_t i = 0; i < count; i++)
		fdtr_text_add(&known, "%s%s", i ? ", " : "", guests[i].name);
}

static int no_such_guest(const char *name)
{
	const char *nearest = nearest_guest(name);
	char known[2 * FDTR_ERROR_SIZE];

	write_known(known, sizeof(known));
	if (nearest)
		return usage_error("predict",
			"no guest '%s'; did you mean '%s'? known are %s, and a kernel's .config by its path",
			name, nearest, known);
	return usage_error(
		"predict", "no guest '%s'; known are %s, and a kernel's .config by its path", name, known);
}

static int add_named(struct guest_list *guests, const char *name)
{
	int status = EXIT_CLEAN;

	if (add_matching(guests, name, &status))
		return status;
	if (strchr(name, '/') || !access(name, F_OK))
		return add_config(guests, name);
	return no_such_guest(name);
}

static int add_wish(struct guest_list *guests, const struct guest_wish *wish)
{
	int status = EXIT_CLEAN;

	if (wish->config)
		return add_config(guests, wish->text);
	for (char *rest = wish->text, *name; !status && (name = strtok_r(rest, ",", &rest));)
		status = add_named(guests, name);
	return status;
}

static int add_names(struct guest_list *guests, const char *const *names, size_t count)
{
	int status = EXIT_CLEAN;

	for (size_t i = 0; !status && i < count; i++)
		(void)add_matching(guests, names[i], &status);
	return status;
}

int guests_settle(struct predict_settings *settings)
{
	const struct config_names *configured = &settings->check.config.guests;
	struct guest_list *guests = &settings->guests;
	int status = EXIT_CLEAN;

	for (size_t i = 0; !status && i < settings->wish_count; i++)
		status = add_wish(guests, &settings->wishes[i]);
	if (!status && !settings->wish_count)
		status = configured->given ? add_names(guests, configured->items, configured->count)
		                           : add_names(guests, usual, FDTR_ARRAY_SIZE(usual));
	if (!status && !guests->count)
		status = usage_error("predict", "no guest is asked for; --list-guests lists them");
	settings->question.guests = guests->items;
	settings->question.guest_count = (uint32_t)guests->count;
	return status;
}

static bool is_usual(const char *name)
{
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(usual); i++) {
		if (!strcmp(usual[i], name))
			return true;
	}
	return false;
}

int guests_list(void)
{
	size_t count;
	const struct fdtr_guest *guests = fdtr_guests(&count);

	for (size_t i = 0; i < count; i++)
		printf("%s%s: %s\n    source: %s\n", guests[i].name,
			is_usual(guests[i].name) ? " (default)" : "", guests[i].summary, guests[i].source);
	return EXIT_CLEAN;
}

void guests_free(struct guest_list *guests)
{
	for (size_t i = 0; i < guests->config_count; i++)
		free(guests->configs[i]);
	free(guests->configs);
	free(guests->items);
}
