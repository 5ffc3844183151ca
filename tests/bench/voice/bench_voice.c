/* SPDX-License-Identifier: MIT */
/*
 * From a key to the first sample at the sound device, and from a key to silence: X server, foyer-ui with its picture, the real espeak-ng, ALSA, and
 * a pipe in place of the sound card. No peer: Chromium does not speak by itself. LIMITS: a sound card's own buffer is not in it.
 */
#include "tests/bench/figures.h"
#include "tests/bench/latency/observer.h"

#include "tests/lib/screen.h"
#include "tests/lib/sink.h"
#include "tests/lib/voice.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROUNDS = 25, SPEAKS_MS = 150 };

static const struct { const char *name; double goal; } figures[] = { { "voice-first-sample", 150 }, { "voice-silence", 100 } };
enum { FIGURES = 2 };

static int line(const char *name, const char *part, double ms, double goal)
{
	printf("bench %s-%s ours=%.2f peer=0 unit=ms ratio=0 goal=%.0f %s\n", name, part, ms, goal, ms <= goal ? "ok" : "short");
	return ms > goal;
}

/* The ring goes to the next thing, which is read out; then the keypad's Stop. */
static void one_round(struct observer *observer, struct sink *ears, double ret[static FIGURES])
{
	int64_t pressed_us = real_us();
	observer_key(observer, "Tab");
	ret[0] = (double)(sink_await(ears) - pressed_us) / 1e3;
	observer_pause(SPEAKS_MS);
	pressed_us = real_us();
	observer_key(observer, "KP_Decimal");
	ret[1] = (double)(sink_await_end(ears) - pressed_us) / 1e3;
	observer_pause(SPEAKS_MS);
}

int main(void)
{
	static struct kiosk kiosk;
	static char folder[GIVEN_PATH_BYTES];
	static double took[FIGURES][ROUNDS];
	const char *const more[] = { "--headphones", "ears", "--speaker", "speaker", NULL };
	struct sink ears, speaker;
	int short_of = 0;
	given_folder(folder);
	sinks_place(folder, &ears, &speaker);
	kiosk_start(&kiosk, &(struct kiosk_plan){ .real_time = true, .keypad = "numeric", .more = more });
	struct observer *observer = observer_open(kiosk.display.name);
	assert_non_null(observer);
	screen_press(&kiosk, "start");
	voice_ask(&kiosk, "private");
	(void)sink_await(&ears);
	observer_key(observer, "KP_Decimal");
	(void)sink_await_end(&ears);
	for (int i = 0; i < ROUNDS; i++) {
		double round[FIGURES];
		one_round(observer, &ears, round);
		for (int f = 0; f < FIGURES; f++)
			took[f][i] = round[f];
	}
	for (int f = 0; f < FIGURES; f++) {
		short_of += line(figures[f].name, "p50", figures_part(took[f], ROUNDS, .5), figures[f].goal);
		short_of += line(figures[f].name, "p95", figures_part(took[f], ROUNDS, .95), figures[f].goal);
	}
	observer_close(observer);
	kiosk_end(&kiosk);
	sink_close(&ears);
	sink_close(&speaker);
	given_done(folder);
	return short_of ? 1 : 0;
}
