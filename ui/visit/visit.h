/* SPDX-License-Identifier: MIT */
/* visit.h - one resident's visit: where they are, what they answered, what the last touch changed. No pixels, no sockets. */
#pragma once

#include "firmware/base/id.h"
#include "firmware/base/site.h"
#include "firmware/base/times.h"
#include "firmware/base/trouble.h"
#include "firmware/base/words.h"
#include "firmware/forms/answers.h"
#include "firmware/forms/check.h"
#include "firmware/forms/doubt.h"
#include "firmware/forms/form.h"
#include "firmware/forms/route.h"
#include "firmware/uk/holidays.h"
#include "ui/layout/band.h"
#include "ui/tree/mask.h"
#include "ui/visit/handback.h"
#include "ui/visit/handout.h"
#include "ui/visit/assist.h"
#include "ui/visit/call.h"
#include "ui/visit/confirm.h"
#include "ui/visit/hands.h"
#include "ui/visit/interaction.h"
#include "ui/visit/join.h"
#include "ui/visit/lookup.h"
#include "ui/visit/offers.h"
#include "ui/visit/push.h"
#include "ui/visit/pair.h"
#include "ui/visit/park.h"
#include "ui/visit/rounds.h"
#include "ui/visit/staff.h"
#include "ui/visit/suggest.h"
#include "ui/visit/training.h"
#include "ui/visit/voice.h"
#include "ui/visit/where.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	/* without a setting of the council's: times.h */
	VISIT_IDLE_MS = TIMES_IDLE_S * 1000, VISIT_IDLE_AIDED_MS = TIMES_IDLE_AIDED_S * 1000,
	VISIT_WARN_MS = TIMES_WARNING_S * 1000, VISIT_WARN_AIDED_MS = TIMES_WARNING_AIDED_S * 1000,
	VISIT_REVEAL_MS = TIMES_REVEAL_S * 1000,
	VISIT_HIDDEN_MS = 60 * 1000, VISIT_CLEAN_MS = 30 * 1000, VISIT_CALM_SECONDS = 5,
	VISIT_CONFIRM_MS = TIMES_CONFIRMATION_S * 1000,
	VISIT_COPY_MAX_BYTES = 192 * 1024, /* plain, before sealing */
	VISIT_SERVICE_MAX = 100,
	VISIT_FIELD_MAX_BYTES = 128,
	VISIT_SURE_MAX = 8,
	VISIT_NEED_BYTES = 64, VISIT_SENT_MAX = 40,
	SEARCH_MAX_CHARACTERS = 40, SEARCH_MAX_BYTES = 4 * SEARCH_MAX_CHARACTERS,
};

/* The page under any sheet. */
enum place {
	PLACE_IDLE, PLACE_HOME, PLACE_LIST /* services of one need, or all */, PLACE_SEARCH /* services by what is typed */, PLACE_WHERE /* "Where is my form?" */, PLACE_SERVICE /* start page of one service */,
	PLACE_QUESTION /* any page of the form: question, content, terminal */, PLACE_ITEMS /* the answers of a repeated page so far: see items.h */,
	PLACE_CHECK, PLACE_SENDING, PLACE_DONE /* confirmation */, PLACE_PROBLEM /* could not send; answers kept */,
	PLACE_PUSH /* the code of a form that the desk laid ready */,
	PLACE_RESUME /* going on with what was kept: a code is typed, or the desk brought it */, PLACE_PARKED /* it is kept: the code */,
	PLACE_COUNT
};

/* What lies over it. */
enum sheet {
	SHEET_NONE, SHEET_PERSON, SHEET_LANGUAGE, SHEET_EASIER, SHEET_FINISH /* "clear my answers?" */, SHEET_WHY,
	SHEET_HANDS /* touch, keys and switches */, SHEET_LEARN /* what each key does */, SHEET_SWITCHES /* which switch moves, which one chooses */,
	SHEET_LISTEN /* what is heard, and where */, SHEET_SIGN /* sign language: an interpreter */,
	SHEET_PHOTO /* the reference, for somebody's camera */,
	SHEET_STAFF /* staff sign in, and what they can do: a whole screen */,
	SHEET_PAIR /* somebody interprets: two languages */,
	SHEET_TRAINING /* this kiosk is in training */,
	SHEET_CHARTER /* how information is used, and the council's promise */,
	SHEET_WAYS /* other ways to do what the service does */,
	SHEET_ASSIST /* may somebody help? */,
	SHEET_HANDBACK /* what changed while they did */,
	SHEET_REMOVE /* this answer of a repeated page? */, SHEET_SPOKEN /* they allowed it aloud: why */, SHEET_BEHALF /* staff send it for them: why */, SHEET_CONFIRM /* are you in? */, SHEET_DOUBT /* "is this right?" */, SHEET_JOIN /* help from the desk is over */, SHEET_HANDOUT /* what becomes of a paper that was asked for */, SHEET_STILL_THERE /* inactivity: a whole screen */, SHEET_COUNT
};

/* Everything a touch, a key, the desk or a test can ask for. node_action.what; .text and .number as said. */
enum action {
	ACTION_NONE,
	ACTION_START,            /* leave idle */
	ACTION_OPEN,             /* open sheet .number */
	ACTION_CLOSE,            /* close the sheet */
	ACTION_LANGUAGE,         /* .text BCP 47 tag */
	ACTION_TEXT_SIZE,        /* .number percent */
	ACTION_THEME,            /* .text theme name */
	ACTION_MORE_TIME_ALWAYS, /* toggle: longer times for the whole visit */
	ACTION_REACH,            /* .number enum reach */
	ACTION_STEADY,           /* toggle: a second touch on the same place within half a second counts as the first */
	ACTION_LEARN,            /* .number enum pad: this key was pressed on the page to learn them */
	ACTION_SWITCH,           /* .number 1 or 2: this switch was pressed, and nobody knows yet what for */
	ACTION_SWITCHES_SWAP, ACTION_SWITCHES_AGAIN,
	ACTION_NEED,             /* .text id of a topic or life event, or "all" (a letter behind a colon: those that begin with it): to its list of services */
	ACTION_SEARCH,           /* to the search */
	ACTION_WHERE,            /* to "Where is my form?" */
	ACTION_SERVICE,          /* .text service code: to its start page */
	ACTION_HOME,
	ACTION_BEGIN,            /* first question */
	ACTION_BACK, ACTION_CONTINUE, ACTION_SKIP,
	ACTION_USE,              /* the details offered on this page are right: see wallet.h */
	ACTION_DIFFERENT,        /* they are not: ask as usual */
	ACTION_FORGET,           /* forget the details that would be offered */
	ACTION_CHOOSE,           /* on check answers: ticks the declaration. Else .text value, of the field in focus_field = the node id "choice:<field>:<value>" */
	ACTION_FIELD,            /* .text field name: type here now; .number part of a long page it stands on, from 1; 0: only one */
	ACTION_TYPE,             /* .text characters at the caret */
	ACTION_DELETE, ACTION_CLEAR, ACTION_SHIFT, ACTION_LAYER, ACTION_CARET, /* CARET: .number -1 left, +1 right; LAYER: .number 1 + the layer, 0 symbols and back; DELETE: .number 0 before the caret, 1 after it */
	ACTION_CARET_WORD, ACTION_SELECT, ACTION_SELECT_WORD, ACTION_SELECT_ALL, /* .number as for CARET, by words, with what lies between marked; SELECT_WORD 0: the word here */
	ACTION_PLACE,            /* .number byte of the value where a finger was; .text "on": on its letters */
	ACTION_UNDO,             /* what CLEAR took, until the next key */
	ACTION_KEY_ORDER,        /* .number enum key_order */
	ACTION_SUGGESTED,        /* .number which of the names offered, from 0 */
	ACTION_NEXT_FIELD,       /* .number its part, as for FIELD */
	ACTION_SET,              /* .text whole value of the focused field (desk, tests, likely dates) */
	ACTION_PAGE,             /* .number added to list_page (+1, -1, or what leads back from beyond the end): more of a long list or text on the same screen */
	ACTION_DOUBT,            /* answers SHEET_DOUBT: .number 1 take the hint, 0 keep what was typed */
	ACTION_CHANGE,           /* .number page index: back to a question from check answers */
	ACTION_ITEM_ADD, ACTION_ITEM_CHANGE, /* CHANGE: .number which answer of the repeated page, from 0 */
	ACTION_ITEM_REMOVE,      /* .number as for CHANGE: asks first */
	ACTION_ITEM_GONE,        /* yes, remove it */
	ACTION_REVEAL,           /* check answers: show what is secret, or hide it again. .text field name: show it to who helps, for a while */
	ACTION_SEND, ACTION_TRY_AGAIN,
	ACTION_PRINT_AGAIN,      /* .number 1 in large print */
	ACTION_PRINT_SEEN,       /* yes, it came out */
	ACTION_RATE,             /* .number 1..5; counted only */
	ACTION_ANOTHER,          /* "do another thing": home, or what comes next of a life event; answers wiped */
	ACTION_FINISH,           /* wipe everything, idle */
	ACTION_MORE_TIME,        /* I need more time */
	ACTION_LOOKUP,           /* .number LOOKUP_POSTCODE or LOOKUP_MANUAL: find the address, or type it */
	ACTION_SPEECH,           /* .number enum speech_command */
	ACTION_INTERPRETER,      /* to the service by which a sign language interpreter is asked for */
	ACTION_CALM,             /* toggle: nothing moves by itself */
	ACTION_HIDE,             /* a neutral screen at once, and everything of the visit wiped */
	ACTION_CLEAN,            /* .number 1 touches do nothing for a while, on the idle screen; 0 they do again */
	ACTION_GUIDE,            /* .text what is told the hub of the paper that is put in: "page", "pass", "fail", "again", "stop" */
	ACTION_STAFF,            /* .text "next", "back", "code", "reason" (.number), "out", "receipt", "paper", "stay", "again": see staff.h */
	ACTION_BADGE,            /* .text of a badge that was read, "" not readable: no control has it, see visit_badge_counts() */
	ACTION_PERSON,           /* the person of the counter: their sheet, and while the place is open somebody is asked to come */
	ACTION_CALL,             /* ask somebody to come */
	ACTION_CALL_OFF,         /* nobody is needed any more */
	ACTION_TICKET,           /* print the number of the call */
	ACTION_HANDBACK,         /* .text "keep", "undo", "change", "all": see handback.h */
	ACTION_ASSIST,           /* .text "ask", "types", "looks", "no", "stop", "spoken", "behalf"; "agreed", "send" (.number enum assist_why): see assist.h */
	ACTION_PUSH,             /* to the code of the form that waits here */
	ACTION_PARK,             /* keep what is answered for later, and free the kiosk */
	ACTION_RESUME,           /* to the box for a code */
	ACTION_OFFER,            /* .number enum form_print: have it printed */
	ACTION_HANDOUT,          /* .number enum handout: have it printed, and show what becomes of it */
	ACTION_PAIR,             /* .text a language, who interprets, "turn", "read", "end": see pair.h */
	ACTION_TRAINING,         /* .text "begin", "faults", "paper", "offline", "full", "end", "sure", "back": see training.h */
	ACTION_WAY,              /* .text "staff": with somebody of the staff, of the ways to do it */
	ACTION_CONFIRM,          /* .number enum confirm_state: whether they are in; CONFIRM_NONE: asks */
	ACTION_JOIN,             /* .text "show": let the desk see what it does not of this page */
	ACTION_COUNT
};

/* Where the controls stand: as the panel has room, or all within the band that everybody reaches, nearer to one hand. */
enum reach { REACH_OFF, REACH_RIGHT, REACH_LEFT, REACH_COUNT };

enum receipt_state { RECEIPT_NONE, RECEIPT_ASK /* printed if they want it */, RECEIPT_WAITING, RECEIPT_PRINTING, RECEIPT_DONE, RECEIPT_UNSURE, RECEIPT_PAPER, RECEIPT_COVER, RECEIPT_NO_PRINTER, RECEIPT_STUCK /* cutter, heat, a fault */, RECEIPT_WITHDRAWN /* it has not come out and will not by itself */ };
enum keyboard_layer { LAYER_LOWER, LAYER_UPPER, LAYER_SYMBOLS, LAYER_MARKED, LAYER_MARKED_UPPER, LAYER_OWN, LAYER_OWN_MORE, LAYER_COUNT }; /* MARKED: Latin with marks; OWN: the language's own letters */
enum key_order { KEY_ORDER_AUTO /* by the alphabet while the voice is on */, KEY_ORDER_ALPHABET, KEY_ORDER_COMPUTER, KEY_ORDER_COUNT };
enum sending_problem { SENDING_OK, SENDING_FULL, SENDING_STORE, SENDING_NOT_SET_UP, SENDING_TOO_LARGE, SENDING_NO_HUB };

struct envelope_key;
struct house;

struct visit {
	/* what does not change during a visit */
	const struct site *site;
	const struct holidays *holidays;                     /* of the site's nation, with its one-offs */
	struct form *const *service; size_t service_count;   /* every form that loaded, sorted by name */
	const char *const *broken; size_t broken_count;      /* sentences of forms that did not load, for staff */
	struct words *words;                                 /* of the language in use */
	const char *const *language; size_t language_count;  /* tags with an MO file and the site's leave */

	/* state that the sealed copy carries */
	const char *ended;             /* how the newest visit ended, a word for the hub's audit; static, NULL otherwise */
	char mark[MARK_TEXT_BYTES];    /* of this visit, random: whose paper it is; "" nobody is here */
	enum place place;
	enum sheet sheet;
	char language_tag[16];
	bool language_chosen;
	const struct form *form;       /* NULL outside a service */
	int page;                      /* index into form->page while PLACE_QUESTION or PLACE_ITEMS */
	int item;                      /* of a repeated page: which answer is typed, or to be removed; from 0 */
	bool changing;                 /* came from check answers: go back there as soon as the walk allows */
	struct answers *answers;
	struct answers *wallet;        /* what may be offered in other services of this visit: see wallet.h */
	bool different[FORM_PAGE_MAX]; /* pages where the person wants to give something different */
	char need[VISIT_NEED_BYTES];   /* the list of services shown, or that the service was chosen from: id of a topic or life event, "all", "all:M" those that begin with M; "" none */
	char search[SEARCH_MAX_BYTES + 1]; /* what is typed there; stays while one of its services is looked at */
	char sent[VISIT_SENT_MAX][FORM_NAME_MAX_BYTES]; int sent_count; /* codes of services that were sent in this visit */
	char field[VISIT_FIELD_MAX_BYTES]; /* the field that types; "" none */
	int caret;                     /* byte offset */
	enum keyboard_layer layer;
	enum key_order key_order;
	int list_page;                 /* which part of a long screen */
	int text_percent; char theme[32]; bool more_time;
	enum reach reach;
	bool calm;                     /* nothing moves by itself */
	bool steady;                   /* a touch that comes twice counts once */
	bool keys;                     /* a key of a keypad was used in this visit */
	struct switches switches;
	struct event_id id; struct reference reference; char *sealed; /* minted once at the first SEND; sealed body kept for retries */
	bool declared;                 /* the declaration that has to be ticked was */
	int64_t pay_pence; bool at_desk; /* of what was sent: a sum to pay, something to bring to the desk */
	bool delivered;                /* the council has what was sent: there is proof */
	int64_t sent_ms; struct date due; /* due: none when the service has no standard */

	struct lookup lookup;          /* of the page shown; of it the stage, not what was found */
	struct rounds rounds;          /* of the address picked; not in the copy */
	struct offers offers;          /* what else can be printed for the address */
	struct handouts handouts;      /* what was asked for of what anybody may have printed; of the copy only which */
	bool has_desk;                 /* staff can hear here that somebody asks for them; in no copy */
	struct call call;              /* somebody was asked to come */
	struct confirm confirm;        /* whether who was helped is in */
	struct interaction interaction; /* what the form at hand took of others; of the copy the reasons */
	struct push push;              /* a form that the desk laid ready; in no copy */
	struct suggest suggest;        /* names for the box that types; not in the copy */
	struct where where;            /* of the copy only what is typed */
	struct parking parking;        /* the kiosk's; in no copy */
	struct park park;              /* what is kept for later, or gone on with */
	struct staff staff;            /* in no copy */
	struct join join;              /* in no copy: the hub knows */
	struct assist assist;          /* of the copy only that somebody helps */
	struct tongues pair;              /* somebody interprets: two languages */
	struct practice training;      /* in no copy: the hub says it anew */
	struct answers *before; struct handback handback; /* the answers as they were when they began; what is looked at of what changed */

	/* state that is made again */
	struct mask mask;              /* who looks at the screen beside the resident, and what they are shown just now */
	int selected;                  /* bytes from the caret to the other end of what is marked; 0 nothing. See select.h */
	char *cleared;                 /* what Clear took; NULL none. EDIT_ROOM bytes of locked memory */
	bool placed;                   /* a finger put the caret where it is */
	struct voice voice;
	bool hidden;                   /* over the idle screen: the neutral screen after ACTION_HIDE */
	int64_t clean_until_ms; int clean_seconds; /* steady: touches do nothing until then; 0 they do */
	bool turned;                   /* the idle screen shows its other picture */
	bool talking;                  /* something is being said: nothing ends meanwhile */
	struct form_error error[FORM_ERROR_MAX]; size_t error_count; /* shown now */
	struct doubt doubt;            /* what SHEET_DOUBT asks about */
	bool sending_blocked; enum sending_problem problem; /* blocked: there is no key to seal with */
	bool out_of_service;           /* the hub has no room for another transaction: nothing begins */
	enum receipt_state receipt;
	bool receipt_asked;            /* somebody pressed print */
	bool receipt_large;            /* in large print, the last time */
	int warn_seconds;              /* left, while SHEET_STILL_THERE */
	int extensions;
	bool network_down;             /* says "stored safely, will be sent" on the confirmation */
	bool hub_down;
	int64_t now_ms; struct date today; int now_minutes; /* set before each build */
	enum panel_class panel;        /* how screens compose */
	int width_dp, height_dp;
	struct band band; bool reach_here; /* what is within reach of everybody; whether that holds the controls */
	bool keypad_here, switches_here; /* this kiosk has one; has them */
	struct learn learn;            /* what SHEET_LEARN shows */
	bool forgotten;                /* the details were forgotten just now: say so */
	int rated;                     /* 1..5: what the person said on the confirmation page; 0 nothing yet */
	bool too_large;                /* the error shown is about the size of all answers together, not about one field's rule */

	/* the behaviour's own: screens need not look */
	struct times times;            /* set by visit_times() */
	struct house *house;           /* where site, services, languages and words come from */
	const struct form *answered;   /* whose answers these are: stays while Back leads through home */
	bool seen[FORM_PAGE_MAX];      /* pages of that form that were shown: after Change, the others are asked first */
	uint64_t sure[VISIT_SURE_MAX]; size_t sure_count; /* answers that the person stands by, as hashes; the newest go round */
	bool checked;                  /* Continue was pressed here: the errors above are this page's */
	bool maybe_sent;               /* the hub may have the sealed body although it did not say so: nothing may change any more */
	enum sheet sheet_under;        /* what SHEET_STILL_THERE covers */
	int list_page_under;           /* list_page of the page under a sheet */
	const char *guide, *guide_say; /* on the idle screen: the step of putting paper in, static, NULL none is shown; what the hub is told next */
	enum trouble trouble;          /* what is the matter with the printer, as the hub last said */
	enum receipt_state printer;    /* what a new receipt would find: WAITING when the printer is ready */
	int64_t mono_ms;               /* the steady clock, set with now_ms */
	int64_t reveal_until_ms;       /* steady: secret answers can be read on check answers until then; 0 they are hidden */
	int64_t touched_ms, warned_ms; /* steady: the last sign of a person; when the countdown began */
	const struct envelope_key *council_key; /* NULL: none yet */
	const json_t *direct;          /* codes of the services that go straight to an Open311 server, and no other does; NULL: all go to the council's back office */
	char source[128];              /* of events */
	char error_field[VISIT_FIELD_MAX_BYTES]; /* error[0].field when too_large */
};

/** visit_blocked - whether the chosen service cannot be sent from here. */
bool visit_blocked(const struct visit *visit);

/** place_name, sheet_name, action_name - for dumps, tests and the log. Static. */
const char *place_name(enum place place);
const char *sheet_name(enum sheet sheet);
const char *action_name(enum action action);

/** keys_by_alphabet - how the keys of letters stand now. */
bool keys_by_alphabet(const struct visit *visit);
