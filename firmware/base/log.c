/* SPDX-License-Identifier: MIT */
/* One write(2) a line, so that lines of several programs on one pipe never mix. */
#include "firmware/base/log.h"

#include "firmware/base/clock.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LINE_BYTES = 1024 };

static const char *program_name = "foyer";

void log_open(const char *program)
{
	program_name = program;
}

static int write_head(char *line, size_t room, const char *event)
{
	int64_t now_ms = clock_wall_ms();
	time_t seconds = (time_t)(now_ms / 1000);
	struct tm parts;
	gmtime_r(&seconds, &parts);
	char when[32];
	strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%S", &parts);
	return snprintf(line, room, "%s.%03dZ %s %s", when, (int)(now_ms % 1000), program_name, event);
}

static void write_line(char *line)
{
	size_t size = strlen(line);
	for (size_t i = 0; i < size; i++)
		if (line[i] == '\n' || line[i] == '\r')
			line[i] = ' ';
	line[size++] = '\n';
	ssize_t written = write(STDERR_FILENO, line, size);
	(void)written; /* a log that cannot be written must not stop a kiosk */
}

void log_event(const char *event, const char *format, ...)
{
	char line[LINE_BYTES + 1];
	int end = write_head(line, LINE_BYTES, event);
	if (format[0] != '\0' && end > 0 && end + 1 < LINE_BYTES) {
		line[end++] = ' ';
		va_list words;
		va_start(words, format);
		vsnprintf(line + end, (size_t)(LINE_BYTES - end), format, words);
		va_end(words);
	}
	write_line(line);
}

void log_fail(const char *event, enum fail code)
{
	log_event(event, "fail=%s words=\"%s\"", fail_name(code), fail_words());
	fail_clear();
}
