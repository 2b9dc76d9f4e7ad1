/* SPDX-License-Identifier: BSD-2-Clause */
#define SIZE_1M (1 << 20)
