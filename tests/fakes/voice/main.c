/* SPDX-License-Identifier: MIT */
/*
 * main.c - stands in for espeak-ng where nothing can be heard: takes the text from its standard input, writes one line of its options and the
 * text to HOME/spoken, and takes as long as the sentence would. HOME/voice says how it behaves: "pace MS" a character (default 60 at the
 * usual speed), "hang", "die", "deaf" (no sound device: it complains, and ends as if all were well), "forget" (it writes nothing, as the real one).
 */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_MAX = 4096, USUAL_SPEED = 170, USUAL_MS = 60 };

struct manner { int pace_ms; int hang, die, deaf, forget; };

static FILE *open_in_home(const char *name, const char *mode)
{
	char path[4096];
	const char *home = getenv("HOME");
	snprintf(path, sizeof path, "%s/%s", home ? home : ".", name);
	return fopen(path, mode);
}

static struct manner read_manner(void)
{
	struct manner manner = { .pace_ms = USUAL_MS };
	char line[64];
	FILE *file = open_in_home("voice", "re");
	while (file && fgets(line, sizeof line, file)) {
		if (strncmp(line, "pace ", 5) == 0)
			manner.pace_ms = (int)strtol(line + 5, NULL, 10);
		manner.hang |= strncmp(line, "hang", 4) == 0;
		manner.die |= strncmp(line, "die", 3) == 0;
		manner.deaf |= strncmp(line, "deaf", 4) == 0;
		manner.forget |= strncmp(line, "forget", 6) == 0;
	}
	if (file)
		fclose(file);
	return manner;
}

static int option(int argc, char **argv, const char *name, int otherwise)
{
	for (int i = 1; i + 1 < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return (int)strtol(argv[i + 1], NULL, 10);
	return otherwise;
}

int main(int argc, char **argv)
{
	char text[TEXT_MAX] = "";
	size_t length = fread(text, 1, sizeof text - 1, stdin);
	struct manner manner = read_manner();
	while (length > 0 && text[length - 1] == '\n')
		text[--length] = '\0';
	FILE *spoken = manner.forget ? NULL : open_in_home("spoken", "ae");
	for (int i = 1; spoken && i < argc; i++)
		fprintf(spoken, "%s ", argv[i]);
	if (spoken)
		fprintf(spoken, "| %s\n", text);
	if (spoken)
		fclose(spoken);
	if (manner.deaf) {
		fputs("error: No such file or directory\n", stderr);
		return 0;
	}
	if (manner.die)
		abort();
	if (manner.hang)
		poll(NULL, 0, -1);
	int speed = option(argc, argv, "-s", USUAL_SPEED);
	poll(NULL, 0, (int)length * manner.pace_ms * USUAL_SPEED / (speed > 0 ? speed : USUAL_SPEED));
	return 0;
}
