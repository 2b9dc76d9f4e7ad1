# shellcheck shell=sh disable=SC2154
# SPDX-License-Identifier: BSD-2-Clause
#
# A guest in QEMU, and where it put its virtqueues: sourced by boot-one and boot-acpi, which set dir, the directory that they are
# in, devices, ids, limit and emulator, and have
#   qemu COMMAND ARGUMENTS...  runs COMMAND with QEMU, its machine and ARGUMENTS behind it
#   pool_for ID                prints FIRST and SIZE of its pool; nothing: it has none
#   name_for ID                prints what its description calls it
#   heard OUTCOME              ends with another when the guest did not say what it should have
#
# FDTR_BOOT_CACHE=DIR: what a boot left is kept there as DIR/KEY, by the SHA-256 of all that goes into it, and an equal boot is
# not made again.

# outcome WORD [DETAIL]
outcome() {
	echo "$1"
	[ $# -lt 2 ] || echo "$2"
	exit 0
}

qom_path() {
	case $devices in
	pci*) echo "/machine/peripheral/blk$1/virtio-backend" ;;
	*) echo "/machine/peripheral/blk$1" ;;
	esac
}

# over SECONDS: the guest has said nothing but that it waits for bounce buffers, for so long
over() {
	said_now=$(grep -Evc 'swiotlb|callbacks suppressed' console)
	[ "$said_now" = "$said_before" ] || quiet=0
	said_before=$said_now quiet=$((quiet + 1))
	[ $quiet -gt $(($1 * 5)) ]
}

# finished: the guest is ready, has panicked, or nothing more is to be expected of it. Called five times a second.
finished() {
	grep -Eqs '=== E2E READY ===|Kernel panic' console && return
	if said 'swiotlb (buffer is full|addr .* overflow)'; then over 12; else over 25; fi
}

# run_guest ARGUMENTS...: QEMU, until the guest has finished; then the console is in console, QEMU's answers in qmp.
run_guest() {
	# QMP runs over two pipes. Both are held open here, so that neither side waits for the other to open its end.
	mkfifo qmp.in qmp.out || exit
	exec 3<>qmp.in
	exec 4<>qmp.out
	exec 5<qmp.out 4>&-
	: >console
	said_before='' quiet=0
	# shellcheck disable=SC2094 # the first is a function
	qemu "exec timeout -k 5 $limit" "$@" -serial file:console -qmp pipe:qmp >qemu 2>&1 3>&- 5>&- 9>&- &
	qemu=$!
	trap 'kill $qemu 2>/dev/null' EXIT
	trap 'exit 1' HUP INT TERM

	until finished; do
		[ -d "$dir" ] || exit 1
		kill -0 $qemu 2>/dev/null || break
		sleep 0.2
	done

	# Stopped first: the guest powers off soon after it is ready.
	{
		echo '{"execute": "qmp_capabilities"}{"execute": "stop"}{"execute": "x-query-virtio"}'
		for id in $ids; do
			path=$(qom_path "$id")
			echo '{"execute": "x-query-virtio-status", "id": "status'"$id"'", "arguments": {"path": "'"$path"'"}}'
			echo '{"execute": "x-query-virtio-queue-status", "id": "blk'"$id"'", "arguments": {"path": "'"$path"'", "queue": 0}}'
		done
		echo '{"execute": "quit"}'
	} >&3
	wait $qemu
	trap - EXIT
	cat <&5 >qmp
	rm qmp.in qmp.out
	tr -d '\r' <console >console.txt
	mv console.txt console
}

# key FILES ARGUMENTS...: stands for the boot
key() {
	{
		files=$1
		shift
		qemu 'printf %s\n' "$@"
		for file in $files; do sha256sum <"$file"; done
		"$emulator" --version
	} | sha256sum | cut -d ' ' -f 1
}

# boot FILES ARGUMENTS...: run_guest, or what an equal one left. FILES are what its arguments name and is not the same in every boot.
boot() {
	if [ -z "${FDTR_BOOT_CACHE-}" ]; then
		shift
		run_guest "$@"
		return
	fi
	key=$(key "$@")
	echo "$key" >key
	kept=$FDTR_BOOT_CACHE/$key
	exec 9>"$FDTR_BOOT_CACHE/$key.lock"
	flock 9
	if [ ! -d "$kept" ]; then
		shift
		run_guest "$@"
		keep
	fi
	cp "$kept/console" "$kept/qmp" "$kept/qemu" .
	rm -f "$FDTR_BOOT_CACHE/$key.lock"
	exec 9>&-
}

# Whole or not at all. A QEMU that did not start leaves nothing.
keep() {
	[ -s console ] || outcome not-started "$(cat qemu)"
	rm -rf "$kept.new"
	mkdir "$kept.new" && cp console qmp qemu "$kept.new" && mv "$kept.new" "$kept" || exit
}

said() { grep -Eq -- "$1" console; }

# inside FIRST SIZE ADDRESS LENGTH
inside() { [ $# -eq 4 ] && [ "$3" -ge "$1" ] && [ $(($3 + $4)) -le $(($1 + $2)) ]; }
# apart FIRST SIZE ADDRESS LENGTH; no pool holds nothing
apart() { [ $# -eq 2 ] || [ $(($3 + $4)) -le "$1" ] || [ "$3" -ge $(($1 + $2)) ]; }

# queue_of ID: "DESC AVAIL USED NUM" as QEMU has them
queue_of() {
	for name in desc avail used num; do
		sed -n "/\"id\": \"blk$1\"/s/.*\"vring-$name\": \([0-9]*\).*/\1/p" qmp
	done | tr '\n' ' '
}

# without_queue ID: why there is none. The driver leaves its mark in the device's status.
without_queue() {
	case $(grep "\"id\": \"status$1\"" qmp) in
	*'"statuses": []'*) echo unbound ;;
	*VIRTIO_CONFIG_S_FAILED*) if said 'probe.* failed with error -12'; then echo refused; else echo failed; fi ;;
	*) echo failed ;;
	esac
}

# with_queue POOL QUEUE: where it is. The rings' lengths are those of a split virtqueue.
with_queue() {
	# shellcheck disable=SC2086 # two numbers or none, and four
	set -- "$1" $2
	held=0 free=0
	for ring in "$2 $((16 * $5))" "$3 $((6 + 2 * $5))" "$4 $((6 + 8 * $5))"; do
		# shellcheck disable=SC2086 # two numbers each
		inside $1 $ring && held=$((held + 1))
		# shellcheck disable=SC2086 # two numbers each
		apart $1 $ring && free=$((free + 1))
	done
	case $held-$free in
	3-0) echo restricted ;;
	0-3) echo unrestricted ;;
	*) echo astride ;;
	esac
}

# waited: what becomes of a disk that the guest has not done with
waited() {
	if said 'Kernel panic'; then
		echo crashed
	elif said 'swiotlb (buffer is full|addr .* overflow)'; then
		echo stalled
	else
		echo hung
	fi
}

# one ID: what became of it. The queues say where DMA goes, block I/O that it goes at all. The guest calls the first disk that it can
# use vda.
one() {
	set -- "$1" "$(queue_of "$1")"
	case $2 in
	'0 '*) if said '=== E2E READY ==='; then without_queue "$1"; else waited; fi ;;
	*' '*' '*' '*)
		disk=$(printf 'vd%b' "\\$((141 + disks))")
		disks=$((disks + 1))
		if said "IO_VERIFY_OK $disk"; then
			with_queue "$pool" "$2"
		elif said '=== E2E READY ==='; then
			echo io-failed
		else
			waited
		fi
		;;
	*) waited ;;
	esac
}

# The outcome, from what the guest and QEMU said: of all, then of each.
settle() {
	seen='' details='' disks=0
	for id in $ids; do
		pool=$(pool_for "$id") || outcome not-described "no pool for blk$id"
		one "$id" >now
		now=$(cat now)
		# shellcheck disable=SC2046,SC2086,SC2183 # numbers
		details="$details$(printf '\nblk%s: %s %s, ' "$id" "$(name_for "$id")" "$now"
			[ -z "$pool" ] && printf 'no pool' || printf 'pool 0x%x+0x%x' $pool
			printf ', desc 0x%x avail 0x%x used 0x%x, %d entries' $(queue_of "$id"))"
		case ${seen:-$now} in "$now") seen=$now ;; *) seen=mixed ;; esac
	done
	heard "$seen"
	outcome "$seen" "${details#?}"
}
