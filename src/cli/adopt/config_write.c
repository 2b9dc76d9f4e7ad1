// SPDX-License-Identifier: BSD-2-Clause
/* The configuration as YAML. */
#include "cli/adopt/config.h"

#include "base/base.h"

#include <string.h>
#include <yaml.h>

struct writer {
	yaml_emitter_t emitter;
	bool failed;
};

static void emit(struct writer *writer, yaml_event_t *event, int made)
{
	if (made && !writer->failed)
		writer->failed = !yaml_emitter_emit(&writer->emitter, event);
	else if (made)
		yaml_event_delete(event);
	else
		writer->failed = true;
}

static void emit_text(struct writer *writer, const char *text)
{
	yaml_event_t event;
	int made = yaml_scalar_event_initialize(&event, NULL, NULL, (const unsigned char *)text,
		(int)strlen(text), 1, 1, YAML_ANY_SCALAR_STYLE);

	emit(writer, &event, made);
}

static void begin_mapping(struct writer *writer)
{
	yaml_event_t event;

	emit(writer, &event,
		yaml_mapping_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_MAPPING_STYLE));
}

static void end_mapping(struct writer *writer)
{
	yaml_event_t event;

	emit(writer, &event, yaml_mapping_end_event_initialize(&event));
}

static void begin_list(struct writer *writer, const char *key)
{
	yaml_event_t event;

	emit_text(writer, key);
	emit(writer, &event,
		yaml_sequence_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_SEQUENCE_STYLE));
}

static void end_list(struct writer *writer)
{
	yaml_event_t event;

	emit(writer, &event, yaml_sequence_end_event_initialize(&event));
}

static void emit_pair(struct writer *writer, const char *key, const char *value)
{
	emit_text(writer, key);
	emit_text(writer, value);
}

static void emit_targets(struct writer *writer, uint32_t targets)
{
	if (!targets)
		return;
	begin_list(writer, "targets");
	for (unsigned int i = 0; i < FDTR_TARGET_COUNT; i++) {
		if (targets & FDTR_FOR(i))
			emit_text(writer, fdtr_target_info((enum fdtr_target)i)->name);
	}
	end_list(writer);
}

static void emit_names(struct writer *writer, const char *key, const struct config_names *names)
{
	if (!names->given)
		return;
	begin_list(writer, key);
	for (uint32_t i = 0; i < names->count; i++)
		emit_text(writer, names->items[i]);
	end_list(writer);
}

static void emit_levels(struct writer *writer, const struct config *config)
{
	if (!config->level_count)
		return;
	emit_text(writer, "levels");
	begin_mapping(writer);
	for (uint32_t i = 0; i < config->level_count; i++)
		emit_pair(writer, config->levels[i].rule, fdtr_severity_name(config->levels[i].level));
	end_mapping(writer);
}

static void emit_ignores(struct writer *writer, const struct config *config)
{
	if (!config->ignore_count)
		return;
	begin_list(writer, "ignore");
	for (uint32_t i = 0; i < config->ignore_count; i++) {
		const struct config_ignore *ignore = &config->ignores[i];

		begin_mapping(writer);
		emit_pair(writer, "rule", ignore->rule);
		emit_pair(writer, "path", ignore->path);
		if (ignore->node)
			emit_pair(writer, "node", ignore->node);
		emit_pair(writer, "reason", ignore->reason);
		end_mapping(writer);
	}
	end_list(writer);
}

static void emit_config(struct writer *writer, const struct config *config)
{
	static const char *const memory[] = {
		[FDTR_MEMORY_PROVISIONAL] = "provisional", [FDTR_MEMORY_FINAL] = "final"};

	begin_mapping(writer);
	emit_targets(writer, config->targets);
	if (config->memory != FDTR_MEMORY_AUTO)
		emit_pair(writer, "memory", memory[config->memory]);
	if (config->fail_on != FDTR_DEFAULT)
		emit_pair(writer, "fail-on", fdtr_severity_name(config->fail_on));
	emit_names(writer, "select", &config->select);
	emit_levels(writer, config);
	emit_ignores(writer, config);
	emit_names(writer, "exclude", &config->exclude);
	emit_names(writer, "guests", &config->guests);
	end_mapping(writer);
}

bool config_write(const struct config *config, FILE *out)
{
	struct writer writer = {0};
	yaml_event_t event;

	if (!yaml_emitter_initialize(&writer.emitter))
		return false;
	yaml_emitter_set_output_file(&writer.emitter, out);
	yaml_emitter_set_unicode(&writer.emitter, 1);
	yaml_emitter_set_width(&writer.emitter, -1);
	emit(&writer, &event, yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING));
	emit(&writer, &event, yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1));
	emit_config(&writer, config);
	emit(&writer, &event, yaml_document_end_event_initialize(&event, 1));
	emit(&writer, &event, yaml_stream_end_event_initialize(&event));
	if (!writer.failed)
		writer.failed = !yaml_emitter_flush(&writer.emitter);
	yaml_emitter_delete(&writer.emitter);
	return !writer.failed && !fflush(out);
}
