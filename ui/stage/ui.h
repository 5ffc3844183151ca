/* SPDX-License-Identifier: MIT */
/* ui.h - the program foyer-ui: one visit, one picture, one door, turned by one loop. */
#pragma once

#include "drivers/badge/badge.h"
#include "drivers/input/jack.h"
#include "firmware/base/assets.h"
#include "firmware/base/caller.h"
#include "firmware/base/loop.h"
#include "ui/input/keymap.h"
#include "ui/input/press.h"
#include "ui/speech/notice.h"
#include "ui/speech/speech.h"
#include "ui/stage/stage.h"
#include "ui/visit/copy.h"
#include "ui/visit/house.h"

struct ui_options {
	const char *doors;
	struct assets assets;      /* of the version in use, or the firmware's own */
	struct stage_panel panel;
	int visit_key_fd;          /* -1: none, then no copies are kept */
	bool test;                 /* see struct house */
	int awake_minutes;         /* before the place opens and after it closes; -1: the screen never sleeps */
	bool still;                /* the idle screen does not change by itself */
	const char *keypad;        /* names of maps, see keymap_read(); NULL none */
	struct speech_devices devices; /* where the voice is heard */
	const char *jack;          /* the input device that feels headphones go in; NULL: there is none */
	const char *badge;         /* USB ids of the badge readers; NULL: there is none */
	bool no_keyboard;          /* keys that no map of @keypad has mean nothing, and nothing is typed by keys */
};

/* What is heard of the screen; see voice.c. */
struct voice_state {
	struct speech *speech;
	struct speech_devices devices;
	struct notice notice;      /* what was told last */
	struct voice was;          /* the visit's settings as they were then */
	bool shown, by_person;     /* since the last turn: a picture was shown; somebody did something */
	bool repeated;             /* the last act was to ask for a repeat */
	json_t *trace; int trace_lost; bool trace_flies; /* for watchers */
};

struct ui {
	struct loop *loop;
	struct house house;
	struct visit visit;
	struct stage *stage;
	struct press press;
	int near_px;               /* how far apart two touches are on the same place */
	struct keymap keymap;      /* what is plugged in; empty: an ordinary keyboard at most */
	bool by_pad;               /* a keypad or switches were used last, no finger */
	bool pad_types;            /* the last key was one of theirs: its text is none */
	struct voice_state voice;
	struct jack *jack;         /* NULL: nobody feels headphones, but a keypad may */
	struct badge *badge;       /* NULL: no reader */
	bool no_keyboard;          /* as the options say */
	int awake_minutes; bool still; /* as the options say */
	bool asleep;               /* dark: nothing is painted */
	bool woken;                /* by the last key: what it types is not text */
	bool turning;              /* the idle screen's next picture is due */
	int64_t felt_ms;           /* steady: the last touch or key, whoever it was */
	bool pictured;             /* the first picture waits for the hub's word on the visit, but not for long */
	/* the door */
	struct caller *caller;
	json_t *council_keys;      /* as the hub said them; NULL: none */
	struct envelope_key *council_key;
	json_t *direct;            /* the services that go straight to an Open311 server; NULL: there is a back office */
	struct copy_key copy_key;
	bool keeps;                /* there is a visit key */
	int64_t version;           /* that the forms and words are of */
	bool retiring, retired;    /* another one is in use: end with the visit; the loop was ended for it */
	bool greeted;              /* hello was answered once: a copy found later is older than this visit */
	char told_mark[sizeof ((struct visit *)0)->mark]; /* the visit that the hub has heard of; "" none */
	bool keep_due, keep_flies; /* the newest copy has to go; one is on its way */
	bool watched, screen_due, screen_flies;
	bool assist_flies, assist_awaited; /* the hub hears what is done while somebody helps; and is asked whether they may */
	int64_t turn;              /* the number of the watcher's newest act; every screen told names it */
	bool told;                 /* a screen was told since that act, or is due */
	struct { bool due, flies; json_t *sent; } join; /* what a desk that helps sees: one has to go, one is on its way; the newest that went */
	struct event_id sending;   /* the submission on its way */
	int dating;                /* the same, for days of collections */
	int finding;               /* requests for addresses on their way; only the newest one's answer counts */
};

/**
 * ui_open - window, services, door. The first picture comes with the hub's hello, or soon without. End with ui_close(), also after a failure.
 * FAIL_DEVICE no display · FAIL_EMPTY, FAIL_INPUT, FAIL_IO assets · FAIL_LIMIT.
 */
enum fail ui_open(struct ui *ui, const struct ui_options *options);
void ui_close(struct ui *ui);

/* turn.c: from an event to the next wait */
void ui_now(struct ui *ui);                         /* look at the clocks: first thing in every callback */
unsigned ui_act(struct ui *ui, const struct node_action *action, const char *node_id); /* change the visit; effect bits */
void ui_do(struct ui *ui, const struct node_action *action, const char *node_id);      /* ui_act() and ui_apply() */
void ui_apply(struct ui *ui, unsigned effects);     /* do what a change asks for */
void ui_show(struct ui *ui);                        /* the screen as the visit is now */
void ui_picture(struct ui *ui);                     /* the first picture, if there was none: nothing is shown or felt before */
void ui_felt(struct ui *ui);                        /* a touch, a key, a plug: somebody is here */
void ui_events(struct ui *ui);                      /* what the window holds by now */
void ui_settle(struct ui *ui);                      /* last thing in every callback: events that SDL holds, timers */

/* sleep.c: dark out of hours */
bool sleep_hours(const struct visit *visit, int awake_minutes); /* whether the place is closed, and will be for so long and was for so long */
void sleep_turn(struct ui *ui);                     /* fall asleep, or wake, as the time and the visit say */
void sleep_wake(struct ui *ui);
bool sleep_felt(struct ui *ui, const struct window_event *event); /* a touch or a key; true: it woke the screen and means nothing else */

/* hand.c: what comes from the window */
void ui_touch(struct ui *ui, const struct window_event *event);
void ui_key(struct ui *ui, const struct window_event *event);
/* voice.c: the ear */
void voice_open(struct ui *ui, const struct speech_devices *devices);
void voice_close(struct ui *ui);
void voice_jack(struct ui *ui, const char *path);   /* headphones start the voice; they are felt at @path */
void voice_hush(struct ui *ui);                     /* somebody acts: silence, whatever comes of it */
void voice_command(struct ui *ui, enum speech_command command); /* what the visit has no part in: repeat, pause, stop */
void voice_awaited(struct ui *ui);                  /* what somebody waits for has come: it is said as if they had brought it */
void voice_forget(struct ui *ui);                   /* answers were wiped: nothing of them is said, or can be repeated */
/** voice_watched - whether anybody watches has changed: the trace is theirs alone. */
void voice_watched(struct ui *ui);
void voice_dump(const struct ui *ui, json_t *tree); /* for watchers: how many sentences have begun, and whether more is to be said */
void voice_turn(struct ui *ui);                     /* say what is new since the last turn */

/* badge.c: badges that are read; @names as badge_ids_read() has them, NULL none */
void badge_listen(struct ui *ui, const char *names);

/* link.c: the hub */
enum fail link_open(struct ui *ui, const char *doors);
void link_keep(struct ui *ui);
void link_staff(struct ui *ui);
void link_training(struct ui *ui);
void bell_training(struct ui *ui, const json_t *frame);
void link_drop(struct ui *ui);
void link_send(struct ui *ui);
void link_print_again(struct ui *ui);
void link_offers(struct ui *ui);                    /* ask what else may be printed for the address */
void link_offer(struct ui *ui);                     /* have it printed */
void link_handout(struct ui *ui);                   /* the same of what anybody may have */
void link_states(struct ui *ui);                    /* ask what became of it, and of the receipt: states.c */
void link_confirm(struct ui *ui);                   /* tell the hub whether who was helped is in */
void link_call(struct ui *ui);                      /* ask somebody to come, or take it back: call.c */
void link_ticket(struct ui *ui);                    /* print the number of that */
void bell_call(struct ui *ui, const json_t *frame);
void bell_staff(struct ui *ui, const json_t *frame); /* staff.c */
void bell_type(struct ui *ui, const json_t *frame);  /* the desk says what kind of case it is */
void link_assist(struct ui *ui);                    /* tell the hub what is done while somebody helps */
/* joined.c: the desk that helps */
void link_join(struct ui *ui);                      /* the screen as it may see it, where that says something new */
void bell_join(struct ui *ui, const json_t *frame);
void bell_point(struct ui *ui, const json_t *frame);
void bell_drive(struct ui *ui, const json_t *frame);
void link_copy(struct ui *ui);                        /* the copy goes before whatever is asked next, if copies are kept */
void link_park(struct ui *ui, unsigned effects);      /* have it kept for later, ask for what was, say that it is open, print its ticket, as the effects say: park.c */
void bell_park(struct ui *ui, const json_t *frame);
void link_guide(struct ui *ui);                     /* tell the hub what was pressed while paper is put in */
void link_print_seen(struct ui *ui);
void link_find(struct ui *ui);                      /* ask for the addresses that the visit wants: lookup.c */
void link_where(struct ui *ui);                     /* ask where the form is that the person wants to know of */
void link_push(struct ui *ui);                      /* open what the desk laid ready, or say that it is not wanted: push.c */
void bell_push(struct ui *ui, const json_t *frame);
void link_suggest(struct ui *ui);                   /* ask for the names that it wants */
void link_dates(struct ui *ui);                     /* ask for the days of collections that it wants */
void link_screen(struct ui *ui);                    /* the picture changed: tell whoever watches */
