// SPDX-License-Identifier: BSD-2-Clause
/* What is asked of numbers. Integers are of 64 bits and compared as such, whichever sign they have. */
#include "schema/evaluate/evaluate_walk.h"

#include <math.h>

static bool is_number(const struct value *value)
{
	return value->kind == VALUE_INTEGER || value->kind == VALUE_REAL;
}

static bool is_negative(const struct value *integer)
{
	return integer->flags & VALUE_NEGATIVE;
}

static double as_real(const struct value *number)
{
	if (number->kind == VALUE_REAL)
		return number->real;
	return is_negative(number) ? (double)(int64_t)number->integer : (double)number->integer;
}

/* Whether the integer is below the real, as a fraction would be: not every integer is a double. */
static bool integer_below(const struct value *integer, double real)
{
	const double near = as_real(integer);

	if (near != real || (near < 0x1p53 && near > -0x1p53))
		return near < real;
	if (is_negative(integer))
		return (int64_t)integer->integer < (int64_t)real;
	return real >= 0x1p64 || integer->integer < (uint64_t)real;
}

static bool integer_above(const struct value *integer, double real)
{
	const double near = as_real(integer);

	if (near != real || (near < 0x1p53 && near > -0x1p53))
		return near > real;
	if (is_negative(integer))
		return (int64_t)integer->integer > (int64_t)real;
	return real < 0x1p64 && integer->integer > (uint64_t)real;
}

static bool is_below(const struct value *left, const struct value *right)
{
	if (left->kind == VALUE_REAL)
		return right->kind == VALUE_REAL ? left->real < right->real
		                                 : integer_above(right, left->real);
	if (right->kind == VALUE_REAL)
		return integer_below(left, right->real);
	if (is_negative(left) != is_negative(right))
		return is_negative(left);
	return left->integer < right->integer; /* in two's complement as well */
}

static bool judge(const struct walk *walk, const struct member *rule, bool fails)
{
	if (!is_number(walk->value) || !fails)
		return true;
	(void)fault_add(walk, rule);
	return false;
}

bool check_minimum(const struct walk *walk, const struct member *rule)
{
	return judge(walk, rule, is_below(walk->value, &rule->value));
}

bool check_maximum(const struct walk *walk, const struct member *rule)
{
	return judge(walk, rule, is_below(&rule->value, walk->value));
}

bool check_exclusive_minimum(const struct walk *walk, const struct member *rule)
{
	return judge(walk, rule, !is_below(&rule->value, walk->value));
}

bool check_exclusive_maximum(const struct walk *walk, const struct member *rule)
{
	return judge(walk, rule, !is_below(walk->value, &rule->value));
}

static uint64_t magnitude(const struct value *integer)
{
	return is_negative(integer) ? 0 - integer->integer : integer->integer;
}

/* By a fraction, 0.3 is three times 0.1: what counts is the quotient as it is rounded. */
static bool is_multiple(const struct value *value, const struct value *of)
{
	double quotient;

	if (as_real(of) == 0)
		return false;
	if (value->kind == VALUE_INTEGER && of->kind == VALUE_INTEGER)
		return magnitude(value) % magnitude(of) == 0;
	quotient = as_real(value) / as_real(of);
	if (of->kind == VALUE_INTEGER || isinf(quotient))
		return fmod(as_real(value), as_real(of)) == 0;
	return quotient == trunc(quotient);
}

bool check_multiple_of(const struct walk *walk, const struct member *rule)
{
	return judge(walk, rule, is_number(walk->value) && !is_multiple(walk->value, &rule->value));
}
