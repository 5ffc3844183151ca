/* SPDX-License-Identifier: MIT */
/* machine.h - how the board under the kiosk is: figures from the kernel, none of a person. */
#pragma once

#include <stdint.h>

/* -1 where the machine does not say. */
struct machine {
	int64_t uptime_s, memory_free_kib, load_percent;   /* load: of the last minute, 100 for one busy core */
	int64_t disk_bytes, disk_free_bytes;               /* of the file system with the state folder */
	int64_t temperature_millidegrees;                  /* the hottest zone */
};

/** machine_look - @folder: on the file system that is asked for. A few small reads. */
struct machine machine_look(const char *folder);
