/* SPDX-License-Identifier: MIT */
/*
 * From the resident's tap to the desk's picture: X server, foyer-ui, hub, foyer-desk over TLS, a real Chromium that puts it in place, up to the frame that
 * shows it. Beside it a server that passes a word on to the same browser. DESIGN: both are timed by this machine's clock, here and in the page.
 */
#include "tests/bench/figures.h"
#include "tests/bench/join/echo.h"
#include "tests/bench/latency/observer.h"
#include "tests/journeys/at_desk.h"
#include "tests/journeys/missed_bin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TAPS = 60, GOAL_MS = 150, WAIT_MS = 5000, LOOK_MS = 40 };

static const char watch[] = "window.seenAt = 0, window.shows = showJoin, window.showJoin = (markup) => { shows(markup); requestAnimationFrame(() => { seenAt = performance.timeOrigin + performance.now(); }); }, ''";

static double now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* How long after @from_ms the page showed something new. */
static double seen_after(struct at_desk *given, double from_ms)
{
	char said[64];
	double until_ms = from_ms + WAIT_MS;
	while (now_ms() < until_ms) {
		observer_pause(LOOK_MS); /* who asks is in the way */
		browser_eval(&given->browser, "String(seenAt)", said, sizeof said);
		double at_ms = strtod(said, NULL);
		if (at_ms >= from_ms)
			return at_ms - from_ms;
	}
	fprintf(stderr, "nothing new was shown\n");
	exit(2);
}

static void middle(struct kiosk *kiosk, const char *id, int *ret_x, int *ret_y)
{
	const json_t *rect = json_object_get(screen_await(kiosk, id), "rect");
	*ret_x = (int)(json_integer_value(json_array_get(rect, 0)) + json_integer_value(json_array_get(rect, 2)) / 2);
	*ret_y = (int)(json_integer_value(json_array_get(rect, 1)) + json_integer_value(json_array_get(rect, 3)) / 2);
}

static void join(struct at_desk *given)
{
	at_desk_sign_in(given);
	missed_bin_begin(&given->kiosk);
	walk_page(&given->kiosk, missed_bin_answers);
	screen_press(&given->kiosk, "continue");
	screen_await(&given->kiosk, "choice:bin:recycling");
	at_desk_press(given, "join-kiosk");
	screen_press(&given->kiosk, "assist-looks");
	at_desk_until(given, "!!document.getElementById('point-choice:bin:recycling')");
}

static void tap_all(struct at_desk *given, struct observer *observer, double ms[static TAPS])
{
	static const char *const ids[] = { "choice:bin:recycling", "choice:bin:rubbish" };
	int x[2], y[2];
	char nothing[8];
	for (int i = 0; i < 2; i++)
		middle(&given->kiosk, ids[i], &x[i], &y[i]);
	browser_eval(&given->browser, watch, nothing, sizeof nothing);
	for (int i = 0; i < TAPS; i++) {
		observer_finger(observer, x[i % 2], y[i % 2], true);
		observer_pause(60);
		double from_ms = now_ms();
		observer_finger(observer, x[i % 2], y[i % 2], false); /* it counts when it is let go */
		ms[i] = seen_after(given, from_ms);
		observer_pause(80 + (i * 37) % 70);
	}
}

static void echo_all(struct at_desk *given, double ms[static TAPS])
{
	struct echo echo;
	char url[64];
	echo_start(&echo);
	snprintf(url, sizeof url, "http://127.0.0.1:%d/", echo.port);
	browser_go(&given->browser, url);
	observer_pause(500);
	for (int i = 0; i < TAPS; i++) {
		double from_ms = now_ms();
		echo_say(&echo);
		ms[i] = seen_after(given, from_ms);
		observer_pause(80 + (i * 37) % 70);
	}
	echo_stop(&echo);
}

int main(void)
{
	static double ours[TAPS], peer[TAPS];
	struct at_desk *given = NULL;
	at_desk_set_up((void **)&given);
	struct observer *observer = observer_open(given->kiosk.display.name);
	join(given);
	tap_all(given, observer, ours);
	echo_all(given, peer);
	static const struct { const char *name; double part; } figures[] = { { "join-p50", .5 }, { "join-p95", .95 } };
	double worst = 0;
	for (size_t i = 0; i < 2; i++) {
		double a = figures_part(ours, TAPS, figures[i].part), b = figures_part(peer, TAPS, figures[i].part);
		printf("bench %s ours=%.2f peer=%.2f unit=ms ratio=%.2f goal=%d %s\n", figures[i].name, a, b, b > 0 ? a / b : 0, GOAL_MS, a <= GOAL_MS ? "ok" : "short");
		worst = a;
	}
	observer_close(observer);
	at_desk_tear_down((void **)&given);
	return worst <= GOAL_MS ? 0 : 1;
}
