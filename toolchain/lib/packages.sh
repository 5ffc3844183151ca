# SPDX-License-Identifier: MIT
# packages_need GROUP…: install what toolchain/packages lists for those groups; asks apt only for what is missing.

packages_of() {
	awk -v groups=" $* " '
		/^\[/ { gsub(/[][]/, ""); take = index(groups, " " $0 " "); next }
		/^#/ || NF == 0 { next }
		take { print $1 }' "$FOYER_SOURCE/toolchain/packages" | sort -u
}

packages_missing() {
	packages_of "$@" | while read -r package; do
		dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -qx 'install ok installed' || echo "$package"
	done
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo "$@"
	else
		echo "This needs root once, to install packages: run it as root, or install sudo." >&2
		return 1
	fi
}

packages_need() {
	local missing
	missing=$(packages_missing "$@")
	[ -z "$missing" ] && return 0
	echo "Installing: $(echo "$missing" | tr '\n' ' ')"
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update >/dev/null
	# shellcheck disable=SC2086
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install $missing >"$FOYER_SOURCE/build/apt.log" 2>&1 || {
		tail -n 20 "$FOYER_SOURCE/build/apt.log" >&2
		echo "Some packages could not be installed; all of apt's words are in build/apt.log." >&2
		return 1
	}
}
