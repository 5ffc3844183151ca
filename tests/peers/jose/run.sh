#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh PEER_PROGRAM WORK_FOLDER: both directions between our code and the library jose. Exit 77: npm or the library is not to be had here.
set -eu
program=$1 work=$2 here=$(dirname "$0")
"$here/install.sh" "$work"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$program" make "$folder"
node "$work/npm/check.mjs" "$folder"
"$program" open "$folder"
echo "ours opened what jose sealed"
