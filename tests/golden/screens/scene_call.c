/* SPDX-License-Identifier: MIT */
/* scene_call.c - asked for on a question, on the idle screen and at home; and the counter while a call is open. */
#include "tests/golden/screens/scene_call.h"

#include "ui/visit/act.h"
#include "ui/visit/call.h"

#include <stdio.h>

static void act(struct visit *visit, enum action action, const char *text)
{
	(void)visit_act(visit, action, 0, text, NULL);
}

static void question(struct visit *visit)
{
	act(visit, ACTION_START, NULL);
	act(visit, ACTION_SERVICE, "missed-bin");
	act(visit, ACTION_BEGIN, NULL);
	visit->page = form_page_at(visit->form, "/which-bin");
}

static void called(struct visit *visit, enum call_stage stage, const char *name, int minutes)
{
	bool down = visit->hub_down;
	visit->hub_down = false;
	act(visit, ACTION_PERSON, NULL);
	visit->call.stage = stage;
	visit->call.minutes = minutes;
	snprintf(visit->call.ticket, sizeof visit->call.ticket, "A12");
	snprintf(visit->call.name, sizeof visit->call.name, "%s", name);
	visit->hub_down = down && stage == CALL_ASKING;
}

/* As where the council has services in place of a person. */
static void with_services(struct visit *visit)
{
	static struct site site;
	site = *visit->site;
	site.call_back = "missed-bin";
	site.paper_form = "service-3";
	visit->site = &site;
}

void make_call_asking(struct visit *visit) { question(visit); called(visit, CALL_ASKING, "", 0); visit->hub_down = false; visit->call.ticket[0] = '\0'; }
void make_call_down(struct visit *visit) { make_call_asking(visit); visit->hub_down = true; }
void make_call_waiting(struct visit *visit) { question(visit); called(visit, CALL_WAITING, "", 0); }
void make_call_coming(struct visit *visit) { question(visit); called(visit, CALL_COMING, "Sam", 3); }
void make_call_coming_idle(struct visit *visit) { called(visit, CALL_COMING, "Maximiliana Konstantina", 0); }
void make_call_printed(struct visit *visit) { make_call_coming(visit); visit->call.paper = CALL_PAPER_DONE; }
void make_call_here(struct visit *visit) { question(visit); called(visit, CALL_HERE, "Sam", 0); }
void make_call_here_trying(struct visit *visit) { make_call_here(visit); visit->confirm.state = CONFIRM_TRYING; }
void make_call_alone(struct visit *visit) { question(visit); called(visit, CALL_ALONE, "", 0); }
void make_call_alone_home(struct visit *visit) { with_services(visit); act(visit, ACTION_START, NULL); called(visit, CALL_ALONE, "", 0); }
void make_call_done(struct visit *visit) { question(visit); called(visit, CALL_DONE, "Sam", 0); }
void make_call_under(struct visit *visit) { question(visit); called(visit, CALL_COMING, "Priyadarshini", 3); act(visit, ACTION_CLOSE, NULL); }
void make_call_under_alone(struct visit *visit) { question(visit); called(visit, CALL_ALONE, "", 0); act(visit, ACTION_CLOSE, NULL); }
