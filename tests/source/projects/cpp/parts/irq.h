/* SPDX-License-Identifier: BSD-2-Clause */
#define TIMER_IRQ 0x12345678
