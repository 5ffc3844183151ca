/* SPDX-License-Identifier: MIT */
/* town.h - a council that makes signed versions for its kiosk, and a kiosk that trusts it. */
#pragma once

#include "tests/lib/kiosk.h"

enum { TOWN_STEP_MS = 5000 };
#define TOWN_PARTS "\"forms\":\"forms\",\"words\":\"words\",\"site\":\"site\""

struct town { struct kiosk kiosk; char folder[GIVEN_PATH_BYTES]; /* forms, words, site, keys to sign with */ };

/** town_begin - parts and a kiosk by @plan. town_open - tell the kiosk whom to trust; the idle screen. town_end - all of it, also after a failed case. */
void town_begin(struct town *town, const struct kiosk_plan *plan);
void town_open(struct town *town);
void town_end(struct town *town);

/** town_shell - a shell's line, with the town's folder as its own. Fails the case when it fails. */
void town_shell(const struct town *town, const char *line);
/** town_publish - sign and offer @version with @parts (members of "parts" in bundle.json); a folder `newer` is the firmware that the office has. */
void town_publish(const struct town *town, int version, const char *parts);

/** town_number - @member of the bundle's status, or of its member @below; -1 while one is on trial. */
int64_t town_number(struct town *town, const char *member, const char *below);
/** town_runs - whether sync runs, and with @screen the screen and the receipts. */
bool town_runs(struct town *town, bool screen);
/** town_await - time goes on until the status says so. @screen: false when it and the receipts are broken and must not be waited for. */
void town_await(struct town *town, const char *member, const char *below, int64_t number, bool screen);
/** town_await_staged - fetched and staged, while somebody is in the middle of something. town_await_screen - the screen of a program that has seen no act of ours. */
void town_await_staged(struct town *town, int version);
void town_await_screen(struct town *town);
