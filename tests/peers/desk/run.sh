#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh TEST_PROGRAM WORK_FOLDER: a real Chromium at the staff's page. Exit 77: npm, the libraries, or Chromium are not to be had here.
set -eu
program=$1 work=$2 here=$(dirname "$0")
"$here/install.sh" "$work"
exec env FOYER_PEER="$work/npm" "$program"
