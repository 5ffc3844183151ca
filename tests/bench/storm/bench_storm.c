/* SPDX-License-Identifier: MIT */
/*
 * bench_storm - 100,000 simulated kiosks through an hour without a council and the hour after it: requests a second, and how long until what waits has
 * arrived; beside the same kiosks that try each 30 s.
 * DESIGN: events on a clock of its own. What a kiosk does then is sync's: outcome_of() and outcome_wait_ms() with the kernel's chance(), a heartbeat as often as
 * heartbeat.h says, which when answered lets one delivery a minute through, as deliver_wake() does, and a submission likewise. A request takes no time, and the
 * council takes each one: both sides are without what a real one would refuse.
 * Each kiosk has 30 submissions a day of ten hours. Trying each 30 s, a kiosk has no heartbeat, and does not heed one: all it sends is its tries.
 */
#include "firmware/sync/chance.h"
#include "firmware/sync/heartbeat.h"
#include "firmware/sync/outcome.h"
#include "firmware/sync/probe.h"
#include "tests/bench/figures.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KIOSKS = 100000, MINUTE = 60 * 1000, BEFORE_MS = 10 * MINUTE, OUTAGE_MS = 60 * MINUTE, AFTER_MS = 60 * MINUTE, END_MS = BEFORE_MS + OUTAGE_MS + AFTER_MS };
enum { FIRST_MS = 60 * 1000, FIXED_MS = 30 * 1000, SUBMISSION_EVERY_MS = 20 * MINUTE, SECONDS = END_MS / 1000 + 1 };

enum what { TRY, BEAT, SUBMIT, KINDS };

struct kiosk {
	int64_t due_ms[KINDS];      /* -1: not at all */
	int64_t probed_ms;
	int waiting;                /* submissions that have not arrived */
	unsigned failures;
	int64_t recovered_ms;       /* after the council came back; -1 not yet, or nothing waited then */
	int tries;                  /* during the outage */
};

/* The next thing of each kiosk, soonest first. */
struct next { int64_t at_ms; int kiosk; };

struct storm {
	bool fixed;
	struct kiosk kiosks[KIOSKS];
	struct next heap[KIOSKS];
	int requests[SECONDS];
};

static int64_t due_of(const struct kiosk *kiosk)
{
	int64_t due_ms = INT64_MAX;
	for (int what = 0; what < KINDS; what++)
		if (kiosk->due_ms[what] >= 0 && kiosk->due_ms[what] < due_ms)
			due_ms = kiosk->due_ms[what];
	return due_ms;
}

static void sink_down(struct next *heap, int at)
{
	for (int child; (child = 2 * at + 1) < KIOSKS; at = child) {
		child += child + 1 < KIOSKS && heap[child + 1].at_ms < heap[child].at_ms;
		if (heap[at].at_ms <= heap[child].at_ms)
			return;
		struct next kept = heap[at];
		heap[at] = heap[child];
		heap[child] = kept;
	}
}

/* From 0 to 1, without either. */
static double share(void)
{
	return ((double)(chance() >> 11) + .5) / 9007199254740992.0;
}

static bool council_answers(int64_t now_ms)
{
	return now_ms < BEFORE_MS || now_ms >= BEFORE_MS + OUTAGE_MS;
}

static void request(struct storm *storm, struct kiosk *kiosk, int64_t now_ms)
{
	storm->requests[now_ms / 1000]++;
	kiosk->tries += !council_answers(now_ms);
}

static void try_once(struct storm *storm, struct kiosk *kiosk, int64_t now_ms)
{
	request(storm, kiosk, now_ms);
	if (council_answers(now_ms)) {
		if (kiosk->failures > 0)
			kiosk->recovered_ms = now_ms - BEFORE_MS - OUTAGE_MS;
		kiosk->failures = 0;
		kiosk->waiting = 0;
		kiosk->due_ms[TRY] = -1;
		return;
	}
	const struct outcome *row = outcome_of(OUTCOME_NET_CONNECT, 0);
	kiosk->due_ms[TRY] = now_ms + (storm->fixed ? FIXED_MS : outcome_wait_ms(row->pace, kiosk->failures, -1, chance()));
	kiosk->failures++;
}

/* Something may have become better, or somebody waits for it. */
static void wake(struct storm *storm, struct kiosk *kiosk, int64_t now_ms)
{
	if (kiosk->waiting == 0 || (kiosk->failures > 0 && (storm->fixed || !probe_may(&kiosk->probed_ms, now_ms))))
		return;
	try_once(storm, kiosk, now_ms);
}

static void beat(struct storm *storm, struct kiosk *kiosk, int64_t now_ms)
{
	kiosk->due_ms[BEAT] = now_ms + heartbeat_pause_ms(chance());
	request(storm, kiosk, now_ms);
	if (council_answers(now_ms))
		wake(storm, kiosk, now_ms);
}

static void submit(struct storm *storm, struct kiosk *kiosk, int64_t now_ms)
{
	kiosk->due_ms[SUBMIT] = now_ms + (int64_t)(-log(share()) * SUBMISSION_EVERY_MS);
	kiosk->waiting++;
	wake(storm, kiosk, now_ms);
}

static void begin(struct storm *storm)
{
	for (int i = 0; i < KIOSKS; i++) {
		struct kiosk *kiosk = &storm->kiosks[i];
		*kiosk = (struct kiosk){ .due_ms = { -1, -1, (int64_t)(-log(share()) * SUBMISSION_EVERY_MS) }, .probed_ms = -FIRST_MS, .recovered_ms = -1 };
		if (!storm->fixed)
			kiosk->due_ms[BEAT] = (int64_t)(share() * HEARTBEAT_EVERY_MS);
		storm->heap[i] = (struct next){ due_of(kiosk), i };
	}
	for (int i = KIOSKS / 2; i >= 0; i--)
		sink_down(storm->heap, i);
}

static void run(struct storm *storm)
{
	static void (*const acts[KINDS])(struct storm *, struct kiosk *, int64_t) = { [TRY] = try_once, [BEAT] = beat, [SUBMIT] = submit };
	struct next *first = storm->heap;
	begin(storm);
	while (first->at_ms < END_MS) {
		struct kiosk *kiosk = &storm->kiosks[first->kiosk];
		int what = 0;
		while (kiosk->due_ms[what] != first->at_ms)
			what++;
		acts[what](storm, kiosk, first->at_ms);
		first->at_ms = due_of(kiosk);
		sink_down(storm->heap, 0);
	}
}

static int peak(const int *seconds, int from_ms, int to_ms)
{
	int most = 0;
	for (int at = from_ms / 1000; at < to_ms / 1000; at++)
		most = seconds[at] > most ? seconds[at] : most;
	return most;
}

struct figures { double first, outage, back, p50_s, p99_s, tries; };

static struct figures figures_of(const struct storm *storm)
{
	static double recovered_s[KIOSKS];
	size_t count = 0;
	double tries = 0;
	for (int i = 0; i < KIOSKS; i++) {
		tries += storm->kiosks[i].tries;
		if (storm->kiosks[i].recovered_ms >= 0)
			recovered_s[count++] = (double)storm->kiosks[i].recovered_ms / 1000;
	}
	return (struct figures){ .first = peak(storm->requests, BEFORE_MS, BEFORE_MS + FIRST_MS), .outage = peak(storm->requests, BEFORE_MS + FIRST_MS, BEFORE_MS + OUTAGE_MS),
		.back = peak(storm->requests, BEFORE_MS + OUTAGE_MS, END_MS), .p50_s = figures_part(recovered_s, count, .5), .p99_s = figures_part(recovered_s, count, .99),
		.tries = tries / KIOSKS };
}

static int say(const char *name, double ours, double peer, const char *unit, double goal)
{
	printf("bench storm.%s ours=%.0f peer=%.0f unit=%s ratio=%.2f goal=%.0f %s\n", name, ours, peer, unit, ours / peer, goal, ours <= goal ? "ok" : "short");
	return ours > goal;
}

int main(void)
{
	static struct storm storm;
	run(&storm);
	struct figures ours = figures_of(&storm);
	memset(&storm, 0, sizeof storm);
	storm.fixed = true;
	run(&storm);
	struct figures peer = figures_of(&storm);
	int shorts = say("first-minute", ours.first, peer.first, "requests/s", 1000) + say("outage", ours.outage, peer.outage, "requests/s", 1000) +
		say("back", ours.back, peer.back, "requests/s", 1000) + say("recovered-p50", ours.p50_s, peer.p50_s, "s", 300) + say("recovered-p99", ours.p99_s, peer.p99_s, "s", 900) +
		say("tries", ours.tries, peer.tries, "each", 60);
	return shorts > 0;
}
