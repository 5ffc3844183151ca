/* SPDX-License-Identifier: MIT */
#include "tests/bench/latency/usage.h"

#include "tests/bench/latency/observer.h"

#include <ctype.h>
#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { PROCESS_MAX = 4096, END_WAIT_MS = 3000 };

struct forest { struct { pid_t pid, parent; } all[PROCESS_MAX]; size_t all_count; pid_t member[PROCESS_MAX]; size_t count; };

static bool read_parent(const char *pid, pid_t *ret)
{
	char path[64], line[512];
	snprintf(path, sizeof path, "/proc/%.20s/stat", pid);
	FILE *file = fopen(path, "re");
	bool got = file && fgets(line, sizeof line, file);
	if (file)
		fclose(file);
	char *close = got ? strrchr(line, ')') : NULL;
	char state;
	return close && sscanf(close + 1, " %c %d", &state, ret) == 2 && state != 'Z';
}

static void list_processes(struct forest *forest)
{
	DIR *folder = opendir("/proc");
	for (struct dirent *entry; folder && (entry = readdir(folder)) && forest->all_count < PROCESS_MAX;) {
		pid_t parent;
		if (!isdigit((unsigned char)entry->d_name[0]) || !read_parent(entry->d_name, &parent))
			continue;
		forest->all[forest->all_count].pid = (pid_t)strtol(entry->d_name, NULL, 10);
		forest->all[forest->all_count++].parent = parent;
	}
	if (folder)
		closedir(folder);
}

/* The roots, then the children of each member in turn. */
static void collect(struct forest *forest, const pid_t *roots, size_t count)
{
	list_processes(forest);
	for (size_t i = 0; i < count; i++)
		forest->member[forest->count++] = roots[i];
	for (size_t i = 0; i < forest->count; i++)
		for (size_t k = 0; k < forest->all_count && forest->count < PROCESS_MAX; k++)
			if (forest->all[k].parent == forest->member[i])
				forest->member[forest->count++] = forest->all[k].pid;
}

/* The first number after @key in a small file of "key: number" lines. */
static long number_in(const char *path, const char *key)
{
	char line[256];
	long number = 0;
	FILE *file = fopen(path, "re");
	while (file && fgets(line, sizeof line, file))
		if (strncmp(line, key, strlen(key)) == 0) {
			number = strtol(line + strlen(key), NULL, 10);
			break;
		}
	if (file)
		fclose(file);
	return number;
}

static void add_thread(pid_t pid, const char *thread, struct usage *ret)
{
	char path[128];
	unsigned long long ran_ns = 0;
	snprintf(path, sizeof path, "/proc/%d/task/%.20s/schedstat", (int)pid, thread);
	FILE *file = fopen(path, "re");
	if (file && fscanf(file, "%llu", &ran_ns) == 1)
		ret->cpu_ms += (double)ran_ns / 1e6;
	if (file)
		fclose(file);
	snprintf(path, sizeof path, "/proc/%d/task/%.20s/status", (int)pid, thread);
	ret->wakeups += number_in(path, "voluntary_ctxt_switches:");
}

static void add_process(pid_t pid, struct usage *ret)
{
	char path[64];
	ret->processes++;
	snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
	ret->pss_kib += number_in(path, "Pss:");
	snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
	DIR *folder = opendir(path);
	for (struct dirent *entry; folder && (entry = readdir(folder));)
		if (isdigit((unsigned char)entry->d_name[0]))
			add_thread(pid, entry->d_name, ret);
	if (folder)
		closedir(folder);
}

void usage_read(const pid_t *roots, size_t count, struct usage *ret)
{
	static struct forest forest;
	memset(&forest, 0, sizeof forest);
	collect(&forest, roots, count);
	*ret = (struct usage){ 0 };
	for (size_t i = 0; i < forest.count; i++)
		add_process(forest.member[i], ret);
}

void usage_stop(pid_t root)
{
	static struct forest forest;
	memset(&forest, 0, sizeof forest);
	collect(&forest, &root, 1);
	kill(root, SIGTERM);
	double until = observer_now_ms() + END_WAIT_MS;
	bool ended = false;
	while (!ended && observer_now_ms() < until) {
		ended = waitpid(root, NULL, WNOHANG) == root;
		if (!ended)
			observer_pause(10);
	}
	for (size_t i = forest.count; i > 1; i--)
		kill(forest.member[i - 1], SIGKILL);
	if (!ended) {
		kill(root, SIGKILL);
		waitpid(root, NULL, 0);
	}
}
