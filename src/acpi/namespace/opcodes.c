// SPDX-License-Identifier: BSD-2-Clause
#include "acpi/namespace/namespace.h"

/* The names of the specification's own table are beside the rows that do not say what they are. */
#define DATA(operands, body)                        \
	{                                           \
		operands, FDTR_OPCODE_DATA, body, 0 \
	}
#define COMPUTES(operands)                                        \
	{                                                         \
		operands, FDTR_OPCODE_COMPUTES, FDTR_BODY_NONE, 0 \
	}
#define FLOW(operands, body)                        \
	{                                           \
		operands, FDTR_OPCODE_FLOW, body, 0 \
	}
#define DECLARES(operands, body, kind)                     \
	{                                                  \
		operands, FDTR_OPCODE_DECLARES, body, kind \
	}
#define BINARY COMPUTES("ttT")
#define COMPARES COMPUTES("tt")
#define UNARY COMPUTES("tT")
#define BUFFER_FIELD DECLARES("ttN", FDTR_BODY_NONE, FDTR_ACPI_BUFFER_FIELD)

static const struct fdtr_opcode plain[256] = {
	[FDTR_AML_ZERO] = DATA("", FDTR_BODY_NONE),
	[FDTR_AML_ONE] = DATA("", FDTR_BODY_NONE),
	[0x06] = DECLARES("aN", FDTR_BODY_NONE, FDTR_ACPI_ALIAS),
	[0x08] = DECLARES("Nt", FDTR_BODY_NONE, FDTR_ACPI_NAME),
	[FDTR_AML_BYTE] = DATA("b", FDTR_BODY_NONE),
	[FDTR_AML_WORD] = DATA("w", FDTR_BODY_NONE),
	[FDTR_AML_DWORD] = DATA("d", FDTR_BODY_NONE),
	[FDTR_AML_STRING] = DATA("s", FDTR_BODY_NONE),
	[FDTR_AML_QWORD] = DATA("q", FDTR_BODY_NONE),
	[0x10] = DECLARES("po", FDTR_BODY_TERMS, FDTR_ACPI_SCOPE),
	[FDTR_AML_BUFFER] = DATA("pt", FDTR_BODY_STEP),
	[FDTR_AML_PACKAGE] = DATA("pb", FDTR_BODY_ELEMENTS),
	[FDTR_AML_VAR_PACKAGE] = DATA("pt", FDTR_BODY_ELEMENTS),
	[0x14] = DECLARES("pNm{", FDTR_BODY_STEP, FDTR_ACPI_METHOD),
	[FDTR_AML_EXTERNAL] = DECLARES("xbc", FDTR_BODY_NONE, FDTR_ACPI_EXTERNAL),
	[0x60] = DATA("", FDTR_BODY_NONE), /* Local0 to Local7 */
	[0x61] = DATA("", FDTR_BODY_NONE),
	[0x62] = DATA("", FDTR_BODY_NONE),
	[0x63] = DATA("", FDTR_BODY_NONE),
	[0x64] = DATA("", FDTR_BODY_NONE),
	[0x65] = DATA("", FDTR_BODY_NONE),
	[0x66] = DATA("", FDTR_BODY_NONE),
	[0x67] = DATA("", FDTR_BODY_NONE),
	[0x68] = DATA("", FDTR_BODY_NONE), /* Arg0 to Arg6 */
	[0x69] = DATA("", FDTR_BODY_NONE),
	[0x6a] = DATA("", FDTR_BODY_NONE),
	[0x6b] = DATA("", FDTR_BODY_NONE),
	[0x6c] = DATA("", FDTR_BODY_NONE),
	[0x6d] = DATA("", FDTR_BODY_NONE),
	[0x6e] = DATA("", FDTR_BODY_NONE),
	[0x70] = COMPUTES("tt"),           /* Store */
	[0x71] = COMPUTES("T"),            /* RefOf */
	[0x72] = BINARY,                   /* Add */
	[0x73] = BINARY,                   /* Concat */
	[0x74] = BINARY,                   /* Subtract */
	[0x75] = COMPUTES("t"),            /* Increment */
	[0x76] = COMPUTES("t"),            /* Decrement */
	[0x77] = BINARY,                   /* Multiply */
	[0x78] = COMPUTES("ttTT"),         /* Divide */
	[0x79] = BINARY,                   /* ShiftLeft */
	[0x7a] = BINARY,                   /* ShiftRight */
	[0x7b] = BINARY,                   /* And */
	[0x7c] = BINARY,                   /* NAnd */
	[0x7d] = BINARY,                   /* Or */
	[0x7e] = BINARY,                   /* NOr */
	[0x7f] = BINARY,                   /* XOr */
	[0x80] = UNARY,                    /* Not */
	[0x81] = UNARY,                    /* FindSetLeftBit */
	[0x82] = UNARY,                    /* FindSetRightBit */
	[0x83] = COMPUTES("t"),            /* DerefOf */
	[0x84] = BINARY,                   /* ConcatRes */
	[0x85] = BINARY,                   /* Mod */
	[0x86] = COMPUTES("tt"),           /* Notify */
	[0x87] = COMPUTES("t"),            /* SizeOf */
	[0x88] = BINARY,                   /* Index */
	[0x89] = COMPUTES("tbtbtt"),       /* Match */
	[0x8a] = BUFFER_FIELD,             /* CreateDWordField */
	[0x8b] = BUFFER_FIELD,             /* CreateWordField */
	[0x8c] = BUFFER_FIELD,             /* CreateByteField */
	[0x8d] = BUFFER_FIELD,             /* CreateBitField */
	[0x8e] = COMPUTES("T"),            /* ObjectType */
	[0x8f] = BUFFER_FIELD,             /* CreateQWordField */
	[0x90] = COMPARES,                 /* LAnd */
	[0x91] = COMPARES,                 /* LOr */
	[0x92] = COMPUTES("t"),            /* LNot; LNotEqual and the like are it and the next */
	[0x93] = COMPARES,                 /* LEqual */
	[0x94] = COMPARES,                 /* LGreater */
	[0x95] = COMPARES,                 /* LLess */
	[0x96] = UNARY,                    /* ToBuffer */
	[0x97] = UNARY,                    /* ToDecimalString */
	[0x98] = UNARY,                    /* ToHexString */
	[0x99] = UNARY,                    /* ToInteger */
	[0x9c] = BINARY,                   /* ToString */
	[0x9d] = COMPUTES("tT"),           /* CopyObject */
	[0x9e] = COMPUTES("tttT"),         /* Mid */
	[0x9f] = FLOW("", FDTR_BODY_NONE), /* Continue */
	[0xa0] = DECLARES("p", FDTR_BODY_IF, 0),
	[0xa1] = FLOW("p", FDTR_BODY_STEP), /* Else */
	[0xa2] = FLOW("p", FDTR_BODY_STEP), /* While */
	[0xa3] = DATA("", FDTR_BODY_NONE),  /* Noop */
	[0xa4] = FLOW("t", FDTR_BODY_NONE), /* Return */
	[0xa5] = FLOW("", FDTR_BODY_NONE),  /* Break */
	[0xcc] = DATA("", FDTR_BODY_NONE),  /* BreakPoint */
	[FDTR_AML_ONES] = DATA("", FDTR_BODY_NONE),
};

static const struct fdtr_opcode extended[256] = {
	[0x01] = DECLARES("Nb", FDTR_BODY_NONE, FDTR_ACPI_MUTEX),
	[0x02] = DECLARES("N", FDTR_BODY_NONE, FDTR_ACPI_EVENT),
	[0x12] = COMPUTES("TT"), /* CondRefOf */
	[0x13] = DECLARES("tttN", FDTR_BODY_NONE, FDTR_ACPI_BUFFER_FIELD),
	[0x1f] = COMPUTES("tttttt"),       /* LoadTable */
	[0x20] = COMPUTES("nt"),           /* Load */
	[0x21] = COMPUTES("t"),            /* Stall */
	[0x22] = COMPUTES("t"),            /* Sleep */
	[0x23] = COMPUTES("tw"),           /* Acquire */
	[0x24] = COMPUTES("t"),            /* Signal */
	[0x25] = COMPUTES("tt"),           /* Wait */
	[0x26] = COMPUTES("t"),            /* Reset */
	[0x27] = COMPUTES("t"),            /* Release */
	[0x28] = UNARY,                    /* FromBCD */
	[0x29] = UNARY,                    /* ToBCD */
	[0x2a] = COMPUTES("t"),            /* Unload, of old */
	[0x30] = DATA("", FDTR_BODY_NONE), /* Revision */
	[0x31] = DATA("", FDTR_BODY_NONE), /* Debug */
	[0x32] = COMPUTES("bdt"),          /* Fatal */
	[0x33] = DATA("", FDTR_BODY_NONE), /* Timer */
	[0x80] = DECLARES("Nbtt", FDTR_BODY_NONE, FDTR_ACPI_REGION),
	[0x81] = DECLARES("pnb", FDTR_BODY_FIELDS, FDTR_ACPI_FIELD),
	[0x82] = DECLARES("pN{", FDTR_BODY_TERMS, FDTR_ACPI_DEVICE),
	[0x83] = DECLARES("pNbdb{", FDTR_BODY_TERMS, FDTR_ACPI_PROCESSOR),
	[0x84] = DECLARES("pNbw{", FDTR_BODY_TERMS, FDTR_ACPI_POWER_RESOURCE),
	[0x85] = DECLARES("pN{", FDTR_BODY_TERMS, FDTR_ACPI_THERMAL_ZONE),
	[0x86] = DECLARES("pnnb", FDTR_BODY_FIELDS, FDTR_ACPI_FIELD),  /* IndexField */
	[0x87] = DECLARES("pnntb", FDTR_BODY_FIELDS, FDTR_ACPI_FIELD), /* BankField */
	[0x88] = DECLARES("Nttt", FDTR_BODY_NONE, FDTR_ACPI_REGION),   /* DataTableRegion */
};

const struct fdtr_opcode *fdtr_opcode(uint8_t code, bool is_extended)
{
	return is_extended ? &extended[code] : &plain[code];
}
