/* SPDX-License-Identifier: MIT */
/* press_inside.h - the press's state, shared by press.c (jobs), press_run.c (sending), press_hear.c (listening), press_pace.c (not too much at once) and press_confirm.c (whether it came out). */
#pragma once

#include "drivers/printer/escpos.h"
#include "drivers/printer/escpos_reply.h"
#include "drivers/printer/port.h"
#include "firmware/base/buffer.h"
#include "firmware/print/press.h"

enum {
	SETTLE_MS = 300,          /* a late confirmation waits in the printer until somebody listens */
	HELLO_MS = 500,           /* what a printer needs to answer, if it answers at all */
	STUCK_MS = 30000, STUCK_AGAIN_MS = 5000,
	REFUSED_MAX = 5, REFUSED_MS = 1000,
	CONFIRM_MS = 20000,       /* beyond the time that the paper takes */
	RECALL_MS = 8000,
	LOOKED_MS = 1500,         /* until it is said that no printer is there */
	LAST_LOOK_MS = 3000,
	LOOK_MS = 2000, LOOK_LAST_MS = 30000, /* at a printer in trouble: some tell nothing by themselves, and what one told may have been dropped */
	ANSWER_MS = 500,           /* for a counter to be told */
	DOUBT_MS = 20000,         /* for a printer that left with the last strip to come back and say what became of it */
	FENCE_MS = 1500,          /* after a fence was answered, for a process id that comes behind it */
	ASK_COUNT = 4,
	ID_WINDOW = 100,          /* a later id confirms the earlier ones; this many later at most */
	PACKET_BYTES = 512,       /* of the last one, the printer may have more than it is known to have taken */
};

enum press_step {
	STEP_AWAY,        /* no printer */
	STEP_SETTLING,    /* it came: listen, say nothing */
	STEP_GREETING,    /* asked how it is */
	STEP_IDLE,
	STEP_ASKING,      /* asked something that is answered in order */
	STEP_READY,       /* said ready() or unsent(), waits for press_go() */
	STEP_SENDING,
	STEP_HELD,        /* said sent(), waits for press_go() */
	STEP_CONFIRMING,
	STEP_CLEARING,    /* withdrawn: its buffer is being emptied */
	STEP_VOIDING,     /* withdrawn: the slip is on its way */
};

enum press_question { QUESTION_CUTS, QUESTION_MODEL };

/* Perhaps something hangs out, and a cut parts it from the next · a torn part does: the slip voids it. */
enum press_owed { OWED_NOTHING, OWED_CUT, OWED_SLIP };

enum press_writing { WRITING_NOTHING, WRITING_WORDS, WRITING_RUN };

/* How much of a run the printer has worked through, as far as it answered for it: press_pace.c */
struct pace {
	bool on;
	struct buffer marks;           /* places in the run, each a size_t, behind which the printer answers */
	size_t next, acked, spoken;    /* the mark whose answer is to come; the last one's place; bytes beside the run since then */
	int lost, blind;               /* answers in a row; looks without any */
	bool asked;                    /* how it is, because one is late */
};

struct press_view { enum press_state state; const char *key; bool low; };

struct press {
	struct loop *loop;
	struct profile profile, otherwise;  /* of the printer that is here; of one that nobody knows */
	const struct profile_set *profiles; /* NULL: otherwise fits all */
	char device_id[PORT_DEVICE_ID_MAX];
	bool unnamed;                  /* it is still to be asked for its model */
	const struct press_events *events;
	void *context;
	struct port *port;
	enum press_step step;
	struct press_view told;

	struct escpos_reply reply;
	struct escpos_facts facts;
	bool port_trouble, port_paper; /* by GET_PORT_STATUS, of a printer that says nothing else */
	bool body_heard;               /* all of it is on paper, as the first of its two ids says */
	int64_t look_ms;               /* until it is asked again how it is */
	bool mute;                     /* takes nothing, and nobody knows why */
	int asked[2 * ASK_COUNT], asked_count; /* questions whose answers are to come, oldest first */
	int heard_id;                  /* the last process id since it is here or since the job began; -1 */
	bool speaks_ids;               /* it has said one: fences are needless */

	bool busy;
	struct press_job job;
	struct buffer run;
	struct pace pace;
	size_t place, ink_at, gate_at, cut_at; /* where the first ink, the last strip, the receipt's own cut begin */
	bool emptied;                  /* its bytes were thrown away after the last strip was released: a cut proves no whole receipt */
	bool told_sent;                /* sent() was said of the job */
	bool released;                 /* the last strip and the cut may go out */
	enum press_question question;
	bool heard;                    /* the answer */
	char model_heard[ESCPOS_BLOCK_MAX_BYTES];
	int64_t cuts_heard;            /* since it was asked; -1 */
	bool no_counter;               /* it did not answer */
	bool unbroken;                 /* it was not away since ready() was said */
	bool withdrawn;                /* nobody wants it any more */
	enum press_owed owed;          /* what the next job begins with, because of one that is over */
	bool slip_unproven;            /* a slip is with the printer, which has answered nothing behind it: without power it may be gone */
	bool mouth_full, mouth_private; /* a receipt is held out; and is drawn back when nobody takes it */
	int64_t mouth_ms;              /* for so long */
	uint8_t words[64];             /* a few bytes outside any run, and how far they are */
	size_t words_size, words_at;
	size_t flight;                 /* bytes of the write under way */
	size_t beyond;                 /* of the write that an unplugged cable ended: the printer may have had them before anybody could count */
	enum press_writing writing;    /* what is under way */
	bool clean;                    /* its parser stands between two commands, as far as we did it */
	bool stale;                    /* what is under way is of a run that is over */
	bool stuck_before, reset_tried;
	int refused;

	bool fence_heard, last_look, status_asked;
};

/* press.c */
void press_prepare(struct press *press);
void press_finish(struct press *press, enum press_outcome outcome);
void press_finish_torn(struct press *press, enum press_outcome outcome); /* no whole receipt came out; what hangs out is voided by the next job */
void press_counted(struct press *press, int64_t cuts); /* before a job; -1: it has no counter */
void press_tell_state(struct press *press);
void press_tell_anyway(struct press *press); /* although nothing changed that has a name */
void press_run_over(struct press *press); /* every byte is out */
void press_on_cleared(void *context, enum fail code);
void press_leave(struct press *press);    /* a withdrawn job: anew, because the printer's state changed */

/* press_run.c */
/** press_run_start - the job's bytes, or only the slip that voids it, go out from the first on. press_run_stop - no more of them. */
void press_run_start(struct press *press, bool slip_only);
void press_run_stop(struct press *press);
void press_run_ask(struct press *press);  /* nothing but the question for the counter */
bool press_run_out(const struct press *press); /* every byte is with the printer */
bool press_run_words(struct press *press, const struct buffer *words); /* a few bytes beside the run; false: not now */
void press_run_go(struct press *press); /* past the gate */
bool press_run_inked(const struct press *press); /* some of it may be on paper */
bool press_run_uncut(const struct press *press); /* the cut cannot have reached the printer */
void press_run_more(struct press *press); /* if more may go out now */
void press_on_accepted(void *context, size_t size, enum fail code);

/* press_pace.c */
void press_pace_begin(struct press *press, bool job); /* an empty run; one that is no job is not paced */
int press_pace_rows(const struct press *press);       /* of one strip at most; 0: as many as the profile says */
bool press_pace_full(const struct press *press);      /* since its last mark the run is longer than a unit */
enum fail press_pace_mark(struct press *press);       /* the run gets one, if it is paced */
size_t press_pace_limit(const struct press *press);   /* so far the run may go out now */
bool press_pace_waits(const struct press *press);     /* between two units, for an answer */
bool press_pace_may_say(const struct press *press);   /* so it does, and a few bytes beside the run have room */
void press_pace_wait(struct press *press);
void press_pace_stop(struct press *press);
void press_pace_status(struct press *press, uint8_t bits); /* the port says how it is */
bool press_pace_heard(struct press *press);           /* a fence was answered; false: it is none of these */

/* press_hear.c */
void press_on_arrived(void *context, const char *device_id);
void press_on_received(void *context, const uint8_t *bytes, size_t size);
void press_on_status(void *context, enum fail code, uint8_t bits);
void press_listen_stop(struct press *press);
void press_look(struct press *press); /* again and again while it is in trouble */
void press_say(struct press *press, bool speak);
bool press_may_speak(const struct press *press); /* a few bytes now would not land in a picture */
bool press_in_trouble(const struct press *press);
struct press_view press_view(const struct press *press);

/* press_mouth.c */
void press_mouth_shows(struct press *press); /* the receipt was cut */
void press_mouth_heard(struct press *press, const struct escpos_word *word);
void press_mouth_stop(struct press *press);

/* press_ask.c */
void press_ask_start(struct press *press, enum press_question question);
bool press_ask_model(struct press *press);   /* if it is time for that */
void press_choose(struct press *press, const char *model); /* its profile; "": as its descriptors say */
void press_ask_out(struct press *press);  /* the question is out */
void press_ask_heard(struct press *press, const struct escpos_word *word);
void press_ask_stop(struct press *press);

/* press_confirm.c */
void press_confirm_ask(struct press *press);   /* the last strip went out, and the printer may know what became of it */
void press_confirm_later(struct press *press); /* the same when it is back */
void press_confirm_count(struct press *press, int64_t cuts); /* -1: nobody counts */
void press_confirm_start(struct press *press);
void press_confirm_stop(struct press *press);
void press_confirm_fence(struct press *press);
void press_confirm_id(struct press *press, int id);
void press_confirm_status(struct press *press, enum fail code);
int press_id_of(int64_t number, bool cut); /* after its body, after its cut */
