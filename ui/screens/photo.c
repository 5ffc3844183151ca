/* SPDX-License-Identifier: MIT */
/* photo.c - the reference, or the ticket of what is kept, as somebody's camera takes it away, for who leaves without paper. */
#include "ui/screens/done.h"
#include "ui/screens/parts.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

enum { CODE_LARGE = 380, CODE_SMALL = 240, CODE_LOW = 180 };

struct photo { const char *title, *text, *code, *shown, *held; enum type_style type; };

static struct photo reference_photo(const struct build *build)
{
	const char *reference = build->visit->reference.text;
	return (struct photo){ say(build, "photo.title"), say(build, "photo.text"), say(build, "photo.code"), reference, reference, done_reference_type(build, sheet_width(build)) };
}

static struct photo ticket_photo(const struct build *build)
{
	char code[DRAFT_CODE_SHOWN_BYTES], token[DRAFT_TOKEN_TEXT_BYTES];
	draft_code_show(&build->visit->park.code, code);
	draft_token_write(&build->visit->park.token, token);
	return (struct photo){ say(build, "parked.photo.title"), say(build, "print.parked.secret"), say(build, "parked.photo.code"), build_text(build, "%s", code), build_text(build, "%s", token), TYPE_QUESTION_SMALL };
}

void photo_sheet(struct build *build)
{
	int side = build->frame.low ? CODE_LOW : build->frame.panel == PANEL_SMALL ? CODE_SMALL : CODE_LARGE;
	frame_pages_if_large(&build->frame);
	frame_pages_if_tall(&build->frame, fit_tall(build));
	struct photo photo = build->visit->place == PLACE_PARKED ? ticket_photo(build) : reference_photo(build);
	part_under(build);
	sheet_open(build, photo.title);
	build_leaf(build, NODE(.role = NODE_ROLE_STATUS, .id = "reference", .name = photo.shown, .type = photo.type, .box = { .keep_left = true }));
	prose_text(build, TYPE_BODY, photo.text);
	sheet_touch(build, 24);
	build_group(build, (struct box){ .gap = 10 }); /* nobody turns a page to find a picture without a word */
	build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .id = "code", .name = photo.code, .image = build_text(build, "qr:%s", photo.held), .box = { .height = side }));
	if (build->frame.pages)
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = photo.code, .type = TYPE_SMALL, .text_align = ALIGN_CENTRE));
	build_close(build);
	sheet_end(build, say(build, "action.close"), "x");
}
