// SPDX-License-Identifier: BSD-2-Clause
/* The configuration file: where it is, and what it says of a rule. */
#include "cli/adopt/config.h"
#include "cli/input/paths.h"
#include "cli/input/text_file.h"

#include "base/base.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is there but cannot be read must not be passed over for one further up. */
static bool is_there(const char *name)
{
	struct stat status;

	return !stat(name, &status);
}

static size_t count_slashes(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += *text == '/';
	return count;
}

/* By "../" from here, so that the name is as short as the user would write it. */
char *config_find(void)
{
	char *here = realpath(".", NULL);
	size_t up = here && here[1] ? count_slashes(here) : 0;
	char *names = malloc(3 * up + sizeof(CONFIG_NAME)), *found = NULL;

	for (size_t i = 0; names && i < up; i++)
		memcpy(names + 3 * i, "../", 3);
	if (names)
		memcpy(names + 3 * up, CONFIG_NAME, sizeof(CONFIG_NAME));
	for (size_t i = up + 1; names && !found && i-- > 0;) {
		if (is_there(names + 3 * i))
			found = strdup(names + 3 * i);
	}
	free(names);
	free(here);
	return found;
}

int config_read(struct config *config, const char *name, struct fdtr_error *error)
{
	struct text_file file;
	int status = text_file_read(&file, name, CONFIG_LIMIT, error);

	if (status)
		return status;
	status = config_parse(config, name, file.text, file.size, error);
	free(file.text);
	if (status)
		return status;
	config->folder = path_folder(name);
	return config->folder ? FDTR_OK : fdtr_error_memory(error);
}

void config_free(struct config *config)
{
	free(config->folder);
	free(config->memory_of);
	*config = (struct config){0};
}

bool config_rule_matches(const char *pattern, const struct fdtr_rule *rule)
{
	return path_matches(pattern, rule->name);
}

enum fdtr_severity config_level(const struct config *config, const struct fdtr_rule *rule)
{
	enum fdtr_severity level = FDTR_DEFAULT;

	for (uint32_t i = 0; i < config->level_count; i++) {
		if (!strcmp(config->levels[i].rule, rule->name))
			return config->levels[i].level;
		if (config_rule_matches(config->levels[i].rule, rule))
			level = config->levels[i].level;
	}
	return level;
}

bool config_selects(const struct config *config, const struct fdtr_rule *rule)
{
	bool selected = !config->select.given;

	for (uint32_t i = 0; !selected && i < config->select.count; i++)
		selected = config_rule_matches(config->select.items[i], rule);
	return selected;
}
