/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of `fdtrestrict predict` share. */
#ifndef FDTR_SRC_CLI_PREDICT_H
#define FDTR_SRC_CLI_PREDICT_H

#include "cli/check/situation.h"
#include "cli/features/features.h"
#include "cli/predict/kernel_config.h"
#include "report/predict/predict_report.h"

/* As it was asked for: names and patterns with commas between them, or a kernel's configuration. */
struct guest_wish {
	char *text;
	bool config;
};

/* Guests in the order they were asked for. */
struct guest_list {
	struct fdtr_guest *items; /* malloc()ed */
	size_t count;
	size_t room;
	struct kernel_config **configs; /* of those that are none of fdtr_guests() */
	size_t config_count;
	size_t config_room;
};

struct predict_settings {
	struct check_settings check;
	struct situation situation;
	struct guest_wish *wishes; /* malloc()ed, with room for as many as there are arguments */
	size_t wish_count;
	struct check_values devices; /* patterns */
	const char *features_name;   /* NULL for none */
	struct features features;
	struct guest_list guests;
	struct predict_question question;
	bool list_guests;
};

/* Sets everything from the command line; an exit status, complained of. */
int predict_options_parse(struct predict_settings *settings, int argc, char **argv);
void predict_write_help(void);

/* What was asked for, else what the configuration has, else the usual ones. An exit status, complained of. */
int guests_settle(struct predict_settings *settings);
int guests_list(void);
void guests_free(struct guest_list *guests);

/* Which devices are meant, and what they are like. In the arena. */
struct predict_choice {
	const struct predict_settings *settings;
	bool *wanted; /* per device */
	bool *met;    /* per pattern: a device matches it */
	struct fdtr_device_features *features;
	uint32_t feature_count;
};

int predict_choose(struct predict_choice *choice, const struct predict_description *description,
	struct fdtr_arena *arena, struct fdtr_error *error);

/* One description: a tree, or what a machine's tables come to. */
struct predict_job {
	const struct predict_settings *settings;
	const struct blob *blob; /* NULL for tables */
	struct fdtr_report_predictions *record;
};

typedef int predict_fn(const struct predict_description *description,
	const struct fdtr_predict_options *options, struct fdtr_arena *arena,
	struct fdtr_predictions *predictions, struct fdtr_error *error);

/* Makes the record in the arena. */
int predict_run(struct predict_job *job, const struct predict_description *description, predict_fn *predict,
	struct fdtr_arena *arena, struct fdtr_error *error);
/* Hands it over, and the memory of the arena with it. */
void predict_keep(struct predict_job *job, struct fdtr_report_file *report, void *memory);

/* What becomes of the devices of a tree, and of a machine's tables; see struct check. */
int predict_find(const void *settings, const struct blob *blob, struct fdtr_report_file *report,
	struct fdtr_error *error);
int predict_find_tables(const void *settings, struct tables *tables, struct fdtr_report_file *reports,
	struct fdtr_error *error);

#endif
