// SPDX-License-Identifier: BSD-2-Clause
/*
 * The walk through a table's AML by the table of opcodes. What is open stands on a stack of fixed depth: blocks,
 * terms whose operands are not read yet, packages. Each byte is read once.
 */
#include "acpi/namespace/namespace.h"

#include <inttypes.h>
#include <string.h>

struct frame {
	const char *operands; /* that are still to come */
	uint32_t start;
	uint32_t end; /* behind the last byte that may belong to it */
	uint32_t scope;
	uint32_t object; /* that it makes, or FDTR_NONE */
	uint32_t meant;  /* by an alias */
	uint8_t body;    /* enum fdtr_opcode_body */
	uint8_t kind;    /* of what it makes */
	bool unknown;    /* a name in it is not */
	bool guessed;    /* something in this block is a call, or is none, and nothing here tells */
};

struct walk {
	struct fdtr_namespace *space;
	struct fdtr_acpi_table *table;
	struct fdtr_aml aml; /* its end is that of the innermost frame */
	uint32_t depth;
	struct frame frames[FDTR_AML_DEPTH + 1];
};

static struct frame *top(struct walk *walk)
{
	return &walk->frames[walk->depth - 1];
}

static struct fdtr_acpi_object *object_at(const struct walk *walk, uint32_t object)
{
	return &walk->space->acpi->objects[object];
}

static bool push(struct walk *walk, uint32_t start, const char *operands, const struct fdtr_opcode *opcode)
{
	struct frame *frame = &walk->frames[walk->depth], *outer = frame - 1;

	if (walk->depth > FDTR_AML_DEPTH)
		return fdtr_aml_fail(
			&walk->aml, walk->aml.at, "more than %d things are nested here", FDTR_AML_DEPTH);
	walk->depth++;
	*frame = (struct frame){.operands = operands,
		.start = start,
		.end = outer->end,
		.scope = outer->scope,
		.object = FDTR_NONE,
		.meant = FDTR_NONE};
	if (opcode) {
		frame->body = opcode->body;
		frame->kind = opcode->kind;
	}
	return true;
}

static bool read_name(struct walk *walk, struct fdtr_aml_name *name)
{
	uint32_t depth = object_at(walk, top(walk)->scope)->depth;

	if (!fdtr_aml_name(&walk->aml, name))
		return false;
	if (name->carets > depth)
		return fdtr_aml_fail(&walk->aml, name->offset,
			"the name goes up %" PRIu32 " times, past the root, which is %" PRIu32 " above",
			name->carets, depth);
	return true;
}

/* A region or a field of which something is not known is not made, as ACPICA does it. */
static void leave_out(struct walk *walk, struct frame *frame)
{
	frame->unknown = true;
	if (frame->kind == FDTR_ACPI_REGION && frame->object != FDTR_NONE)
		object_at(walk, frame->object)->kind = FDTR_ACPI_EXTERNAL;
}

static void note_unknown(struct walk *walk)
{
	struct frame *frame = top(walk);

	for (; frame > walk->frames && frame->body != FDTR_BODY_TERMS; frame--)
		leave_out(walk, frame);
	frame->guessed = true;
}

/*
 * A method takes as many arguments as its definition says. What nobody defines may be a value or a call; it is taken for
 * a value, as interpreters do, and the block is given up where that leads nowhere.
 */
static uint32_t count_arguments(struct walk *walk, const struct fdtr_aml_name *name)
{
	const struct fdtr_acpi *acpi = walk->space->acpi;
	uint32_t object = fdtr_acpi_meant(acpi, fdtr_name_find(acpi, top(walk)->scope, name));

	if (object == FDTR_NONE || acpi->objects[object].kind == FDTR_ACPI_EXTERNAL)
		note_unknown(walk);
	return object == FDTR_NONE ? 0 : acpi->objects[object].arguments;
}

static bool begin_name(struct walk *walk)
{
	static const char terms[] = "ttttttt";
	struct fdtr_aml_name name;
	uint32_t count;

	if (!read_name(walk, &name))
		return false;
	count = count_arguments(walk, &name);
	return !count || push(walk, name.offset, terms + sizeof(terms) - 1 - count, NULL);
}

static bool read_opcode(struct walk *walk, const struct fdtr_opcode **opcode)
{
	uint32_t start = walk->aml.at;
	uint8_t code;

	if (!fdtr_aml_byte(&walk->aml, &code))
		return false;
	*opcode = fdtr_opcode(code, false);
	if (code == FDTR_AML_EXTENDED) {
		if (!fdtr_aml_byte(&walk->aml, &code))
			return false;
		*opcode = fdtr_opcode(code, true);
	}
	if ((*opcode)->role == FDTR_OPCODE_RESERVED)
		return fdtr_aml_fail(&walk->aml, start, "no term begins with %s%#x",
			walk->aml.at - start > 1 ? "0x5b " : "", code);
	return true;
}

/* A term, here as a statement of a block, or as an operand. */
static bool begin_term(struct walk *walk, bool statement)
{
	const struct fdtr_opcode *opcode;
	uint32_t start = walk->aml.at;

	if (start < walk->aml.end && fdtr_aml_begins_name(walk->aml.table->data[start])) {
		walk->table->dynamic |= statement;
		return begin_name(walk);
	}
	if (!read_opcode(walk, &opcode))
		return false;
	if (!statement && opcode->role >= FDTR_OPCODE_FLOW)
		return fdtr_aml_fail(&walk->aml, start, "a statement stands where a value belongs");
	walk->table->dynamic |=
		statement && (opcode->role == FDTR_OPCODE_COMPUTES || opcode->role == FDTR_OPCODE_FLOW);
	if (!*opcode->operands && opcode->body == FDTR_BODY_NONE)
		return true;
	if (!push(walk, start, opcode->operands, opcode))
		return false;
	if (*opcode->operands != 'p')
		return true;
	top(walk)->operands++;
	if (!fdtr_aml_package(&walk->aml, &top(walk)->end))
		return false;
	walk->aml.end = top(walk)->end;
	return true;
}

static bool define(struct walk *walk, struct frame *frame)
{
	struct fdtr_acpi_object *object;
	struct fdtr_aml_name name;

	if (!read_name(walk, &name))
		return false;
	if (frame->unknown)
		return true;
	if (!fdtr_namespace_define(walk->space, &walk->aml, frame->scope, &name,
		    (enum fdtr_acpi_kind)frame->kind, &frame->object))
		return false;
	if (frame->object == FDTR_NONE) {
		/* As ACPICA, and so Linux, does it: what stands in it is lost with it. */
		if (frame->body == FDTR_BODY_TERMS) {
			frame->operands = "";
			frame->body = FDTR_BODY_STEP;
		}
		return true;
	}
	object = object_at(walk, frame->object);
	object->offset = frame->start;
	object->end = walk->aml.at;
	object->value = frame->kind == FDTR_ACPI_ALIAS ? frame->meant : walk->aml.at;
	return true;
}

static bool open_scope(struct walk *walk, struct frame *frame)
{
	struct fdtr_aml_name name;
	uint32_t object;

	if (!read_name(walk, &name) ||
		!fdtr_namespace_open(walk->space, &walk->aml, frame->scope, &name, &object))
		return false;
	if (object == FDTR_NONE)
		frame->body = FDTR_BODY_STEP;
	else
		frame->scope = object;
	return true;
}

static bool find_meant(struct walk *walk, struct frame *frame)
{
	const struct fdtr_acpi *acpi = walk->space->acpi;
	struct fdtr_aml_name name;

	if (!read_name(walk, &name))
		return false;
	frame->meant = fdtr_acpi_meant(acpi, fdtr_name_find(acpi, frame->scope, &name));
	return true;
}

/* Shipped tables have externals past the root, written by iasl: no interpreter sees them. */
static bool read_external(struct walk *walk, struct frame *frame)
{
	struct fdtr_aml_name name;

	if (!fdtr_aml_name(&walk->aml, &name))
		return false;
	if (name.carets > object_at(walk, frame->scope)->depth)
		return true;
	return fdtr_namespace_external(walk->space, &walk->aml, frame->scope, &name, &frame->meant);
}

#define MOST_ARGUMENTS 7

static bool read_flags(struct walk *walk, const struct frame *frame)
{
	uint8_t flags;

	if (!fdtr_aml_byte(&walk->aml, &flags))
		return false;
	if (frame->object != FDTR_NONE)
		object_at(walk, frame->object)->arguments = flags & MOST_ARGUMENTS;
	return true;
}

static bool read_arguments(struct walk *walk, const struct frame *frame)
{
	struct fdtr_acpi_object *object;
	uint8_t count;

	if (!fdtr_aml_byte(&walk->aml, &count))
		return false;
	if (count > MOST_ARGUMENTS)
		return fdtr_aml_fail(&walk->aml, walk->aml.at - 1,
			"no method takes %u arguments, but at most %d", count, MOST_ARGUMENTS);
	if (frame->meant == FDTR_NONE)
		return true;
	object = object_at(walk, frame->meant);
	if (object->kind == FDTR_ACPI_EXTERNAL)
		object->arguments = count;
	return true;
}

/* A name that is no call, or a term. */
static bool read_target(struct walk *walk)
{
	struct fdtr_aml_name name;

	if (walk->aml.at < walk->aml.end && fdtr_aml_begins_name(walk->aml.table->data[walk->aml.at]))
		return read_name(walk, &name);
	return begin_term(walk, false);
}

static void enter_body(struct walk *walk, struct frame *frame)
{
	if (frame->object == FDTR_NONE)
		return;
	object_at(walk, frame->object)->value = walk->aml.at;
	frame->scope = frame->object;
}

static bool read_operand(struct walk *walk, struct frame *frame, char operand)
{
	struct fdtr_aml_name name;

	switch (operand) {
	case 'b':
		return fdtr_aml_skip(&walk->aml, 1);
	case 'w':
		return fdtr_aml_skip(&walk->aml, 2);
	case 'd':
		return fdtr_aml_skip(&walk->aml, 4);
	case 'q':
		return fdtr_aml_skip(&walk->aml, 8);
	case 's':
		return fdtr_aml_string(&walk->aml);
	case 'n':
		return read_name(walk, &name);
	case 't':
		return begin_term(walk, false);
	case 'T':
		return read_target(walk);
	case 'a':
		return find_meant(walk, frame);
	case 'N':
		return define(walk, frame);
	case 'o':
		return open_scope(walk, frame);
	case 'x':
		return read_external(walk, frame);
	case 'c':
		return read_arguments(walk, frame);
	case 'm':
		return read_flags(walk, frame);
	default:
		enter_body(walk, frame);
		return true;
	}
}

static bool read_field(struct walk *walk, const struct frame *frame)
{
	struct fdtr_aml_name name = {.offset = walk->aml.at, .count = 1};
	struct fdtr_acpi_object *made;
	uint32_t object;

	if (!fdtr_aml_field(&walk->aml, &name.segments))
		return false;
	if (!name.segments)
		return true;
	if (!fdtr_namespace_define(
		    walk->space, &walk->aml, frame->scope, &name, (enum fdtr_acpi_kind)frame->kind, &object))
		return false;
	if (object != FDTR_NONE) {
		made = object_at(walk, object);
		made->offset = name.offset;
		made->value = name.offset + 4;
		made->end = walk->aml.at;
	}
	return true;
}

static bool read_element(struct walk *walk)
{
	struct fdtr_aml_name name;

	if (fdtr_aml_begins_name(walk->aml.table->data[walk->aml.at]))
		return read_name(walk, &name);
	return begin_term(walk, false);
}

/* iasl puts the externals of a table into an If (Zero), which no interpreter enters. */
static void enter_if(struct walk *walk, struct frame *frame)
{
	if (walk->aml.at < frame->end && walk->aml.table->data[walk->aml.at] == FDTR_AML_ZERO) {
		walk->aml.at++;
		frame->body = FDTR_BODY_EXTERNALS;
		return;
	}
	walk->table->dynamic = true;
	frame->body = FDTR_BODY_STEP;
}

static bool close_frame(struct walk *walk)
{
	const struct frame *frame = top(walk);

	if (frame->object != FDTR_NONE)
		object_at(walk, frame->object)->end = walk->aml.at;
	walk->depth--;
	if (walk->depth)
		walk->aml.end = top(walk)->end;
	return true;
}

static bool read_body(struct walk *walk, struct frame *frame)
{
	bool more = walk->aml.at < frame->end;

	switch (frame->body) {
	case FDTR_BODY_TERMS:
		return more ? begin_term(walk, true) : close_frame(walk);
	case FDTR_BODY_ELEMENTS:
		return more ? read_element(walk) : close_frame(walk);
	case FDTR_BODY_FIELDS:
		return more ? read_field(walk, frame) : close_frame(walk);
	case FDTR_BODY_EXTERNALS:
		if (more && walk->aml.table->data[walk->aml.at] == FDTR_AML_EXTERNAL)
			return begin_term(walk, true);
		walk->aml.at = frame->end;
		return close_frame(walk);
	case FDTR_BODY_IF:
		enter_if(walk, frame);
		return true;
	case FDTR_BODY_STEP:
		walk->aml.at = frame->end;
		return close_frame(walk);
	default:
		return close_frame(walk);
	}
}

static bool step(struct walk *walk)
{
	struct frame *frame = top(walk);

	if (*frame->operands)
		return read_operand(walk, frame, *frame->operands++);
	return read_body(walk, frame);
}

/* After something that cannot be read: behind the block in which a guess may have led there. */
static bool give_up_block(struct walk *walk)
{
	if (walk->aml.status != FDTR_ERR_BADTREE)
		return false;
	while (walk->depth && !top(walk)->guessed)
		walk->depth--;
	if (!walk->depth)
		return false;
	top(walk)->guessed = false;
	walk->aml.at = walk->aml.end = top(walk)->end;
	walk->aml.status = FDTR_OK;
	walk->table->dynamic = true;
	return true;
}

int fdtr_namespace_load(struct fdtr_namespace *space, uint32_t table, struct fdtr_error *error)
{
	struct walk walk = {.space = space, .table = &space->acpi->tables[table], .depth = 1};

	walk.aml = (struct fdtr_aml){.table = walk.table, .end = walk.table->length, .error = error};
	walk.aml.at = FDTR_ACPI_HEADER_SIZE;
	walk.frames[0] = (struct frame){.operands = "",
		.end = walk.table->length,
		.object = FDTR_NONE,
		.meant = FDTR_NONE,
		.body = FDTR_BODY_TERMS};
	while (walk.depth) {
		if (!step(&walk) && !give_up_block(&walk))
			return walk.aml.status;
	}
	return FDTR_OK;
}
