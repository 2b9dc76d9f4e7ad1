// SPDX-License-Identifier: BSD-2-Clause
/* What the bindings have against one tree. */
#include "cli/validate/validate.h"

#include <stdlib.h>

static int hold(const struct validate_settings *settings, const struct fdtr_tree *tree,
	struct fdtr_report_file *report, struct fdtr_error *error)
{
	const struct fdtr_validate_options options = {.compatible_only = settings->compatible_only};
	struct fdtr_violations violations = {0};
	int status = fdtr_validate(settings->schemas, tree, &options, &violations, error);

	if (status == FDTR_ERR_BADTREE) /* by a binding, which is not what was to be read */
		status = FDTR_ERR_ARGUMENT;
	if (!status)
		status = fdtr_report_fill_violations(report, tree, &violations, settings->check.severities,
			settings->check.targets, error);
	fdtr_violations_free(&violations);
	return status;
}

int validate_find(const void *context, const struct blob *blob, struct fdtr_report_file *report,
	struct fdtr_error *error)
{
	struct fdtr_error inner = {0};
	struct fdtr_tree tree;
	void *memory = NULL;
	int status = read_tree(blob, &tree, &memory, &inner);

	if (!status)
		status = hold(context, &tree, report, &inner);
	free(memory);
	return status ? fdtr_error_set(error, status, "%s: %s", blob->name, inner.message) : FDTR_OK;
}
