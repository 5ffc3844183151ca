/* SPDX-License-Identifier: MIT */
/*
 * ways.c - every way to do what a service does: those that its kind has, the one that is best for it first. DESIGN: which ways a kind has is a table; a way that
 * cannot be gone from here any more, as answers would be lost, is said in words. Why a case is of that kind is never said here: somebody may stand beside.
 */
#include "ui/screens/ways.h"

#include "ui/screens/parts.h"
#include "ui/visit/list.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

enum way { WAY_SELF, WAY_STAFF, WAY_DESK, WAY_CALL_BACK, WAY_PAPER, WAY_PARTNER, WAY_COUNT };

static const char *const ids[WAY_COUNT] = { "way:self", "way:staff", "way:desk", "way:call-back", "way:paper", "way:partner" };

/* In their order; WAY_COUNT ends. What a complex service has on this kiosk is its first answers, and booking. */
static const enum way kinds[FORM_INTERACTION_COUNT][WAY_COUNT + 1] = {
	[FORM_INTERACTION_SIMPLE] = { WAY_SELF, WAY_STAFF, WAY_DESK, WAY_CALL_BACK, WAY_PAPER, WAY_PARTNER, WAY_COUNT },
	[FORM_INTERACTION_ASSISTED] = { WAY_STAFF, WAY_SELF, WAY_DESK, WAY_CALL_BACK, WAY_PAPER, WAY_PARTNER, WAY_COUNT },
	[FORM_INTERACTION_COMPLEX] = { WAY_DESK, WAY_STAFF, WAY_CALL_BACK, WAY_PAPER, WAY_PARTNER, WAY_COUNT },
};

static const char *const suffixes[FORM_INTERACTION_COUNT] = { "", ".assisted", ".complex" };

/* What pressing a way does, and how it is called; .action.what 0: it is only said, as @words. */
struct offer { struct node_action action; const char *words; };

/* NULL: there is no such service, or going there would lose what was answered. */
static const struct form *service_of(const struct build *build, const char *code)
{
	const struct form *form = *code ? list_form(build->visit, code) : NULL;
	return form && list_may_go(build->visit, form) ? form : NULL;
}

static struct offer to_service(const struct build *build, const char *code, const char *words, const char *otherwise)
{
	const struct form *form = service_of(build, code);
	if (!form)
		return (struct offer){ .words = otherwise };
	if (form == build->visit->form) /* it is this one */
		return (struct offer){ .action = ACT(ACTION_BEGIN), .words = words };
	return (struct offer){ .action = ACT(ACTION_SERVICE, .text = form->service.code), .words = words };
}

static struct offer offer_of(const struct build *build, enum way way)
{
	const struct visit *visit = build->visit;
	bool first = visit->place == PLACE_SERVICE;
	switch (way) {
	case WAY_SELF: return first ? (struct offer){ .action = ACT(ACTION_BEGIN), .words = say(build, "ways.self") } : (struct offer){ .action = ACT(ACTION_CLOSE), .words = say(build, "ways.on") };
	case WAY_STAFF: return (struct offer){ .action = ACT(ACTION_WAY, .text = "staff"), .words = say(build, "ways.staff") };
	case WAY_DESK: {
		struct offer book = to_service(build, visit->site->call_back, say(build, "ways.desk"), "");
		return book.action.what ? book : (struct offer){ .action = ACT(ACTION_OPEN, .number = SHEET_PERSON), .words = say(build, "ways.desk") };
	}
	case WAY_CALL_BACK: return to_service(build, visit->site->call_back, say(build, "call.back"), say_with(build, "ways.call", WORDS_VALUES({ "phone", visit->site->phone })));
	case WAY_PAPER: return to_service(build, visit->site->paper_form, say(build, "call.paper"), say(build, "ways.paper"));
	case WAY_PARTNER: return (struct offer){ .words = visit->site->partner };
	case WAY_COUNT: break;
	}
	return (struct offer){ .words = "" };
}

static bool stuck(const struct visit *visit)
{
	return visit->place == PLACE_SERVICE && (visit_blocked(visit) || visit->out_of_service);
}

static void read(struct build *build, const enum way *way, const char *kind)
{
	prose_text(build, TYPE_BODY, say(build, build_text(build, "ways.text%s", kind)));
	for (; *way != WAY_COUNT; way++) {
		struct offer offer = offer_of(build, *way);
		if (!offer.action.what && *offer.words)
			build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .id = ids[*way], .name = offer.words, .type = TYPE_BODY));
	}
}

static void touch(struct build *build, const enum way *way)
{
	for (const enum way *one = way; *one != WAY_COUNT; one++) {
		struct offer offer = offer_of(build, *one);
		if (!offer.action.what || (*one == WAY_SELF && stuck(build->visit)))
			continue;
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = ids[*one], .name = offer.words, .look = one == way ? LOOK_MAIN : LOOK_SECOND, .text_align = ALIGN_CENTRE,
			.type = one == way ? TYPE_CONTROL_STRONG : TYPE_SMALL, .action = offer.action, .box = { .min_height = part_small_height(build) }));
	}
}

static int gap(const struct build *build)
{
	return build->frame.panel == PANEL_SMALL ? 12 : 20;
}

/* Where all of it has no room at once, it turns pages. */
static bool fits(const struct build *build, const enum way *way, const char *kind, const char *title)
{
	struct sheet_room room = sheet_rooms(build, title, gap(build));
	int reading = fit_height(build, TYPE_BODY, say(build, build_text((struct build *)build, "ways.text%s", kind)), sheet_width(build)), touch_height = 0;
	for (; *way != WAY_COUNT; way++) {
		struct offer offer = offer_of(build, *way);
		if (offer.action.what)
			touch_height += part_small_height(build) + gap(build) + 10;
		else
			reading += fit_height(build, TYPE_BODY, offer.words, sheet_width(build)) + 24;
	}
	return build->frame.split ? reading <= room.reading && touch_height <= room.touch : reading + touch_height <= room.touch;
}

void ways_sheet(struct build *build)
{
	enum form_interaction type = interaction_type(build->visit);
	const char *kind = suffixes[type];
	frame_pages_if_large(&build->frame);
	if (build->frame.percent > 150 || (fit_tall(build) && build->frame.percent > 100))
		frame_pages(&build->frame);
	if (!build->frame.pages && !fits(build, kinds[type], kind, say(build, build_text(build, "ways.title%s", kind))))
		frame_pages(&build->frame);
	frame_pages_if_tall(&build->frame, fit_tall(build));
	part_under(build);
	sheet_open(build, say(build, build_text(build, "ways.title%s", kind)));
	read(build, kinds[type], kind);
	sheet_touch(build, gap(build));
	touch(build, kinds[type]);
	sheet_end(build, say(build, build->visit->place == PLACE_SERVICE ? "action.close" : "action.back_to_questions"), build->tree->rtl ? "arrow-right" : "arrow-left");
}

struct tile ways_tile(const struct build *build)
{
	static const char *const names[FORM_INTERACTION_COUNT] = { "service.other", "ways.fact.assisted", "ways.fact.complex" };
	const struct form_service *service = &build->visit->form->service;
	const char *phone = *service->contact_phone ? service->contact_phone : build->visit->site->phone;
	bool cramped = build->frame.percent > 150 && fit_tall(build) && !build->frame.pages; /* the sheet has it too */
	return (struct tile){ .id = "ways", .icon = "users", .name = say(build, names[interaction_type(build->visit)]), .hint = cramped ? "" : say_with(build, "service.other_ways", WORDS_VALUES({ "phone", phone })),
		.action = ACT(ACTION_OPEN, .number = SHEET_WAYS), .arrow = true };
}
