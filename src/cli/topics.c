// SPDX-License-Identifier: BSD-2-Clause
/* What explain tells of besides rules. */
#include "cli/catalogue.h"

static const struct topic_part pool_size[] = {
	{"A restricted pool never grows. When the largest request of a device does not fit into it, Linux prints \"swiotlb "
	 "buffer is full\" and tries again for ever. `fdtrestrict generate --size auto` makes a pool in which that cannot be, "
	 "from what --device-features tells of the devices' queues. It is what they need to go on, not what makes them fast: "
	 "VMMs use 64 MiB.",
		false},
	{"Linux cuts a pool into slots of 2 KiB and blocks of 128 slots. A mapping takes whole slots of one block, so that none "
	 "is larger than 256 KiB, however large the pool is, and from a page on it begins on a page. Three things are mapped:",
		false},
	{"Rings, as long as the driver is bound. One of N entries takes 16 N + 2 N + 6 bytes, rounded up to a page, and 8 N + 6; "
	 "a packed one 16 N and two pages. That is rounded up to a power of two of pages: 16 KiB for 256 entries, 32 KiB for "
	 "1024.",
		false},
	{"Buffers that wait for the device, as long as it is in use. A network device has one in each entry of its receive "
	 "queues: a page, or, when VIRTIO_NET_F_MRG_RXBUF is not offered, a packet of 64 KiB. Linux 7.2 keeps as many pages "
	 "again, and 192, for the next frames. A console has a page in each entry, vsock two, input one slot.",
		false},
	{"Requests. A driver maps all pieces of one or none. A disk's has seg_max pieces at most, each no longer than size_max or "
	 "256 KiB, and together no more than the block layer takes: 1280 KiB in Linux 6.1 and 6.12, 4 MiB in 7.2 "
	 "(BLK_DEF_MAX_SECTORS_CAP). Header and status take a slot each, and the table of indirect descriptors 16 bytes a piece. "
	 "A piece for which the present block has no room begins the next. Of pieces up to 256 KiB two neighbouring blocks may "
	 "then hold little more than one.",
		false},
	{"size = rings and waiting buffers, rounded up to 256 KiB\n"
	 "     + the largest of all requests, where its pieces fit together worst\n"
	 "     + for each other queue its largest request, but 1 MiB at most\n"
	 "  rounded up to 256 KiB, and to --align",
		true},
	{"An example: one disk on virtio-mmio of QEMU, where the driver may have 1024 entries.", false},
	{"ring       16 * 1024 + 2 * 1024 + 6 -> 20480, + 8198 = 28678 -> 32 KiB\n"
	 "                                         rounded up          256 KiB\n"
	 "request    4 MiB, 2 slots, 16 * 1024     = 4116 KiB\n"
	 "           worst: 4116 / 128 + 2         = 34 blocks        8704 KiB\n"
	 "size                                                        8960 KiB",
		true},
	{"Less than 32 + 4116 KiB cannot hold the request however its pieces lie. So it is with the others: what they add up "
	 "to is told by --report json, as \"need\".",
		false},
	{"Measured with the kernels of tests/boot, writing 8 MiB at once:", false},
	{"                                      Linux 6.12         Linux 7.2\n"
	 "one disk                  stalls at   1280 KiB           4352 KiB\n"
	 "                          works at    1536 KiB           4608 KiB\n"
	 "  with 14 segments        stalls at   1280 KiB           3 MiB\n"
	 "disk and network device   stalls at   3 MiB              6 MiB\n"
	 "  1024 buffers wait       take        2136 KiB           2432 KiB",
		true},
	{"`tests/boot/run-sizes` boots twelve shapes of devices with less, which stalls, and with what --size auto makes of them, "
	 "which works. With a packed ring 7.2 does not wait but fails the request: I/O errors.",
		false},
	{"Give a network device a pool of its own, with --per-device or a file of pools. In Linux 6.1 and 6.12 each frame's "
	 "buffer is mapped anew behind what was mapped last, so that the buffers scatter over a pool that a disk uses too, until "
	 "no block is free for a piece of 256 KiB: with 1024 of them in 5 MiB 6.12 stalled after 1400 frames, with 12 MiB not in "
	 "8200.",
		false},
	{"The size is a multiple of 256 KiB, because Linux 6.1 takes the last block for a whole one: of a pool with a part of one "
	 "at its end it maps what lies behind, and crashed there (booted; swiotlb_init_io_tlb_mem(), which 6.12 has mended).",
		false},
	{"What makes requests larger makes the need larger: max_sectors_kb of a disk, opt_io_size above 4 MiB, pages of 64 KiB, of "
	 "which a ring takes two. Above 341 MiB Linux with pages of 4 KiB sets up no pool: see pool-too-large.",
		false},
	{NULL, false},
};

const struct topic topics[] = {
	{"pool-size", "how large a pool has to be", pool_size},
	{NULL, NULL, NULL},
};
