/* SPDX-License-Identifier: MIT */
#include "firmware/hub/machine.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/sysinfo.h>

enum { ZONES_MAX = 16 };

/* MemAvailable, which sysinfo() does not know */
static int64_t memory_free_kib(void)
{
	char line[128];
	int64_t kib = -1;
	FILE *file = fopen("/proc/meminfo", "re");
	while (file && kib < 0 && fgets(line, sizeof line, file))
		if (sscanf(line, "MemAvailable: %" SCNd64 " kB", &kib) != 1)
			kib = -1;
	if (file)
		fclose(file);
	return kib;
}

static int64_t hottest(void)
{
	int64_t most = -1;
	for (int zone = 0; zone < ZONES_MAX; zone++) {
		char path[64];
		int64_t now;
		snprintf(path, sizeof path, "/sys/class/thermal/thermal_zone%d/temp", zone);
		FILE *file = fopen(path, "re");
		if (!file)
			break;
		if (fscanf(file, "%" SCNd64, &now) == 1 && now > most)
			most = now;
		fclose(file);
	}
	return most;
}

struct machine machine_look(const char *folder)
{
	struct machine machine = { -1, memory_free_kib(), -1, -1, -1, hottest() };
	struct sysinfo system;
	struct statvfs disk;
	if (sysinfo(&system) == 0) {
		machine.uptime_s = system.uptime;
		if (machine.memory_free_kib < 0) /* /proc is closed to us: without what caches would give back */
			machine.memory_free_kib = (int64_t)(system.freeram * system.mem_unit / 1024);
		machine.load_percent = (int64_t)(system.loads[0] * 100 >> SI_LOAD_SHIFT);
	}
	if (statvfs(folder, &disk) == 0) {
		machine.disk_bytes = (int64_t)(disk.f_blocks * disk.f_frsize);
		machine.disk_free_bytes = (int64_t)(disk.f_bavail * disk.f_frsize);
	}
	return machine;
}
