// SPDX-License-Identifier: BSD-2-Clause
/*
 * match: reads questions of an expression and a text, each ended by a NUL, and prints a line for each: "yes", "no",
 * "limit", or "error" and why the expression does not compile.
 */
#include "schema/pattern/pattern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool read_text(char **text, size_t *space)
{
	return getdelim(text, space, '\0', stdin) > 0;
}

static void answer(
	struct patterns *patterns, struct matcher *matcher, const char *expression, const char *text)
{
	static const char *const words[] = {[MATCH_NO] = "no", [MATCH_YES] = "yes", [MATCH_LIMIT] = "limit"};
	const struct pattern *pattern;
	struct fdtr_error error;

	if (patterns_add(patterns, expression, strlen(expression), &pattern, &error))
		printf("error %s\n", error.message);
	else
		puts(words[pattern_match(pattern, matcher, text, strlen(text))]);
}

int main(void)
{
	struct patterns *patterns = patterns_make();
	struct matcher *matcher = matcher_make();
	char *expression = NULL, *text = NULL;
	size_t space[2] = {0};

	while (patterns && matcher && read_text(&expression, &space[0]) && read_text(&text, &space[1]))
		answer(patterns, matcher, expression, text);
	free(expression);
	free(text);
	patterns_free(patterns);
	matcher_free(matcher);
	return EXIT_SUCCESS;
}
