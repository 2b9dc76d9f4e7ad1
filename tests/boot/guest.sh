# shellcheck shell=sh disable=SC2154
# SPDX-License-Identifier: BSD-2-Clause
#
# A guest in QEMU, and where it put its virtqueues: sourced by boot-one and boot-acpi, which set dir, devices and ids, and have
# pool_for ID, which prints FIRST and SIZE of its pool (nothing: it has none), and heard OUTCOME, which ends with another when the
# guest did not say what it should have.

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

# boot COMMAND...: QEMU, until the guest is ready or has panicked; then the console is in $dir/console, QEMU's answers in $dir/qmp.
boot() {
	# QMP runs over two pipes. Both are held open here, so that neither side waits for the other to open its end.
	mkfifo "$dir/qmp.in" "$dir/qmp.out" || exit
	exec 3<>"$dir/qmp.in"
	exec 4<>"$dir/qmp.out"
	exec 5<"$dir/qmp.out" 4>&-
	: >"$dir/console"
	"$@" -serial "file:$dir/console" -qmp "pipe:$dir/qmp" >"$dir/qemu" 2>&1 3>&- 5>&- &
	qemu=$!
	trap 'kill $qemu 2>/dev/null' EXIT
	trap 'exit 1' HUP INT TERM

	until grep -Eqs '=== E2E READY ===|Kernel panic' "$dir/console"; do
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
	cat <&5 >"$dir/qmp"
	tr -d '\r' <"$dir/console" >"$dir/console.txt"
	mv "$dir/console.txt" "$dir/console"
}

said() { grep -Eq -- "$1" "$dir/console"; }

# inside FIRST SIZE ADDRESS LENGTH
inside() { [ $# -eq 4 ] && [ "$3" -ge "$1" ] && [ $(($3 + $4)) -le $(($1 + $2)) ]; }
# apart FIRST SIZE ADDRESS LENGTH; no pool holds nothing
apart() { [ $# -eq 2 ] || [ $(($3 + $4)) -le "$1" ] || [ "$3" -ge $(($1 + $2)) ]; }

# queue_of ID: "DESC AVAIL USED NUM" as QEMU has them
queue_of() {
	for name in desc avail used num; do
		sed -n "/\"id\": \"blk$1\"/s/.*\"vring-$name\": \([0-9]*\).*/\1/p" "$dir/qmp"
	done | tr '\n' ' '
}

# without_queue ID: why there is none. The driver leaves its mark in the device's status.
without_queue() {
	case $(grep "\"id\": \"status$1\"" "$dir/qmp") in
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

# The outcome, from what the guest and QEMU said.
settle() {
	said '=== E2E READY ===' || {
		if said 'Kernel panic'; then
			heard crashed
			outcome crashed
		fi
		! said 'swiotlb (buffer is full|addr .* overflow)' || outcome stalled
		outcome hung "$(cat "$dir/qemu")"
	}

	seen='' details=''
	for id in $ids; do
		pool=$(pool_for "$id") || outcome not-described "no pool for blk$id"
		queue=$(queue_of "$id")
		[ "$(echo "$queue" | wc -w)" -eq 4 ] || outcome not-started "QEMU does not tell: $(cat "$dir/qmp")"
		case $queue in
		'0 '*) now=$(without_queue "$id") ;;
		*) now=$(with_queue "$pool" "$queue") ;;
		esac
		# shellcheck disable=SC2086 # numbers
		details="$details$(printf '\nblk%s: ' "$id"
			[ -z "$pool" ] && printf 'no pool' || printf 'pool 0x%x+0x%x' $pool
			printf ', desc 0x%x avail 0x%x used 0x%x, %d entries' $queue)"
		case ${seen:-$now} in "$now") seen=$now ;; *) seen=mixed ;; esac
	done

	# The queues say where DMA goes, block I/O that it goes at all.
	case $seen in
	*restricted | astride) verified=$(echo "$ids" | wc -w) ;;
	*) verified=0 ;;
	esac
	[ "$(grep -c IO_VERIFY_OK "$dir/console")" -eq "$verified" ] || seen=io-failed
	heard "$seen"
	outcome "$seen" "${details#?}"
}
