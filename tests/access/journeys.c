/* SPDX-License-Identifier: MIT */
#include "tests/access/journeys.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What the first choice and a short text do not lead through. */
static const struct journey journeys[] = {
	{ .group = "everyday", .service = "missed-bin", .stumbles = true,
		.answers = { { "field:place__postcode", "MB7 3QZ" }, { "choice:bin", "recycling" }, { "field:due__day", "17" }, { "field:due__month", "6" }, { "field:due__year", "2031" },
			{ "choice:assisted", "false" }, { "choice:outInTime", "true" }, { "choice:tagged", "false" }, { "field:inTheWay", "" }, { "choice:contact", "none" } } },
	{ .group = "everyday", .service = "joined", .answers = { { "choice:yes", "true" }, { "field:text", "Bo" }, { "field:then", "one" } } },
	{ .group = "everyday", .service = "street-report", .language = "cy",
		.answers = { { "choice:danger", "false" }, { "choice:what", "light" }, { "field:spot", "Elm" }, { "field:street", "Oak" }, { "field:more", "" }, { "choice:contact", "none" } } },
	{ .group = "picked", .service = "missed-bin", /* an address from the list, and the day that the rounds suggest */
		.answers = { { "field:place__postcode", "MF2 4QT" }, { "choice:place", "2" }, { "choice:bin", "unsure" }, { "field:due__day", "17" }, { "field:due__month", "6" }, { "field:due__year", "2031" },
			{ "choice:assisted", "false" }, { "choice:outInTime", "true" }, { "choice:tagged", "false" }, { "field:inTheWay", "" }, { "choice:contact", "none" } } },
	{ .group = "picked", .service = "bin-calendar", .then = "assisted-bin", /* what was told to one service is offered by the next */
		.answers = { { "use", "" }, { "choice:what", "labels" }, { "choice:onBehalf", "me" }, { "choice:homeKind", "house" }, { "choice:already", "new" }, { "choice:anyoneElse", "false" },
			{ "choice:howLong", "noEnd" }, { "choice:contact", "post" } } },
	{ .group = "people", .service = "advocate-panel", .answers = { { "choice:contact", "post" } } },
	{ .group = "people", .service = "appointment",
		.answers = { { "choice:channel", "here" }, { "choice:another", "false" }, { "choice:interpreter", "false" }, { "choice:safe", "true" }, { "field:reason", "" },
			{ "field:firstDay__day", "25" }, { "field:firstDay__month", "6" }, { "field:firstDay__year", "2031" } } },
	{ .group = "people", .service = "blue-badge", .answers = { { "choice:want", "help" }, { "choice:safe", "true" } } },
	{ .group = "people", .service = "library-membership",
		.answers = { { "choice:card", "never" }, { "field:born__day", "1" }, { "field:born__month", "2" }, { "field:born__year", "1970" }, { "choice:proof", "true" }, { "choice:contact", "post" } } },
	{ .group = "papers", .service = "bus-pass",
		.answers = { { "choice:passKind", "older" }, { "field:born__day", "1" }, { "field:born__month", "2" }, { "field:born__year", "1950" }, { "choice:papers", "today" }, { "choice:contact", "post" } } },
	{ .group = "papers", .service = "parking-permit",
		.answers = { { "choice:permitFree", "no" }, { "choice:badge", "false" }, { "choice:keeper", "me" }, { "choice:big", "false" }, { "choice:papers", "today" }, { "choice:contact", "post" },
			{ "field:start__day", "25" }, { "field:start__month", "6" }, { "field:start__year", "2031" } } },
	{ .group = "papers", .service = "paper-form", .answers = { { "choice:how", "post" }, { "field:accountNumber", "" }, { "choice:help", "false" } } },
	{ .group = "papers", .service = "homesearch-help",
		.answers = { { "choice:problem", "password" }, { "field:whatHappens", "" }, { "field:member", "" }, { "choice:howLong", "today" }, { "choice:bidNow", "false" },
			{ "field:born__day", "1" }, { "field:born__month", "2" }, { "field:born__year", "1970" }, { "choice:contact", "here" } } },
	{ .group = "money", .service = "council-tax-direct-debit",
		.answers = { { "choice:way", "screen" }, { "choice:onTheBill", "true" }, { "choice:court", "false" }, { "choice:holder", "true" }, { "choice:soleAuthority", "true" }, { "choice:knowNumber", "true" },
			{ "field:bankName", "" }, { "field:rollNumber", "" }, { "choice:frequency", "yearly" }, { "choice:contact", "post" } } },
	{ .group = "money", .service = "change-of-address",
		.answers = { { "choice:move", "in" }, { "field:moveDay__day", "12" }, { "field:moveDay__month", "6" }, { "field:moveDay__year", "2031" }, { "choice:abroad", "true" }, { "field:addressAbroad", "Rome" },
			{ "choice:tenure", "own" }, { "choice:state", "furnished" }, { "field:others", "" }, { "field:nearlyAdults", "" }, { "choice:discount", "false" }, { "field:councilTaxNumber", "" },
			{ "choice:directDebit", "none" }, { "choice:contact", "post" } } },
	{ .group = "money", .service = "garden-waste", .answers = { { "choice:keep", "front" } } },
	{ .group = "money", .service = "complaint", .answers = { { "choice:kind", "comment" }, { "choice:service", "bins" } } },
	{ .group = "features", .service = "book-club", .answers = { { "choice:often", "4" } } },
	{ .group = "features", .service = "lost-card",
		.answers = { { "field:lost__day", "14" }, { "field:lost__month", "6" }, { "field:lost__year", "2029" }, { "choice:moved", "true" } } },
	{ .group = "features", .service = "room", /* its first choice is an end in the middle */
		.answers = { { "choice:what", "music" }, { "choice:when", "evening" }, { "choice:stays", "true" } } },
	{ .group = "features", .service = "animals",
		.answers = { { "field:born__month", "4" }, { "field:born__year", "2020" }, { "field:hive", "2" }, { "field:come__day", "1" }, { "field:come__month", "12" }, { "field:come__year", "2031" },
			{ "field:come__hour", "14" }, { "field:come__minute", "30" } } },
	{ .group = "features", .service = "hall",
		.answers = { { "field:count", "4" }, { "choice:rooms", "kitchen" }, { "field:web-site", "a.org" }, { "field:time", "14:30" }, { "field:mail", "a@b.org" } } },
};

const struct journey *journey_at(size_t index)
{
	return index < sizeof journeys / sizeof journeys[0] ? &journeys[index] : NULL;
}

static void take(const char *from, const char *folder, const char *name)
{
	char to[GIVEN_PATH_BYTES];
	given_path(to, folder, name);
	assert_int_equal(symlink(from, to), 0);
}

void journeys_place(const char *folder)
{
	static const char *const features[][2] = {
		{ "tests/journeys/forms/book-club.json", "book-club.json" }, { "tests/journeys/forms/lost-card.json", "lost-card.json" }, { "tests/journeys/forms/room.json", "room.json" },
		{ "tests/unit/forms/fixtures/joined.json", "joined.json" },  { "tests/unit/visit/fixtures/animals.json", "animals.json" }, { "tests/unit/forms/fixtures/xgov.json", "hall.json" },
	};
	char shipped[GIVEN_PATH_BYTES], from[GIVEN_PATH_BYTES];
	given_built("assets/forms", shipped);
	DIR *forms = opendir(shipped);
	assert_non_null(forms);
	for (struct dirent *entry; (entry = readdir(forms));) {
		if (entry->d_name[0] == '.')
			continue;
		given_path(from, shipped, entry->d_name);
		take(from, folder, entry->d_name);
	}
	closedir(forms);
	for (size_t i = 0; i < sizeof features / sizeof features[0]; i++) {
		given_source(features[i][0], from);
		take(from, folder, features[i][1]);
	}
}
