// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include <stdlib.h>

static Suite *(*const suites[])(void) = {
	range_suite,
	arena_suite,
	sort_suite,
	text_suite,
	sweep_suite,
	tree_suite,
	properties_suite,
	header_suite,
	regions_suite,
	buses_suite,
	pools_suite,
	devices_suite,
	coherence_suite,
	place_suite,
	space_suite,
	lint_suite,
	hostile_suite,
	report_text_suite,
	report_data_suite,
	report_schema_suite,
	report_html_suite,
	repair_suite,
	source_edit_suite,
	source_suite,
	paths_suite,
	config_suite,
	ignores_suite,
	baseline_suite,
	store_suite,
	keyword_suite,
	value_suite,
	scalar_suite,
	document_suite,
	structure_suite,
	evaluate_suite,
	unevaluated_suite,
	pattern_suite,
	names_suite,
	review_suite,
	set_suite,
	cache_suite,
	link_suite,
	fixup_nodes_suite,
	fixup_values_suite,
	types_suite,
	decode_suite,
	decode_rows_suite,
	select_suite,
	words_suite,
	validate_suite,
	interrupts_suite,
	ssdt_suite,
	ssdt_refuse_suite,
	resources_suite,
	dsd_suite,
	machine_suite,
	machine_tables_suite,
	kernel_config_suite,
	memory_map_suite,
	features_suite,
	need_suite,
	tables_lint_suite,
	namespace_suite,
	namespace_refuse_suite,
	asl_suite,
	dump_suite,
	predict_suite,
	aml_suite,
	aml_unwritten_suite,
	map_suite,
	map_grid_suite,
};

int main(void)
{
	SRunner *runner = srunner_create(NULL);
	int failed;

	for (size_t i = 0; i < sizeof(suites) / sizeof(suites[0]); i++)
		srunner_add_suite(runner, suites[i]());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
