/* SPDX-License-Identifier: MIT */
/* parts.h - what the visit's own files share: pages, fields, choices, settings, sending. Each function returns effect bits. */
#pragma once

#include "ui/visit/act.h"

enum { LIST_PAGE_MAX = 999 };
#define SEARCH_FIELD "search"

/* The argument of one action. */
struct act { int number; const char *text, *node_id; };
typedef unsigned (*act_handler)(struct visit *visit, const struct act *act);

/* visit.c */
void text_put(char *ret, size_t room, const char *text); /* a terminated copy, cut to @room, the rest zero */
void visit_unseal(struct visit *visit);            /* forget id, reference and sealed body */
void visit_forget_answers(struct visit *visit);    /* answers and everything that came from them; settings stay */
unsigned visit_end(struct visit *visit);           /* wipe all, idle */
unsigned visit_end_as(struct visit *visit, const char *how); /* and say how: a static word */
unsigned visit_place(struct visit *visit, enum place place); /* go there: no sheet, no errors, first part of the list */
void visit_changed(struct visit *visit);           /* an answer changed: a sealed body that surely was not kept is void */

/* fields.c */
struct field_place { const struct form_component *component; const char *part; /* "" "day" "town" … */ };
const struct form_page *visit_page(const struct visit *visit); /* NULL when no page of a form is shown */
/** field_at - the @index-th box of @page that is typed into, its name in @name. False after the last. */
bool field_at(const struct form_page *page, size_t index, struct field_place *ret, char name[static VISIT_FIELD_MAX_BYTES]);
bool field_find(const struct form_page *page, const char *field, struct field_place *ret);
bool field_typed(const struct visit *visit, struct field_place *ret); /* the box that types now: of the page, or the search */
size_t field_limit(const struct field_place *place); /* characters that may be typed; more than a rule allows, so that the rule can speak */
void field_focus(struct visit *visit, const char *field); /* type there, at the end; "" or unknown: nowhere */
void field_focus_first(struct visit *visit);
const char *field_value(const struct visit *visit);

/* edit.c */
unsigned choose_date(struct visit *visit, const struct form_component *component, const char *value); /* YYYY-MM-DD into its three boxes */

/* wallet.c */
unsigned act_use(struct visit *, const struct act *);
unsigned act_different(struct visit *, const struct act *);
unsigned act_forget(struct visit *, const struct act *);

/* list.c: from home to a list of services and to one of them */
unsigned act_need(struct visit *, const struct act *);
unsigned act_search(struct visit *, const struct act *);
unsigned search_enter(struct visit *visit);        /* there, typing goes on at the end */
unsigned act_service(struct visit *, const struct act *);
unsigned act_interpreter(struct visit *, const struct act *);
unsigned act_home(struct visit *, const struct act *);
unsigned act_another(struct visit *, const struct act *);
unsigned list_back(struct visit *visit);           /* from a service's start page to the list it was chosen from */

/* pages.c */
unsigned page_show(struct visit *visit, int page);
unsigned page_to_check(struct visit *visit);       /* check answers, or the page that is in the way */
void page_check_again(struct visit *visit);        /* fill the errors of the page shown */

/* weigh.c: "everything together is too large" */
size_t weigh_excess(const struct visit *visit);    /* how many bytes the answers are over what can be sent */
void weigh_blame(struct visit *visit, size_t over); /* the same error, at the longest answer of the page shown */
bool weigh_refuses(struct visit *visit);           /* true: too large; the page that made it so is shown with a plain error */
void weigh_full(struct visit *visit);              /* no more room while typing: the same error, at the field */

unsigned send_for_them(struct visit *visit, enum assist_why why); /* send.c: check answers, as staff send it */
json_t *send_record(const struct visit *visit, const char *reference, const char *instant); /* send.c: what the council gets, before it is sealed; new */

/* lookup.c: see lookup.h */
void lookup_enter(struct visit *visit);            /* the page is shown: at which stage */
void lookup_forget(struct visit *visit);           /* it is left */
bool lookup_continue(struct visit *visit, unsigned *ret_effects); /* false: Continue leads on as on any page */
bool lookup_back(struct visit *visit, unsigned *ret_effects);     /* false: Back leads to the page before */
void lookup_errors(struct visit *visit);           /* what is wrong on the page becomes what is wrong at this stage */
void lookup_changed(struct visit *visit, const struct form_component *component); /* a line was typed: no address of the list any more */
unsigned lookup_choose(struct visit *visit, const struct form_component *component, const char *place); /* from 1 in the list */
unsigned lookup_fail(struct visit *visit);         /* the person types */
unsigned lookup_tick(struct visit *visit);
int64_t lookup_next_ms(const struct visit *visit); /* -1: nothing is waited for */

/* doubt.c: "is this right?" */
bool doubt_asks(struct visit *visit);              /* true: the page has an answer to be sure of, and the sheet that asks is open */
void doubt_settle(struct visit *visit);            /* after a restart: the sheet that was open asks the same again, or is gone */
void doubt_stand_by(struct visit *visit);          /* what is on the page was asked about before: in an earlier service */

/* assist.c: see assist.h */
void assist_tell(struct visit *visit, const char *event, const char *subject); /* with EFFECT_ASSIST */
void assist_tell_why(struct visit *visit, const char *event, const char *subject, enum assist_why why);
unsigned assist_allow(struct visit *visit, enum assist_way way, enum assist_why why); /* asked for, and not yet written down */
void assist_forget(struct visit *visit);           /* what is filled in from now on nobody has helped with */
unsigned assist_stop(struct visit *visit, const char *event);
unsigned assist_follow(struct visit *visit);       /* an action was done */
bool assist_owns(const struct visit *visit, enum action action); /* it is the person's own: not while somebody helps */
bool staff_has_right(const json_t *in, const char *right); /* as "in" of staff.enter; staff.c */
unsigned act_assist(struct visit *, const struct act *);
json_t *assist_copy(const struct visit *visit);
enum fail assist_restore(const json_t *copy, struct visit *to); /* FAIL_INPUT, FAIL_LIMIT not what a copy says */

/* confirm.c: see confirm.h */
unsigned confirm_follow(struct visit *visit);      /* something was done, or somebody is on the way */
void confirm_forget(struct visit *visit);
bool confirm_asks(struct visit *visit);            /* true: they were about to end, and are asked first; once */
unsigned act_confirm(struct visit *, const struct act *);

/* spoken.c: see assist.h */
unsigned spoken_act(struct visit *visit, const struct act *act); /* "spoken", "agreed", "behalf", "send" of ACTION_ASSIST */
unsigned behalf_answered(struct visit *visit, enum fail code);
void behalf_void(struct visit *visit);             /* what was to be sent for them surely was not: it is theirs again */

/* interaction.c: see interaction.h */
unsigned act_way(struct visit *, const struct act *);
json_t *interaction_copy(const struct visit *visit);
enum fail interaction_restore(const json_t *copy, struct visit *to); /* FAIL_INPUT, FAIL_LIMIT not what a copy says */

/* handback.c: see handback.h */
void handback_remember(struct visit *visit);       /* somebody may type from now on */
void handback_forget(struct visit *visit);
unsigned handback_begin(struct visit *visit, const char *name); /* they are out */
void handback_tell(struct visit *visit); /* which answers are other ones, for the audit; once more where it may not have heard */
unsigned handback_follow(struct visit *visit);     /* an action was done */
unsigned act_handback(struct visit *, const struct act *);
json_t *handback_copy(const struct visit *visit);
enum fail handback_restore(const json_t *copy, struct visit *to);

/* privacy.c: see privacy.h */
bool privacy_refuses(const struct visit *visit, enum action action, const struct act *act); /* it would change what is hidden */
unsigned privacy_reveal(struct visit *visit, const char *name); /* the resident shows it to who helps */

/* join.c: see join.h */
void join_forget(struct visit *visit);             /* nobody at the desk asks or helps any more */
unsigned act_join(struct visit *, const struct act *);

/* voice.c */
void voice_reset(struct visit *visit);             /* off, volume and rate as everybody finds them */

/* rounds.c: see rounds.h */
void rounds_forget(struct visit *visit);
unsigned rounds_follow(struct visit *visit);       /* an action was done: ask for days, say what they mean */
unsigned rounds_ask_again(struct visit *visit);    /* the hub is there: what it did not answer is asked for again */
bool rounds_wait(struct visit *visit);             /* whether Continue has to wait for the days of the address on this page */
int64_t rounds_next_ms(const struct visit *visit);
unsigned rounds_tick(struct visit *visit);
void rounds_suggest(struct visit *visit);          /* the page is shown: the day by the rounds, if it asks for that */

/* suggest.c: see suggest.h */
void suggest_follow(struct visit *visit);          /* an action was done: what is in the box now */
int64_t suggest_next_ms(const struct visit *visit); /* -1: nothing is waited for */
unsigned suggest_tick(struct visit *visit);

/* where.c: see where.h */
void where_forget(struct visit *visit);
void where_set(struct visit *visit, const char *value); /* what is typed */
void where_restore(struct visit *visit);            /* from a copy: the question again, with what was typed */
unsigned where_continue(struct visit *visit);      /* ask, also once more */
unsigned where_back(struct visit *visit);
int64_t where_next_ms(const struct visit *visit);  /* -1: nobody is asked */
unsigned where_tick(struct visit *visit);          /* no answer came */
unsigned act_where(struct visit *, const struct act *);

/* push.c: see push.h */
void push_forget(struct visit *visit);             /* what was typed, and whose form is shown */
bool push_types(const struct visit *visit);
void push_set(struct visit *visit, const char *value);
void push_restore(struct visit *visit);            /* from a copy: the code again, from its beginning */
unsigned push_continue(struct visit *visit);
unsigned push_back(struct visit *visit);           /* from the code, or from the first page of what was opened */
unsigned act_push(struct visit *, const struct act *);
/* park.c, resume.c: see park.h */
void park_forget(struct visit *visit);
bool park_holds(struct visit *visit);              /* the hub keeps it just now: nothing changes */
void resume_set(struct visit *visit, const char *value);
void resume_restore(struct visit *visit);          /* from a copy: the box types again */
unsigned resume_continue(struct visit *visit);
unsigned resume_back(struct visit *visit);
int64_t resume_next_ms(const struct visit *visit); /* -1: nothing is waited for */
unsigned resume_tick(struct visit *visit);
void draft_speak(struct visit *visit, const char *language); /* the language that it was kept in */
unsigned act_park(struct visit *, const struct act *);
unsigned act_resume(struct visit *, const struct act *);

/* staff.c: see staff.h */
bool staff_types(const struct visit *visit);        /* a box of the staff's is typed into */
bool staff_set(struct visit *visit, const char *value); /* what is typed; false: it has no place there */
void staff_open(struct visit *visit);              /* the sheet was opened over the resident's page */
void staff_forget(struct visit *visit);            /* what was typed */
void staff_shut(struct visit *visit);              /* and is gone: wiped, and the resident's box types again */
unsigned staff_follow(struct visit *visit);        /* something was done on it: the hub hears that they are here */
unsigned act_staff(struct visit *, const struct act *);
unsigned staff_go(struct visit *visit, enum staff_stage to); /* another step of it */
unsigned staff_open_over(struct visit *visit);     /* the sheet opens by itself, over what is open: see badge.c */
unsigned staff_more(struct visit *visit, const struct act *act);         /* staff_more.c: what they have to say */
unsigned staff_more_next(struct visit *visit);
json_t *staff_more_request(const struct visit *visit, enum staff_ask what); /* new */
unsigned staff_more_answered(struct visit *visit, enum fail code, const json_t *reply);
unsigned act_badge(struct visit *, const struct act *); /* badge.c */
bool field_covered(const struct visit *visit);     /* a sheet lies over the boxes, and has none of its own */

/* handlers */
unsigned act_suggested(struct visit *, const struct act *);
unsigned act_field(struct visit *, const struct act *);
unsigned act_type(struct visit *, const struct act *);
unsigned act_delete(struct visit *, const struct act *);
unsigned act_clear(struct visit *, const struct act *);
unsigned act_shift(struct visit *, const struct act *);
unsigned act_layer(struct visit *, const struct act *);
unsigned act_caret(struct visit *, const struct act *);
unsigned act_caret_word(struct visit *, const struct act *);
unsigned act_select(struct visit *, const struct act *);
unsigned act_select_word(struct visit *, const struct act *);
unsigned act_select_all(struct visit *, const struct act *);
unsigned act_place(struct visit *, const struct act *);
unsigned act_undo(struct visit *, const struct act *);
unsigned act_key_order(struct visit *, const struct act *);
unsigned act_next_field(struct visit *, const struct act *);
unsigned act_set(struct visit *, const struct act *);
unsigned act_choose(struct visit *, const struct act *);
unsigned act_lookup(struct visit *, const struct act *);
unsigned act_begin(struct visit *, const struct act *);
unsigned act_continue(struct visit *, const struct act *);
unsigned act_skip(struct visit *, const struct act *);
unsigned act_back(struct visit *, const struct act *);
unsigned act_change(struct visit *, const struct act *);
unsigned act_reveal(struct visit *, const struct act *);
unsigned act_item_add(struct visit *, const struct act *);
unsigned act_item_change(struct visit *, const struct act *);
unsigned act_item_remove(struct visit *, const struct act *);
unsigned act_item_gone(struct visit *, const struct act *);
unsigned act_doubt(struct visit *, const struct act *);
unsigned act_open(struct visit *, const struct act *);
unsigned act_close(struct visit *, const struct act *);
unsigned act_language(struct visit *, const struct act *);
unsigned act_text_size(struct visit *, const struct act *);
unsigned act_theme(struct visit *, const struct act *);
unsigned act_more_time_always(struct visit *, const struct act *);
unsigned act_calm(struct visit *, const struct act *);
unsigned act_hide(struct visit *, const struct act *);
unsigned act_clean(struct visit *, const struct act *);
unsigned act_guide(struct visit *, const struct act *);
unsigned act_offer(struct visit *, const struct act *);
unsigned act_handout(struct visit *, const struct act *);
unsigned act_person(struct visit *, const struct act *);
unsigned act_call(struct visit *, const struct act *);
unsigned act_call_off(struct visit *, const struct act *);
unsigned act_ticket(struct visit *, const struct act *);
void pair_follow(struct visit *visit);             /* an action was done: what was read back may not be it any more */
void pair_open(struct visit *visit);               /* its sheet opens */
unsigned act_pair(struct visit *, const struct act *);
unsigned act_training(struct visit *, const struct act *);
bool guide_takes(enum action action); /* what may be done while paper is put in */
unsigned act_reach(struct visit *, const struct act *);
unsigned act_more_time(struct visit *, const struct act *);
unsigned act_speech(struct visit *, const struct act *);
unsigned act_send(struct visit *, const struct act *);
unsigned act_try_again(struct visit *, const struct act *);
unsigned act_print_again(struct visit *, const struct act *);
unsigned act_print_seen(struct visit *, const struct act *);

/* hands.c */
unsigned act_steady(struct visit *, const struct act *);
unsigned act_learn(struct visit *, const struct act *);
unsigned act_switch(struct visit *, const struct act *);
unsigned act_switches_swap(struct visit *, const struct act *);
unsigned act_switches_again(struct visit *, const struct act *);
void hands_open(struct visit *visit);              /* SHEET_LEARN or SHEET_SWITCHES opens: from its beginning */
void hands_forget(struct visit *visit);            /* the visit ends */
