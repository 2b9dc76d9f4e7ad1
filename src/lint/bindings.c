// SPDX-License-Identifier: BSD-2-Clause
/* Rules on what bindings ask of a tree, one for each kind of what fdtr_validate() finds. */
#include "lint/lint.h"

const struct fdtr_rule fdtr_rule_binding_property_missing = {
	.name = "binding-property-missing",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_BINDING,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_ALL,
	.alone = true,
	.summary = "the properties and nodes that a binding requires must be there",
	.why = "A driver relies on what its binding requires: without it the driver refuses the device, or goes on with "
	       "a default that nobody chose.",
	.fix = "Add it as the binding describes it (in an ACPI table to _DSD, or to _CRS what that is made of), or take away "
	       "what makes it required. A node with status = \"disabled\" need not have it.",
	.source =
		"the binding; JSON Schema 2019-09, Validation 6.5.3 and 6.5.4 (required, dependentRequired)",
};

const struct fdtr_rule fdtr_rule_binding_property_unknown = {
	.name = "binding-property-unknown",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_BINDING,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_ALL,
	.alone = true,
	.summary = "only properties and nodes that the binding has a place for may be there",
	.why = "No driver looks for what its binding does not know: a name that is misspelt, or in the wrong node, has no "
	       "effect, and nothing says so at run time.",
	.fix = "Correct the name, move it to the node that it is for, or delete it. Where the tree is right, the binding has "
	       "to learn it first: --bindings takes another one.",
	.source =
		"the binding; JSON Schema 2019-09, Core 9.3.2 (additionalProperties, unevaluatedProperties)",
};

const struct fdtr_rule fdtr_rule_binding_property_type = {
	.name = "binding-property-type",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_BINDING,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_ALL,
	.alone = true,
	.summary = "a value must be of the type that the binding gives its property",
	.why = "A tree holds bytes without types. A driver that looks for cells where a string stands, or for a string where "
	       "a flag stands, takes the bytes for something else. In an ACPI table it does not get the property at all.",
	.fix = "Write the value as the binding has it: strings in quotes, cells in <>, smaller numbers with /bits/, a flag "
	       "without a value; in a table an integer, a string, a reference, a package of those, and 1 for a flag.",
	.source =
		"the binding; JSON Schema 2019-09, Validation 6.1.1 (type); Devicetree Specification v0.4, 2.2.4",
};

const struct fdtr_rule fdtr_rule_binding_property_count = {
	.name = "binding-property-count",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_BINDING,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_ALL,
	.alone = true,
	.summary =
		"a property must have as many entries as the binding says, none of them twice where it says so",
	.why = "A driver tells entries apart by their place. With one too few it fails or takes another for it, and one too "
	       "many is never looked at.",
	.fix = "Give the entries that the binding lists, in its order; a property and its -names go together.",
	.source = "the binding; JSON Schema 2019-09, Validation 6.4 (minItems, maxItems, uniqueItems)",
};

const struct fdtr_rule fdtr_rule_binding_property_value = {
	.name = "binding-property-value",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_BINDING,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_ALL,
	.alone = true,
	.summary = "a value must be one that the binding allows",
	.why = "A driver knows the values that its binding lists: it refuses another one when the device is probed, or takes it "
	       "for something else.",
	.fix = "Write one that the binding allows.",
	.source =
		"the binding; JSON Schema 2019-09, Validation 6.1 to 6.3 (const, enum, minimum, maximum, pattern)",
};

const struct fdtr_rule fdtr_rule_binding_choice = {
	.name = "binding-choice",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_BINDING,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_ALL,
	.alone = true,
	.summary =
		"where a binding gives several forms, one of them must hold, and no two that exclude each other",
	.why = "A driver takes a node for one of the forms by what it finds there; what lies between two of them is read as "
	       "either, or as neither.",
	.fix = "Choose a form; write all that belongs to it and nothing of the others.",
	.source = "the binding; JSON Schema 2019-09, Core 9.2.1 (anyOf, oneOf, not)",
};
