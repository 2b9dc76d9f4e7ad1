/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Predictions on their way out: a record that needs neither description nor blob any more, and one writer a format. They go where
 * findings go, in struct fdtr_report_file, through formats of the same shape.
 */
#ifndef FDTR_SRC_REPORT_PREDICT_H
#define FDTR_SRC_REPORT_PREDICT_H

#include <fdtrestrict/predict.h>

#include "report/report.h"

/* What is asked of all inputs alike. */
struct predict_question {
	const struct fdtr_guest *guests;
	uint32_t guest_count;
	uint32_t fail_on;     /* a bit for each enum fdtr_outcome */
	size_t pattern_count; /* of devices: which were met is noted in `met` */
	bool *met;
	bool described; /* a file says what some devices are like; else what is offered is taken for the truth */
};

/* The strings and reasons of a record are in its memory. */
struct predict_reason {
	const char *node; /* NULL where no description says it */
	const char *property;
	const char *text;
	const char *function;
	const char *rule;
};

struct predict_cell {
	enum fdtr_outcome outcome;
	uint32_t same;    /* the first guest of the row with the same answer, for the same reasons */
	uint32_t note;    /* see struct predict_digest */
	const char *pool; /* NULL where the guest uses none */
	const struct predict_reason *reasons;
	uint32_t reason_count;
};

/* A device that is like that. */
struct predict_row {
	struct fdtr_device_features features; /* where `virtio` */
	bool virtio;
	bool assumed;               /* nobody said that it is like that */
	bool counts;                /* for the exit status */
	struct predict_cell *cells; /* per guest */
};

struct predict_device {
	const char *path;
	struct predict_row rows[2]; /* ACCESS_PLATFORM offered, and absent; or what is said of it */
	uint32_t row_count;
};

struct fdtr_report_predictions {
	const struct predict_question *question; /* the caller's */
	struct predict_device *devices;
	uint32_t device_count;
	uint32_t passed_over; /* devices that were not asked for */
	const bool *met;      /* patterns */
	void *memory;         /* that all of it is in; the record owns it */
};

/* What was predicted of: a tree, or tables. */
struct predict_description {
	const struct fdtr_tree *tree;
	const struct fdtr_acpi *acpi;
	const struct fdtr_platform *platform;
};

void predict_free(struct fdtr_report_predictions *record);

char *predict_path(const struct predict_description *description, uint32_t object, char *path, size_t size);

/* Makes the record in the arena, of the devices that are `wanted`, by index. FDTR_ERR_NOSPACE when that is too small. */
int predict_fill(const struct predict_description *description, const struct predict_question *question,
	const struct fdtr_predictions *predictions, const bool *wanted, struct fdtr_arena *arena,
	struct fdtr_report_predictions **record, struct fdtr_error *error);

/*
 * For people: which devices differ from others in nothing but their own names and their pools', and which answers, with their
 * reasons, there are.
 */
struct predict_note {
	const struct predict_device *device; /* where it was met first, */
	const struct predict_row *row;
	uint32_t guest;
};

struct predict_digest {
	const struct fdtr_report_predictions *predictions;
	uint32_t *like; /* per device: the first that is alike, itself mostly */
	uint32_t *more; /* per device: how many others are like it */
	struct predict_note *notes;
	uint32_t note_count; /* cells of the devices that stand for others have a note, from 1 */
};

/* False when memory ran out; to be freed in either case. */
bool predict_digest(struct predict_digest *digest, const struct fdtr_report_predictions *predictions);
void predict_digest_free(struct predict_digest *digest);

static inline const struct predict_cell *predict_note_cell(const struct predict_note *note)
{
	// NOLINTNEXTLINE(clang-analyzer-core.NullDereference) every note has been filled
	return &note->row->cells[note->guest];
}

/* "ACCESS_PLATFORM offered", "legacy", "not virtio"; and what of it is not known. */
const char *predict_row_words(const struct predict_row *row);
const char *predict_row_doubt(const struct predict_question *question, const struct predict_row *row);

/* What the answers of all inputs come to. */
struct predict_counts {
	const struct predict_question *question;     /* NULL until there was an input */
	uint32_t outcomes[FDTR_OUTCOME_UNKNOWN + 1]; /* answers that count */
	uint32_t devices;
	uint32_t failing; /* answers, devices and guests that fail the run */
	uint32_t failing_devices;
	uint32_t failing_guests;
	bool *guest_fails;
	bool what_ifs; /* answers that do not count were there */
};

/* Some answer that counts is one of those that the run is to fail for. */
bool predict_fails(const struct fdtr_report_predictions *predictions);
/* False when memory ran out. */
bool predict_count(struct predict_counts *counts, const struct fdtr_report_predictions *predictions);
/* The last line of a report for people. */
void predict_write_summary(FILE *out, const struct predict_counts *counts);

/* In order of their names in the help; NULL behind the last. */
extern const struct fdtr_report_format *const predict_formats[];
extern const struct fdtr_report_format predict_text, predict_markdown, predict_json;

#endif
