#!/bin/sh
# SPDX-License-Identifier: MIT
# install.sh WORK_FOLDER: playwright-core and axe-core in WORK_FOLDER/npm, the very ones of package-lock.json. Exit 77: npm, they, or Chromium are not to be had here.
set -eu
work=$1 here=$(dirname "$0")
for program in npm node chromium; do
	command -v $program >/dev/null || { echo "skipped: $program is not installed here"; exit 77; }
done
mkdir -p "$work/npm"
cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$here/desk.mjs" "$work/npm/"
if [ ! -d "$work/npm/node_modules/axe-core" ] || ! cmp -s "$here/package-lock.json" "$work/npm/installed.json"; then
	if ! (cd "$work/npm" && npm ci >npm.log 2>&1); then
		cat "$work/npm/npm.log"
		if grep -q EINTEGRITY "$work/npm/npm.log"; then
			echo "failed: the libraries are not those in package-lock.json"
			exit 1
		fi
		echo "skipped: npm could not fetch playwright-core and axe-core"
		exit 77
	fi
	cp "$here/package-lock.json" "$work/npm/installed.json"
fi
