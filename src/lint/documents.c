// SPDX-License-Identifier: BSD-2-Clause
/* Rules on bindings themselves, one for each kind of what `validate` finds in a document. */
#include "lint/lint.h"

const struct fdtr_rule fdtr_rule_binding_document = {
	.name = "binding-document",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_BINDING,
	.targets = FDTR_FOR_ALL,
	.alone = true,
	.summary = "the keywords of a binding must be known, take their values, and go together",
	.why = "A keyword that is misspelt, in the wrong place or at odds with another asks nothing of any device tree, and "
	       "nothing says so: trees pass that should not. dt-schema leaves out a binding that is not sound.",
	.fix = "Correct the binding as the finding says.",
	.source = "dt-schema, dt-doc-validate and its meta-schemas; JSON Schema 2019-09; YAML 1.2",
};

const struct fdtr_rule fdtr_rule_binding_id = {
	.name = "binding-id",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_BINDING,
	.targets = FDTR_FOR_ALL,
	.alone = true,
	.summary = "the $id of a binding must be the name of its file",
	.why = "Other bindings refer to $id, and dt-schema looks for a file of that name: it finds another binding or none.",
	.fix = "Write http://devicetree.org/schemas/, the file's path below the folder of the bindings, and #; or move the file.",
	.source = "dt-schema, dt-doc-validate, check_id_path()",
};

const struct fdtr_rule fdtr_rule_binding_reference = {
	.name = "binding-reference",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_BINDING,
	.targets = FDTR_FOR_ALL,
	.alone = true,
	.summary = "every $ref must lead to a schema",
	.why = "What the schema would ask is asked of no tree; dt-schema then ends its work on the node, or refuses all that is "
	       "said of it.",
	.fix = "Correct the $ref; or name the folder that has the binding with --bindings, as dt-schema's own core schemas.",
	.source = "dt-schema, dt-doc-validate, check_schema_refs(); JSON Schema 2019-09, Core 8.2.4 ($ref)",
};

const struct fdtr_rule fdtr_rule_binding_pattern = {
	.name = "binding-pattern",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_BINDING,
	.targets = FDTR_FOR_ALL,
	.alone = true,
	.summary = "every pattern must be a regular expression that compiles",
	.why = "dt-schema fails with the first tree that it has to match the expression against.",
	.fix = "Correct the expression. Inside 'single quotes' a backslash is one, inside \"double quotes\" it takes two.",
	.source = "Python, re; JSON Schema 2019-09, Core 6.4 (regular expressions)",
};

const struct fdtr_rule fdtr_rule_binding_example = {
	.name = "binding-example",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_BINDING,
	.targets = FDTR_FOR_ALL,
	.alone = true,
	.summary = "the examples of a binding must be source that dtc compiles",
	.why = "People copy the example. One that does not compile has never been held against its binding either.",
	.fix = "Correct the source; it stands below a node with one address cell and one size cell. For <dt-bindings/...> name "
	       "the folder of the headers with -I. Where it compiles, but the bindings cannot be read, correct what the message "
	       "names.",
	.source = "Linux Documentation/devicetree/bindings/writing-schema.rst; dt-schema, dt-extract-example",
};

const struct fdtr_rule fdtr_rule_binding_quotes = {
	.name = "binding-quotes",
	.severity = FDTR_INFO,
	.scope = FDTR_SCOPE_BINDING,
	.targets = FDTR_FOR_ALL,
	.alone = true,
	.summary = "text that is the same without quotes has none",
	.why = "Bindings are read side by side; quotes that need not be there make one wonder what they are for.",
	.fix = "Take them away.",
	.source = "dt-schema, dt-doc-validate -n, check_quotes()",
};
