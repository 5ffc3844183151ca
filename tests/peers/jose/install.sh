#!/bin/sh
# SPDX-License-Identifier: MIT
# install.sh WORK_FOLDER: the library jose in WORK_FOLDER/npm, the very one of package-lock.json. Exit 77: npm or the library is not to be had here.
set -eu
work=$1 here=$(dirname "$0")
if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
	echo "skipped: npm and node are not installed here"
	exit 77
fi
mkdir -p "$work/npm"
cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$here/check.mjs" "$here/rotation.mjs" "$work/npm/"
if [ ! -d "$work/npm/node_modules/jose" ] || ! cmp -s "$here/package-lock.json" "$work/npm/installed.json"; then
	if ! (cd "$work/npm" && npm ci >npm.log 2>&1); then
		cat "$work/npm/npm.log"
		if grep -q EINTEGRITY "$work/npm/npm.log"; then
			echo "failed: the library is not the one in package-lock.json"
			exit 1
		fi
		echo "skipped: npm could not fetch jose"
		exit 77
	fi
	cp "$here/package-lock.json" "$work/npm/installed.json"
fi
