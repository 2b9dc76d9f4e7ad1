/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The steps of a prediction.
 *
 * A device passes them in the order in which a guest does: is there a device, a driver, does that go through the DMA
 * interface, what does the pool become, what can the device reach. Each step may end the story with an outcome; what it saw
 * becomes a reason. What lint has found of a pool is what its loss rests on, so that the two never disagree.
 */
#ifndef FDTR_SRC_PREDICT_PARTS_H
#define FDTR_SRC_PREDICT_PARTS_H

#include <fdtrestrict/predict.h>

#include "base/base.h"
#include "lint/lint.h"

#define FDTR_LINUX_FIRST FDTR_TARGET_LINUX_5_15
#define FDTR_LINUX_COUNT (FDTR_TARGET_LINUX_7_2 - FDTR_TARGET_LINUX_5_15 + 1)
/* Each Linux that was read, and whoever is none. */
#define FDTR_COLUMNS (FDTR_LINUX_COUNT + 1)

/* What a guest makes of a pool, the first of these that holds. */
enum fdtr_loss {
	FDTR_LOSS_NONE,
	FDTR_LOSS_ORDINARY, /* its memory is never reserved */
	FDTR_LOSS_RETURNED, /* guests with restricted pools give it back as ordinary memory */
	FDTR_LOSS_IDLE,     /* it stays reserved, and is no pool */
	FDTR_LOSS_CRASH,    /* using it ends the guest */
	FDTR_LOSS_TREE      /* using it ends what the guest reads of the tree */
};

struct fdtr_pool_loss {
	enum fdtr_loss loss;
	struct fdtr_reason reason;
};

struct fdtr_table_device;

/* One platform, and what all devices and guests share. */
struct fdtr_forecast {
	const struct fdtr_platform *asked; /* the caller's: what predictions count devices and pools by */
	struct fdtr_forecast *older;  /* as Linux up to 6.12 reads the tree, where that differs; else NULL */
	const struct fdtr_tree *tree; /* NULL when tables are looked at, */
	const struct fdtr_acpi *acpi; /* and the other way round */
	const struct fdtr_platform *platform;
	const struct fdtr_predict_options *options;
	struct fdtr_arena *arena;
	struct fdtr_findings findings;
	struct fdtr_ranges banks;
	struct fdtr_ranges reserved[FDTR_COLUMNS][2]; /* by Linux and option; no items until asked for */
	unsigned char
		*ordinary; /* per first window of a device, Linux and option: 1 + enum fdtr_ordinary, or 0 */
	struct fdtr_pool_loss *losses; /* per pool, for each Linux; NULL for tables */
	uint32_t *namesakes;           /* per pool outside /reserved-memory, one in it of the same name */
	bool *registered;              /* per device: it has registers that the CPU reaches */
	struct fdtr_table_device *table_devices; /* tables: per device */
	struct fdtr_ranges pools;                /* tables: where they are */
	uint32_t fatal[FDTR_LINUX_COUNT];        /* a device whose pool ends the guest, or FDTR_NONE */
	uint32_t frame_lost; /* FDTR_FOR_*: those that reserve nothing of /reserved-memory */
	const struct fdtr_finding *pvmfw_refuses; /* NULL: it does not, or has not been asked */
	bool pvmfw_asked;
	bool no_space;
};

#define FDTR_MAX_REASONS 16

/* What is being told of one device under one guest. */
struct fdtr_story {
	struct fdtr_forecast *forecast;
	const struct fdtr_device *device;
	const struct fdtr_guest *guest;
	enum fdtr_target linux_target; /* whose code is followed, where the guest is Linux */
	struct fdtr_device_features features;
	bool virtio;
	enum fdtr_outcome outcome;
	uint32_t pool;
	struct fdtr_reason *reasons; /* FDTR_MAX_REASONS */
	uint32_t reason_count;
};

/* Adds a reason; without a place when `place` is NULL. */
void fdtr_because(struct fdtr_story *story, const struct fdtr_origin *place, const char *text,
	const char *source, const char *rule);
/* The same for a property of a node, or the node itself where it has none such. */
#define FDTR_NODE_ITSELF FDTR_P_COUNT
void fdtr_because_of(struct fdtr_story *story, uint32_t node, enum fdtr_property_id id, const char *text,
	const char *source, const char *rule);
/* The same for the compatible of the device. */
void fdtr_because_compatible(
	struct fdtr_story *story, const char *text, const char *source, const char *rule);
/* Sets the outcome and returns true: the story is over. */
bool fdtr_ends(struct fdtr_story *story, enum fdtr_outcome outcome);
struct fdtr_origin fdtr_predict_at(
	const struct fdtr_forecast *forecast, uint32_t node, enum fdtr_property_id id);

typedef void fdtr_teller(struct fdtr_story *story);

/* Whether whatever is told of one device holds for another; NULL: nobody knows. */
typedef bool fdtr_alike(const struct fdtr_forecast *forecast, uint32_t left, uint32_t right);

/* Asks `tell` for each device, its features and each guest, and shares the answers of guests and devices that are alike. */
int fdtr_predict_all(struct fdtr_forecast *forecast, fdtr_teller *tell, fdtr_alike *alike,
	struct fdtr_predictions *predictions);

/* The same story once more, with reasons of its own. */
struct fdtr_story fdtr_retold(const struct fdtr_story *story, struct fdtr_reason *reasons);
/* Takes what another telling came to. */
void fdtr_adopt(struct fdtr_story *story, const struct fdtr_story *told);

/*
 * Has `tell` follow the code of the releases that were read and stand for the guest's version, with and without restricted
 * pools where that is not known; where they differ, the outcome is unknown.
 */
void fdtr_tell_linux(struct fdtr_story *story, fdtr_teller *tell);
void fdtr_tell_linux_tree(struct fdtr_story *story);
void fdtr_tell_pvmfw(struct fdtr_story *story);
/* Systems that read neither pools nor windows, in trees and tables alike. */
void fdtr_tell_plain(struct fdtr_story *story);

static inline bool fdtr_has_pools(const struct fdtr_story *story)
{
	return story->guest->restricted_pool == FDTR_YES;
}

static inline uint64_t fdtr_page_of(const struct fdtr_story *story)
{
	return story->guest->page_size ? story->guest->page_size : 4096;
}

/* Steps, which return true when the story is over. */
bool fdtr_story_made(struct fdtr_story *story);     /* the kernel makes the device of the node */
bool fdtr_story_driven(struct fdtr_story *story);   /* a driver binds */
bool fdtr_story_bypassed(struct fdtr_story *story); /* virtio without the DMA interface */
bool fdtr_story_crashed(struct fdtr_story *story);  /* the guest fails as some device gets its pool */
/* What memory-region comes to: sets the pool, or leaves FDTR_NONE. */
void fdtr_story_pooled(struct fdtr_story *story);
/* What pool and windows leave; ends the story. */
void fdtr_story_reach(struct fdtr_story *story);

/* The description is for another processor than the guest; ends the story then. */
bool fdtr_is_foreign(struct fdtr_story *story);

/* Reads what guests have in common of a tree, as they read it. */
int fdtr_forecast_tree(struct fdtr_forecast *forecast, struct fdtr_error *error);
int fdtr_forecast_devices(struct fdtr_forecast *forecast);
/* The first bus above that lacks #address-cells or #size-cells; FDTR_NONE when none does. */
uint32_t fdtr_bus_without_cells(const struct fdtr_tree *tree, uint32_t node);

/* Pools. */
int fdtr_forecast_pools(struct fdtr_forecast *forecast, struct fdtr_error *error);
const struct fdtr_pool_loss *fdtr_loss_of(
	const struct fdtr_forecast *forecast, uint32_t pool, enum fdtr_target target);
/*
 * The pool that Linux takes for a device, whatever is wrong with it, or FDTR_NONE. `link` receives the entry of
 * memory-region, FDTR_NONE when there is none, and `named` whether anything is named at all.
 */
uint32_t fdtr_pool_taken(const struct fdtr_forecast *forecast, const struct fdtr_device *device,
	enum fdtr_target target, uint32_t *link);

/* The host bridge above a PCI device; NULL when the platform has none. */
const struct fdtr_device *fdtr_host_of(
	const struct fdtr_forecast *forecast, const struct fdtr_device *device);
/* The loss of the pool that the device gets, where that ends the guest; else NULL. */
const struct fdtr_pool_loss *fdtr_fatal_pool(
	const struct fdtr_forecast *forecast, const struct fdtr_device *device, enum fdtr_target target);

/* Fills `banks` and `ordinary`; for trees and tables. */
int fdtr_forecast_memory(struct fdtr_forecast *forecast);

/* How much ordinary memory the windows of a device hold; it has windows. */
enum fdtr_ordinary {
	FDTR_ORDINARY_NONE,
	FDTR_ORDINARY_LITTLE, /* the kernel's allocators take from elsewhere */
	FDTR_ORDINARY_SOME,   /* it depends on where they happen to take from */
	FDTR_ORDINARY_PLENTY,
	FDTR_ORDINARY_ALL /* all of memory is within the windows */
};
enum fdtr_ordinary fdtr_ordinary_within(struct fdtr_forecast *forecast, const struct fdtr_device *device,
	enum fdtr_target target, bool pools);

/* The same of what Linux allocates queues from; a little is none that it would come to. */
enum fdtr_ordinary fdtr_linux_reaches(const struct fdtr_story *story);

/* The Linux whose code was read that stands for a version: the next one down and up; the same where it was read itself. */
void fdtr_linux_neighbours(uint32_t version, enum fdtr_target *below, enum fdtr_target *above);

#endif
