/* SPDX-License-Identifier: MIT */
/* why.c - why we ask, in the service's own words, and what happens to the answers. */
#include "ui/screens/parts.h"
#include "ui/screens/phrase.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

void why_sheet(struct build *build)
{
	const struct form *form = build->visit->form;
	frame_pages_if_tall(&build->frame, fit_tall(build));
	if (fit_tall(build))
		frame_pages_if_large(&build->frame);
	part_under(build);
	sheet_open(build, say(build, "action.why"));
	if (form)
		prose_in(build, phrase_lang(build, form), TYPE_CONTROL, phrase_kiosk(build, form, "privacyLine", form->service.privacy_line));
	sheet_touch(build, 24);
	bool direct = build->visit->direct; /* sealed on the way to this kiosk's own store, but not for the council alone */
	note_show(build, NOTE_GOOD, direct ? "send" : "lock", NULL, say_with(build, direct ? "why.direct" : "why.sealed", WORDS_VALUES({ "council", build->visit->site->council })));
	note_show(build, NOTE_GOOD, "shield-check", NULL, say(build, "why.cleared"));
	part_charter(build);
	sheet_end(build, say(build, "action.back_to_questions"), build->tree->rtl ? "arrow-right" : "arrow-left");
}
