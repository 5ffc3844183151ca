/* SPDX-License-Identifier: MIT */
/* papers.c - the same invented household and library on every paper; days are computed, so that a year of them is a year. */
#include "tests/golden/paper/papers.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SUBMITTED_MS_PER_S = 1000, WEEKS = 52, WHOLE = 576, EPSON = 512, SMALL = 384 };

#define DAY_AND_TIME (INT64_C(1795517460) * SUBMITTED_MS_PER_S) /* Tuesday 24 November 2026, 10.51 am */

const struct paper papers[] = {
	{ "receipt", "en", "saved", WHOLE, 203, false },        { "receipt", "en", "received", WHOLE, 203, false },     { "receipt", "en", "copy", WHOLE, 203, false },
	{ "receipt", "en", "desk", WHOLE, 203, false },         { "receipt", "en", "void", WHOLE, 203, false },         { "receipt", "en", "gone", WHOLE, 203, false },
	{ "receipt", "cy", "received", WHOLE, 203, false },     { "receipt", "pl", "received", WHOLE, 203, false },     { "receipt", "ro", "received", WHOLE, 203, false },
	{ "receipt", "ar", "received", WHOLE, 203, false },     { "receipt", "ur", "received", WHOLE, 203, false },     { "receipt", "bn", "received", WHOLE, 203, false },
	{ "receipt", "en-simple", "received", WHOLE, 203, false },
	{ "help-ticket", "en", "", WHOLE, 203, false },         { "parked-ticket", "en", "", WHOLE, 203, false },       { "bin-calendar", "en", "", WHOLE, 203, false },
	{ "container-label", "en", "recycling", WHOLE, 203, false }, { "container-label", "en", "food", WHOLE, 203, false }, { "page", "en", "", WHOLE, 203, false },
	{ "document-list", "en", "", WHOLE, 203, false },       { "directory-entry", "en", "", WHOLE, 203, false },     { "test", "en", "", WHOLE, 203, false },
	{ "commissioning", "en", "", WHOLE, 203, false },       { "notice", "en", "paper", WHOLE, 203, false },         { "notice", "en", "fault", WHOLE, 203, false },
	{ "notice", "en", "closed", WHOLE, 203, false },
	{ "receipt", "en", "copy", SMALL, 203, false },         { "bin-calendar", "en", "month", SMALL, 203, false },   { "container-label", "en", "recycling", SMALL, 203, false },
	{ "test", "en", "", SMALL, 203, false },                { "receipt", "en", "copy", EPSON, 180, false },         { "bin-calendar", "en", "month", EPSON, 180, false },
	{ "receipt", "en", "received", WHOLE, 203, true },      { "receipt", "cy", "received", SMALL, 203, true },      { "help-ticket", "en", "", WHOLE, 203, true },
	{ "bin-calendar", "en", "month", WHOLE, 203, true },    { "page", "en", "", EPSON, 180, true },
	{ "help-ticket", "ur", "", WHOLE, 203, false },         { "bin-calendar", "ar", "month", WHOLE, 203, false },   { "container-label", "ur", "recycling", WHOLE, 203, false },
	{ "parked-ticket", "pl", "", WHOLE, 203, false },       { "notice", "bn", "paper", WHOLE, 203, false },
	{ "receipt", "en", "training", WHOLE, 203, false },     { "receipt", "ur", "training", SMALL, 203, false },     { "document-list", "en", "training", WHOLE, 203, false },
};
const int paper_count = sizeof papers / sizeof papers[0];

static bool is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static json_t *text_of(const char *json)
{
	json_t *value = NULL;

	if (json_parse(json, strlen(json), 64 * 1024, &value) != FAIL_NONE)
		abort();
	return value;
}

static json_t *container(const char *icon, const char *name, const char *lid)
{
	return json_pack("{s:s, s:s, s:s}", "icon", icon, "name", name, "lid", lid);
}

/* Mondays: rubbish and garden waste, recycling in between; after Christmas a day later. */
static json_t *calendar_days(int weeks, bool arabic)
{
	json_t *days = json_array();

	for (int week = 0; week < weeks; week++) {
		struct date date = date_add_days((struct date){ 2026, 11, 30 }, 7 * week);
		bool moved = date.month == 12 && date.day == 28;
		char day[11];
		json_t *what = json_array();
		if (week % 2 == 0)
			json_array_append_new(what, container("rubbish", arabic ? "النفايات" : "Rubbish", arabic ? "غطاء أسود" : "black lid"));
		else
			json_array_append_new(what, container("recycling", arabic ? "إعادة التدوير" : "Recycling", arabic ? "غطاء أزرق" : "blue lid"));
		if (week % 2 == 0 && (date.month == 11 || (date.month >= 3 && date.month <= 10)))
			json_array_append_new(what, container("garden", arabic ? "نفايات الحديقة" : "Garden waste", arabic ? "غطاء بني" : "brown lid"));
		date_write(moved ? date_add_days(date, 1) : date, day);
		json_array_append_new(days, json_pack("{s:s, s:b, s:o}", "date", day, "moved", moved, "what", what));
	}
	return days;
}

static json_t *calendar(const struct paper *paper)
{
	bool arabic = is(paper->language, "ar");
	json_t *data = arabic ? text_of("{\"street\": \"Mill Lane\", \"notes\": [\"أخرج الحاويات قبل الساعة 7 صباحًا.\"], \"phone\": \"01632 960 140\", \"qr\": \"https://mereford.example/bins\"}")
		: text_of("{\"street\": \"Mill Lane, Mereford\", \"notes\": [\"Bins out by 7 am.\", \"Food caddy every week.\"], \"phone\": \"01632 960 140\", \"qr\": \"https://mereford.example/bins\"}");

	json_object_set_new(data, "days", calendar_days(is(paper->state, "month") ? 8 : WEEKS, arabic));
	return data;
}

static json_t *label(const struct paper *paper)
{
	if (is(paper->language, "ur"))
		return text_of("{\"icon\": \"recycling\", \"name\": \"ری سائیکلنگ\", \"lid\": \"نیلا ڈھکن\", \"number\": \"14\", \"street\": \"Mill Lane\", \"yes\": \"کاغذ، گتہ، ڈبے، پلاسٹک کی بوتلیں، شیشہ\", \"no\": \"کھانا، نیپی، کالے تھیلے، بیٹریاں\", \"id\": \"MFR 004 1872\", \"qr\": \"MFR0041872\", \"phone\": \"01632 960 140\"}");
	if (is(paper->state, "food"))
		return text_of("{\"icon\": \"food\", \"name\": \"Food\", \"lid\": \"Green caddy\", \"number\": \"Flat 127B\", \"street\": \"St Bartholomew's Almshouses\", \"yes\": \"All food, cooked or raw\", \"no\": \"Plastic bags, packaging\", \"phone\": \"01632 960 140\"}");
	return text_of("{\"icon\": \"recycling\", \"name\": \"Recycling\", \"lid\": \"Blue lid\", \"number\": \"14\", \"street\": \"Mill Lane\", \"yes\": \"Paper, card, cans, plastic bottles, glass\", \"no\": \"Food, nappies, black bags, batteries\", \"id\": \"MFR 004 1872\", \"qr\": \"MFR0041872\", \"phone\": \"01632 960 140\"}");
}

static json_t *ticket(const struct paper *paper)
{
	if (is(paper->language, "ur"))
		return text_of("{\"ticket\": \"A12\", \"place\": \"مدد کا ڈیسک داخلی دروازے کے بائیں طرف ہے\", \"minutes\": 10}");
	return text_of("{\"ticket\": \"A12\", \"place\": \"The help desk is to the left of the entrance\", \"minutes\": 10}");
}

static json_t *page(void)
{
	return text_of("{\"title\": \"What you can expect from us\", \"blocks\": ["
		"{\"kind\": \"text\", \"text\": \"We want to sort things out the first time, and to treat everybody with respect.\"},"
		"{\"kind\": \"heading\", \"text\": \"When you ask us for something\"},"
		"{\"kind\": \"list\", \"items\": [\"We tell you who deals with it.\", \"We tell you the day by which something happens, and keep to it.\", \"We say sorry when we get it wrong, and put it right.\"]},"
		"{\"kind\": \"rule\"},"
		"{\"kind\": \"heading\", \"text\": \"What we ask of you\"},"
		"{\"kind\": \"text\", \"text\": \"Please treat our staff as you would like to be treated. Tell us if something changes.\"}],"
		"\"source\": \"mereford.example/charter\", \"checked\": \"12 October 2026\"}");
}

static json_t *entry(void)
{
	return text_of("{\"name\": \"Mereford Debt Advice\", \"about\": \"Free and confidential help with debts, bills and benefits. No appointment is needed before noon.\","
		"\"where\": \"3 Wharf Street, Mereford MF1 2QT. Step-free from the car park.\", \"phone\": \"01632 960 777\","
		"\"hours\": [\"Monday to Thursday, 9.30 am to 4 pm\", \"Friday, 9.30 am to 1 pm\"], \"qr\": \"https://mereford.example/d/1042\"}");
}

static json_t *checks(void)
{
	return text_of("{\"kiosk\": \"Kiosk 2, Central Library\", \"checks\": ["
		"{\"name\": \"The floor in front is clear and level\", \"result\": \"pass\", \"by\": \"R. Okafor\"},"
		"{\"name\": \"The receipt printer passes its test page\", \"result\": \"pass\"},"
		"{\"name\": \"Headphones are heard, and the loudspeaker falls silent\", \"result\": \"warn\", \"by\": \"R. Okafor\"},"
		"{\"name\": \"The help button reaches the desk\", \"result\": \"fail\"},"
		"{\"name\": \"A power cut during a submission\", \"result\": \"not-run\"}], \"verdict\": \"Not ready for residents yet\"}");
}

static json_t *data_of(const struct paper *paper)
{
	if (is(paper->kind, "bin-calendar"))
		return calendar(paper);
	if (is(paper->kind, "container-label"))
		return label(paper);
	if (is(paper->kind, "help-ticket"))
		return ticket(paper);
	if (is(paper->kind, "parked-ticket"))
		return json_pack("{s:s, s:s, s:I, s:s}", "code", "7K4 29Q", "qr", "FOYER:7K429Q:MZXW6YTBOI4DQNRTGEZDGNBVGY", "until_ms", (json_int_t)(DAY_AND_TIME + INT64_C(1740) * SUBMITTED_MS_PER_S),
		                 "service", is(paper->language, "pl") ? "Wniosek o niebieską kartę" : "Apply for a Blue Badge");
	if (is(paper->kind, "page"))
		return page();
	if (is(paper->kind, "document-list"))
		return text_of("{\"title\": \"Apply for a Blue Badge\", \"items\": [\"Something that shows who you are: a passport or a driving licence\", \"Something from the last 12 months that shows where you live\", \"A photo of your face\", \"Your National Insurance card, if you have one\"], \"note\": \"Copies are fine. We look at them with you and give them back.\"}");
	if (is(paper->kind, "directory-entry"))
		return entry();
	if (is(paper->kind, "test"))
		return text_of("{\"nonce\": \"FO 7K4 29Q XM3\"}");
	if (is(paper->kind, "commissioning"))
		return checks();
	return json_pack("{s:s}", "key", paper->state);
}

static enum fail draw_receipt(struct draw *draw, const struct paper *paper, struct raster *ret)
{
	struct receipt_job job = { .number = 1, .reference = { "MB 7K4 29Q XM3" }, .submitted_ms = DAY_AND_TIME, .due = { 2026, 11, 26 }, .large = paper->large };
	bool bare = false;

	snprintf(job.service, sizeof job.service, "%s", is(paper->state, "gone") ? "no-such-service" : "missed-bin");
	snprintf(job.language, sizeof job.language, "%s", paper->language);
	job.delivered = !is(paper->state, "saved") && !is(paper->state, "training");
	if (is(paper->state, "training"))
		snprintf(job.reference.text, sizeof job.reference.text, "TRAINING");
	job.copy = is(paper->state, "copy") ? 2 : 0;
	job.desk = is(paper->state, "desk");
	job.pay_pence = job.desk ? 2450 : 0;
	return is(paper->state, "void") ? draw_void(draw, job.language, job.large, ret) : draw_job(draw, &job, ret, &bare);
}

enum fail paper_draw(struct draw *draw, const struct paper *paper, struct raster *ret)
{
	draw_paper(draw, paper->dots, paper->dpi);
	draw_training(draw, is(paper->state, "training"));
	if (is(paper->kind, "receipt"))
		return draw_receipt(draw, paper, ret);
	json_t *data = data_of(paper);
	enum fail code = draw_print(draw, paper->kind, paper->language, paper->large, data, ret);
	json_decref(data);
	return code;
}

void paper_name(const struct paper *paper, char ret[static 128])
{
	snprintf(ret, 128, "%s.%s.%d%s%s%s", paper->kind, paper->language, paper->dots, paper->large ? ".large" : "", paper->state[0] ? "." : "", paper->state);
}
