/* SPDX-License-Identifier: MIT */
/* service_tile.c - icon, name, and whether it is done. */
#include "ui/screens/service_tile.h"

#include "ui/screens/phrase.h"
#include "ui/visit/list.h"

struct tile service_tile(const struct build *build, const struct form *form)
{
	bool sent = list_sent(build->visit, form);
	const char *icon = *form->service.icon ? form->service.icon : "clipboard-list", *name = phrase_service(build, form);
	return (struct tile){ .id = build_text(build, "service:%s", form->service.code), .icon = sent ? "check" : icon,
		.name = sent ? say_with(build, "list.sent", WORDS_VALUES({ "service", name })) : name, .lang = sent ? NULL : phrase_lang(build, form),
		.hint = phrase_kiosk(build, form, "summary", form->service.summary), .action = ACT(ACTION_SERVICE, .text = form->service.code), .arrow = true };
}

struct tile resume_tile(const struct build *build)
{
	return (struct tile){ .id = "resume", .icon = "rotate-ccw", .name = say(build, "resume.name"), .action = ACT(ACTION_RESUME), .arrow = true };
}

struct tile where_tile(const struct build *build)
{
	return (struct tile){ .id = "where", .icon = "ticket", .name = say(build, "where.name"), .action = ACT(ACTION_WHERE), .arrow = true };
}
