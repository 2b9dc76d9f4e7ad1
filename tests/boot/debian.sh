# shellcheck shell=sh
# SPDX-License-Identifier: BSD-2-Clause
#
# Packages of Debian for another architecture: sourced.

# debian_apt DIR ARCHITECTURE ARGUMENTS...: apt-get, or apt-cache with `cache` before the rest, with package lists of its own
# in DIR, so that the system's stay as they are. What goes wrong is in DIR/log.
debian_apt() {
	state=$1 architecture=$2 tool=apt-get
	shift 2
	[ "$1" != cache ] || { tool=apt-cache && shift; }
	mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
	: >"$state/status"
	"$tool" -q -o APT::Architecture="$architecture" -o APT::Architectures::="$architecture" -o APT::Sandbox::User=root \
		-o Dir::State::Lists="$state/lists" -o Dir::State::status="$state/status" -o Dir::Cache="$state/cache" "$@" 2>>"$state/log"
}
