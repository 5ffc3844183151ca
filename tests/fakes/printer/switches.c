/* SPDX-License-Identifier: MIT */
/* switches.c - what a hand, a cable or bad luck can do to the printer, as tables of words. */
#include "firmware/base/clock.h"
#include "tests/fakes/printer/counter.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct sensor_switch { const char *words; unsigned sensor; bool on; };

static const struct sensor_switch sensor_switches[] = {
	{ "paper out", FAKE_PAPER_OUT, true },     { "paper in", FAKE_PAPER_OUT | FAKE_PAPER_LOW, false },
	{ "paper low", FAKE_PAPER_LOW, true },
	{ "cover open", FAKE_COVER, true },        { "cover closed", FAKE_COVER, false },
	{ "cutter stuck", FAKE_CUTTER, true },     { "cutter free", FAKE_CUTTER | FAKE_JAM, false },
	{ "cutter jam", FAKE_JAM, true },          { "cutter cleared", FAKE_JAM, false },
	{ "head hot", FAKE_HOT, true },            { "head cool", FAKE_HOT, false },
	{ "broken", FAKE_BROKEN, true },           { "mended", FAKE_BROKEN, false },
	{ "button down", FAKE_BUTTON, true },      { "button up", FAKE_BUTTON, false },
};

static void go_on(struct counter *counter)
{
	cable_init(&counter->cable);
}

static void unplug(struct counter *counter)
{
	counter_unplug(counter, false);
}

static void power(struct counter *counter)
{
	counter_unplug(counter, true);
}

static void tear(struct counter *counter)
{
	fake_printer_tear(counter->printer);
}

static void pull(struct counter *counter)
{
	fake_printer_pull(counter->printer);
}

static void lose(struct counter *counter)
{
	fake_printer_fault(counter->printer, FAKE_LOSE_ID, 1);
}

static void twice(struct counter *counter)
{
	fake_printer_fault(counter->printer, FAKE_DOUBLE_ID, 1);
}

static void garbage(struct counter *counter)
{
	fake_printer_fault(counter->printer, FAKE_GARBAGE, 1);
}

static const struct { const char *words; void (*act)(struct counter *counter); } acts[] = {
	{ "go on", go_on }, { "unplug", unplug }, { "power", power }, { "tear", tear }, { "pull", pull }, { "answer lost", lose },
	{ "answer twice", twice }, { "garbage", garbage },
};

static void set_speed(struct counter *counter, long number)
{
	counter->bytes_per_second = number > 0 ? number : 1;
}

static void unplug_after(struct counter *counter, long number)
{
	counter->cut_cable_after = number;
}

static void stall_after(struct counter *counter, long number)
{
	counter->cable.stall_after = number;
}

static void refuse(struct counter *counter, long number)
{
	counter->cable.refuse_until_ms = clock_mono_ms() + number;
}

static void short_reads(struct counter *counter, long number)
{
	counter->cable.portion = number;
}

static void late(struct counter *counter, long number)
{
	counter->late_ms = number;
	fake_printer_fault(counter->printer, FAKE_HOLD_ID, 1);
}

static const struct { const char *words; void (*act)(struct counter *counter, long number); } numbered[] = {
	{ "speed ", set_speed }, { "unplug after ", unplug_after }, { "stall after ", stall_after }, { "refuse ", refuse }, { "short ", short_reads },
	{ "answer late ", late },
};

static bool number_after(const char *line, const char *words, long *ret)
{
	size_t length = strlen(words);
	char *end = NULL;

	if (strncmp(line, words, length) != 0)
		return false;
	errno = 0;
	*ret = strtol(line + length, &end, 10);
	return errno == 0 && end != line + length && *end == '\0' && *ret >= 0 && *ret <= 1000000000;
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
	for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
		if (strcmp(line, acts[i].words) != 0)
			continue;
		acts[i].act(counter);
		return "ok";
	}
	for (size_t i = 0; i < sizeof numbered / sizeof numbered[0]; i++) {
		if (!number_after(line, numbered[i].words, &number))
			continue;
		numbered[i].act(counter, number);
		return "ok";
	}
	return "no such switch";
}
