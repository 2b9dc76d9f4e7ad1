// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include <stdlib.h>

int main(void)
{
	SRunner *runner = srunner_create(range_suite());
	int failed;

	srunner_add_suite(runner, arena_suite());
	srunner_add_suite(runner, sort_suite());
	srunner_add_suite(runner, text_suite());
	srunner_add_suite(runner, sweep_suite());
	srunner_add_suite(runner, tree_suite());
	srunner_add_suite(runner, properties_suite());
	srunner_add_suite(runner, header_suite());
	srunner_add_suite(runner, regions_suite());
	srunner_add_suite(runner, buses_suite());
	srunner_add_suite(runner, pools_suite());
	srunner_add_suite(runner, devices_suite());
	srunner_add_suite(runner, coherence_suite());
	srunner_add_suite(runner, place_suite());
	srunner_add_suite(runner, space_suite());
	srunner_add_suite(runner, lint_suite());
	srunner_add_suite(runner, hostile_suite());
	srunner_add_suite(runner, report_text_suite());
	srunner_add_suite(runner, report_data_suite());
	srunner_add_suite(runner, report_schema_suite());
	srunner_add_suite(runner, repair_suite());
	srunner_add_suite(runner, source_edit_suite());
	srunner_add_suite(runner, source_suite());
	srunner_add_suite(runner, paths_suite());
	srunner_add_suite(runner, config_suite());
	srunner_add_suite(runner, ignores_suite());
	srunner_add_suite(runner, baseline_suite());
	srunner_add_suite(runner, store_suite());
	srunner_add_suite(runner, keyword_suite());
	srunner_add_suite(runner, value_suite());
	srunner_add_suite(runner, scalar_suite());
	srunner_add_suite(runner, document_suite());
	srunner_add_suite(runner, structure_suite());
	srunner_add_suite(runner, evaluate_suite());
	srunner_add_suite(runner, unevaluated_suite());
	srunner_add_suite(runner, pattern_suite());
	srunner_add_suite(runner, names_suite());
	srunner_add_suite(runner, review_suite());
	srunner_add_suite(runner, set_suite());
	srunner_add_suite(runner, link_suite());
	srunner_add_suite(runner, fixup_nodes_suite());
	srunner_add_suite(runner, fixup_values_suite());
	srunner_add_suite(runner, types_suite());
	srunner_add_suite(runner, decode_suite());
	srunner_add_suite(runner, select_suite());
	srunner_add_suite(runner, words_suite());
	srunner_add_suite(runner, validate_suite());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
