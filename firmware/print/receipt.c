/* SPDX-License-Identifier: MIT */
/* receipt.c - the spool's row, the service's words and the place's facts become sentences. */
#include "firmware/print/receipt.h"

#include "firmware/base/clock.h"
#include "firmware/base/week.h"
#include "firmware/uk/money.h"

#include <stdio.h>
#include <string.h>

bool receipt_rtl(const char *language)
{
	static const char *const tags[] = { "ar", "ckb", "fa", "he", "ps", "sd", "ug", "ur", "yi" };
	size_t length = strcspn(language, "-");

	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (strlen(tags[i]) == length && strncmp(tags[i], language, length) == 0)
			return true;
	return false;
}

static void add_person(struct receipt *receipt, const char *line)
{
	if (receipt->person_count < RECEIPT_PERSON_MAX)
		receipt->person[receipt->person_count++] = line;
}

static void add_hours(struct receipt *receipt, const struct words *words, const struct site *site, struct arena *arena)
{
	const char *line[WEEK_DAYS];
	int count = week_lines(words, site, arena, line);
	for (int i = 0; i < count; i++)
		add_person(receipt, line[i]);
}

static void add_places(struct receipt *receipt, const char *language, const struct site *site, const struct form *form)
{
	if (site->branch[0] != '\0')
		add_person(receipt, site->branch);
	if (form && form->service.contact_place[0] != '\0')
		add_person(receipt, form_text(form, language, "kiosk", "contact.place", "", form->service.contact_place, NULL));
}

static void add_contacts(struct receipt *receipt, const struct words *words, const struct site *site, const struct form *form,
                         struct arena *arena)
{
	const char *own_phone = form ? form->service.contact_phone : "", *own_email = form ? form->service.contact_email : "";
	const char *phone = own_phone[0] != '\0' ? own_phone : site->phone;
	const char *email = own_email[0] != '\0' ? own_email : site->email;

	if (receipt->person_count > 0)
		add_person(receipt, ""); /* a space between where to go and how to reach */
	if (phone[0] != '\0')
		add_person(receipt, words_fill(words, arena, "receipt.phone", WORDS_VALUES({ "phone", phone })));
	if (site->text_relay[0] != '\0')
		add_person(receipt, words_fill(words, arena, "receipt.relay", WORDS_VALUES({ "phone", site->text_relay })));
	if (email[0] != '\0')
		add_person(receipt, words_fill(words, arena, "receipt.email", WORDS_VALUES({ "email", email })));
	if (site->web[0] != '\0')
		add_person(receipt, words_fill(words, arena, "receipt.web", WORDS_VALUES({ "web", site->web })));
}

/* A promise is written so that a date can follow it; alone on its line it is a sentence. */
static const char *sentence(struct arena *arena, const char *language, const char *text)
{
	static const struct { const char *language, *stop; } stops[] = { { "ur", "\u06d4" }, { "bn", "\u0964" } };
	const char *stop = ".";
	size_t length = strlen(text);
	bool letter = length > 0 && ((unsigned)(text[length - 1] | 0x20) - 'a' < 26u || (unsigned char)text[length - 1] >= 0x80);

	for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++) {
		size_t size = strlen(stops[i].stop);
		if (strncmp(language, stops[i].language, 2) != 0)
			continue;
		stop = stops[i].stop;
		letter &= length < size || strcmp(text + length - size, stop) != 0;
	}
	return letter ? arena_printf(arena, "%s%s", text, stop) : text;
}

/* What is promised, and that it is our standard: "We collect your bin. Within 2 working days: that is our standard." */
static const char *promise(const struct receipt_job *job, const struct words *words, const struct form *form, struct arena *arena)
{
	const struct form_service *service = &form->service;
	const char *said = sentence(arena, job->language, form_text(form, job->language, "kiosk", "promise", "", service->standard_promise, NULL));

	if (service->standard_value <= 0)
		return said;
	const char *within = words_fill_count(words, arena, service->standard_working_days ? "service.within_working" : "service.within_days", service->standard_value, NULL);
	const char *standard = words_fill(words, arena, "receipt.standard", WORDS_VALUES({ "within", within }));
	return arena_printf(arena, "%s%s%s", said, said[0] != '\0' ? " " : "", standard);
}

static void add_service(struct receipt *receipt, const struct receipt_job *job, const struct words *words, const struct site *site, const struct form *form,
                        struct arena *arena)
{
	const char *language = job->language;

	receipt->who = site->council[0] != '\0' ? words_fill(words, arena, "receipt.who", WORDS_VALUES({ "council", site->council })) : "";
	receipt->keep_text = form_text(form, language, "kiosk", "privacyLine", "", form->service.privacy_line, NULL);
	if (receipt->keep_text[0] != '\0')
		receipt->keep_head = words_get(words, "receipt.keep");
	receipt->service = form_text(form, language, "form", "", "title", form->name, NULL);
	for (size_t i = 0; i < form->service.next_step_count && receipt->step_count < RECEIPT_STEP_MAX; i++) {
		const char *id = arena_printf(arena, "nextSteps.%zu", i);
		receipt->step[receipt->step_count++] = form_text(form, language, "kiosk", id, "", form->service.next_step[i], NULL);
	}
	receipt->by_text = promise(job, words, form, arena);
	receipt->late_text = form_text(form, language, "kiosk", "ifLate", "", form->service.if_late, NULL);
	if (receipt->late_text[0] != '\0')
		receipt->late_head = words_get(words, "receipt.late");
	if (receipt->step_count > 0 || receipt->by_text[0] != '\0')
		receipt->next_title = words_get(words, "receipt.next");
}

/* What is not finished yet stands before what happens next. */
static void add_desk(struct receipt *receipt, const struct receipt_job *job, const struct words *words, struct arena *arena)
{
	char sum[MONEY_BYTES];

	if (job->pay_pence > 0) {
		money_write(job->pay_pence, sum);
		receipt->pay_head = words_fill(words, arena, "pay.total", WORDS_VALUES({ "sum", sum }));
		receipt->pay_text = words_get(words, "desk.payment");
	}
	if (job->desk) {
		receipt->desk_head = words_get(words, "desk.go");
		receipt->desk_text = words_get(words, "desk.receipt");
	}
	if (job->pay_pence > 0 || job->desk)
		receipt->next_title = words_get(words, "receipt.next");
}

/* What became of it, true at the moment it is printed. */
static const char *state_key(const struct receipt_job *job)
{
	if (job->training)
		return "training.paper_text";
	return job->delivered ? "receipt.received" : "receipt.saved";
}

void receipt_make(const struct receipt_job *job, const struct words *words, const struct site *site, const struct form *form,
                  struct arena *arena, struct receipt *ret)
{
	int minutes = 0;
	struct date day = date_of_ms(job->submitted_ms, &minutes);

	*ret = (struct receipt){
		.rtl = receipt_rtl(job->language), .council = site->council, .branch = site->branch, .service = "",
		.received = words_get(words, state_key(job)), .who = "",
		.copy = job->copy > 0 ? words_fill(words, arena, "receipt.copy", WORDS_VALUES({ "number", arena_printf(arena, "%d", job->copy) })) : "",
		.reference_label = words_get(words, "receipt.reference"), .reference = job->reference, .next_title = "",
		.pay_head = "", .pay_text = "", .desk_head = "", .desk_text = "", .by_head = "", .by_text = "", .late_head = "", .late_text = "",
		.keep_head = "", .keep_text = "", .scan = words_get(words, "receipt.scan"),
		.quote = words_get(words, "receipt.quote"), .person_title = words_get(words, "receipt.person"),
	};
	if (form)
		add_service(ret, job, words, site, form, arena);
	if (!date_none(job->due)) {
		const char *due = words_date(words, arena, job->due, WORDS_DATE_DAY_MONTH);
		ret->by_head = words_fill(words, arena, "receipt.by", WORDS_VALUES({ "date", due }));
		ret->next_title = words_get(words, "receipt.next");
	}
	add_desk(ret, job, words, arena);
	add_places(ret, job->language, site, form);
	add_hours(ret, words, site, arena);
	add_contacts(ret, words, site, form, arena);
	/* a clock without a battery: no date is better than one of 1970 */
	ret->printed = !clock_believable(job->submitted_ms) ? "" : words_fill(words, arena, "receipt.printed", WORDS_VALUES(
		{ "date", words_date(words, arena, day, WORDS_DATE_FULL) }, { "time", words_time(words, arena, minutes) }));
	const char *kiosk = site->kiosk[0] != '\0' ? words_fill(words, arena, "receipt.kiosk", WORDS_VALUES({ "kiosk", site->kiosk })) : "";
	ret->private_line = arena_printf(arena, "%s%s%s", kiosk, kiosk[0] != '\0' ? " " : "", words_get(words, "receipt.private"));
}
