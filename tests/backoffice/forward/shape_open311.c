/* SPDX-License-Identifier: MIT */
/* shape_open311.c - a street report for GeoReport, in the form's own words. */
#include "tests/backoffice/forward/shape_open311.h"

#include "firmware/base/json.h"
#include "tests/backoffice/forward/value.h"

#include <string.h>

enum { LOOK_BACK_MS = 24 * 3600 * 1000, LOOK_MAX_DAYS = 89 };

static const char *label(const void *form, const char *name)
{
	return value_label(value_component(form, name), name);
}

static const char *option(const void *form, const char *name, const char *value)
{
	return value_option(value_component(form, name), value);
}

struct street_report shape_report(const struct shape_input *input, struct street_words *ret_words)
{
	*ret_words = (struct street_words){ label, option, input->form };
	return (struct street_report){ .setting = input->setting, .answers = value_answers(input->record), .service = input->service,
		.reference = input->reference, .words = ret_words };
}

static enum fail write_message(const struct shape_input *input, struct shape_request *ret)
{
	const struct open311_office office = street_office(input->setting);
	struct street_words words;
	const struct street_report report = shape_report(input, &words);
	ret->content_type = "application/x-www-form-urlencoded; charset=utf-8";
	TRY(open311_requests_url(&office, &ret->url));
	TRY(shape_line(ret, "Accept", office.json ? "application/json" : "text/xml, application/xml"));
	return street_write(&report, &ret->body);
}

static enum fail look_up(const struct shape_input *input, int64_t since_ms, struct shape_request *ret)
{
	const struct open311_office office = street_office(input->setting);
	const int64_t earliest_ms = input->now_ms - LOOK_MAX_DAYS * (int64_t)LOOK_BACK_MS, from_ms = since_ms - LOOK_BACK_MS;
	struct street_words words;
	const struct street_report report = shape_report(input, &words);
	const char *service;
	TRY(street_service(&report, &service));
	return open311_look_up_url(&office, service, from_ms > earliest_ms ? from_ms : earliest_ms, input->now_ms + LOOK_BACK_MS, &ret->url);
}

static enum fail found(const json_t *reply, const char *, const char *reference, struct open311_receipt *ret)
{
	return open311_find(reply, reference, ret);
}

const struct shape shape_open311 = { .name = "open311", .check = street_check, .write = write_message, .judge = open311_judge, .look_up = look_up, .found = found };
