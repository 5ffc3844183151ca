/* SPDX-License-Identifier: MIT */
/* guide.c - what is pressed is told to the hub, and what is shown is what it says then. */
#include "ui/visit/guide.h"

#include "ui/visit/idle.h"
#include "ui/visit/paper.h"
#include "ui/visit/parts.h"

#include <string.h>

static const char *const steps[] = { "open", "roll", "empty", "trouble", "printing", "look", "passed", "failed" };
static const char *const says[] = { "page", "pass", "fail", "again", "stop" };

static const char *known(const char *const *list, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], word) == 0)
			return list[i];
	return NULL;
}

static unsigned tell(struct visit *visit, const char *say)
{
	visit->guide_say = say;
	return EFFECT_GUIDE;
}

unsigned visit_guide(struct visit *visit, const char *step, const char *key, const char *language)
{
	const char *now = known(steps, sizeof steps / sizeof steps[0], step);
	if (!now)
		return visit->guide ? visit_end(visit) : 0;
	if (visit_active(visit) && !visit->guide)
		return tell(visit, "stop");
	unsigned effects = visit_trouble(visit, key, "error");
	if (*language && strcmp(language, visit->language_tag) != 0 && strlen(language) < sizeof visit->language_tag && house_speak(visit->house, language) == FAIL_NONE) {
		text_put(visit->language_tag, sizeof visit->language_tag, language);
		visit->words = visit->house->words;
		effects = EFFECT_REBUILD;
	}
	if (visit->guide == now)
		return effects | EFFECT_REBUILD;
	effects |= visit_place(visit, PLACE_IDLE);
	visit->guide = now;
	return effects | EFFECT_REBUILD | EFFECT_MOVED;
}

bool guide_takes(enum action action)
{
	static const enum action taken[] = { ACTION_GUIDE, ACTION_SPEECH, ACTION_OPEN, ACTION_PERSON, ACTION_CLOSE, ACTION_PAGE, ACTION_LANGUAGE, ACTION_TEXT_SIZE, ACTION_THEME, ACTION_CALM };
	for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
		if (taken[i] == action)
			return true;
	return false;
}

unsigned act_guide(struct visit *visit, const struct act *act)
{
	const char *say = known(says, sizeof says / sizeof says[0], act->text);
	return visit->guide && say ? tell(visit, say) : 0;
}

json_t *visit_guide_request(const struct visit *visit)
{
	return json_pack("{s:s, s:s}", "verb", "printer.guide", "say", visit->guide_say ? visit->guide_say : "stop");
}
