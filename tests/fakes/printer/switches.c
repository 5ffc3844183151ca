/* SPDX-License-Identifier: MIT */
/* switches.c - what a hand can do to the printer, as a table of words. */
#include "tests/fakes/printer/counter.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct sensor_switch { const char *words; unsigned sensor; bool on; };

static const struct sensor_switch sensor_switches[] = {
	{ "paper out", FAKE_PAPER_OUT, true },     { "paper in", FAKE_PAPER_OUT | FAKE_PAPER_LOW, false },
	{ "paper low", FAKE_PAPER_LOW, true },
	{ "cover open", FAKE_COVER, true },        { "cover closed", FAKE_COVER, false },
	{ "cutter stuck", FAKE_CUTTER, true },     { "cutter free", FAKE_CUTTER, false },
	{ "head hot", FAKE_HOT, true },            { "head cool", FAKE_HOT, false },
	{ "broken", FAKE_BROKEN, true },           { "mended", FAKE_BROKEN, false },
};

static bool number_after(const char *line, const char *words, long *ret)
{
	size_t length = strlen(words);
	char *end = NULL;

	if (strncmp(line, words, length) != 0)
		return false;
	errno = 0;
	*ret = strtol(line + length, &end, 10);
	return errno == 0 && end != line + length && *end == '\0' && *ret >= 0;
}

const char *counter_switch(struct counter *counter, const char *line)
{
	long number = 0;

	for (size_t i = 0; i < sizeof sensor_switches / sizeof sensor_switches[0]; i++) {
		if (strcmp(line, sensor_switches[i].words) != 0)
			continue;
		fake_printer_set(counter->printer, sensor_switches[i].sensor, sensor_switches[i].on);
		return "ok";
	}
	if (number_after(line, "speed ", &number) && number > 0) {
		counter->bytes_per_second = number;
		return "ok";
	}
	if (number_after(line, "unplug after ", &number)) {
		counter->cut_cable_after = number;
		return "ok";
	}
	if (strcmp(line, "unplug") == 0 || strcmp(line, "power") == 0) {
		counter_unplug(counter, line[0] == 'p');
		return "ok";
	}
	return "no such switch";
}
