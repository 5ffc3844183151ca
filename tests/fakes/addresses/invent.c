/* SPDX-License-Identifier: MIT */
#include "tests/fakes/addresses/invent.h"

#include <stdbool.h>
#include <string.h>

enum { OUTWARDS = 19, DISTRICT = 9 * 20 * 20, NAMES = 12 };

struct inventing { FILE *out; uint64_t state; int64_t left, uprn; };

/* SOURCE: splitmix64 (Steele, Lea and Flood, 2014). */
static uint64_t draw(struct inventing *inventing, uint64_t below)
{
	uint64_t z = inventing->state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (z ^ (z >> 31)) % below;
}

/* Postcode @at: MF2 4QT, then the others in an order that visits each once. */
static void postcode_write(int at, char ret[static 16])
{
	static const char letters[] = "ABDEFGHJLNPQRSTUWXYZ"; /* not C I K M O V */
	static const int known = DISTRICT + 3 * 400 + 11 * 20 + 14; /* MF2 4QT */
	int number = (int)((known + (int64_t)at * 7919) % ((int64_t)OUTWARDS * DISTRICT));
	int within = number % DISTRICT;
	snprintf(ret, 16, "MF%d %d%c%c", number / DISTRICT + 1, within / 400 + 1, letters[within / 20 % 20], letters[within % 20]);
}

static const char *const towns[] = { "Mereford", "Mereford", "Mereford", "Little Mere", "Netherfold", "Hagstone" };
static const char *const days[] = { "MO", "TU", "WE", "TH", "FR" };

struct place { char street[64], postcode[16]; const char *town; int round_day, round_week, easting, northing; };

static void row_write(struct inventing *inventing, const struct place *place, const char *line1, const char *line2)
{
	if (inventing->left == 0)
		return;
	inventing->left--;
	fprintf(inventing->out, "%lld,%s,%s,%s,%s,%d,%d,REFUSE-%s-%c RECYCLING-%s-%c FOOD-%s GARDEN-%s\n", (long long)inventing->uprn++, line1, line2,
	        place->town, place->postcode, place->easting, place->northing, days[place->round_day], 'A' + place->round_week, days[place->round_day],
	        'B' - place->round_week, days[place->round_day], days[place->round_day]);
}

static void flats_write(struct inventing *inventing, const struct place *place, const char *house)
{
	char flat[32];
	int count = 2 + (int)draw(inventing, 14);
	for (int i = 1; i <= count; i++) {
		snprintf(flat, sizeof flat, "Flat %d", i);
		row_write(inventing, place, flat, house);
	}
}

/* some houses of one street, from number @from on */
static int houses_write(struct inventing *inventing, const struct place *place, int from)
{
	static const char *const names[NAMES] = { "Rose Cottage", "The Old Forge", "Hillside", "Fern Bank", "The Lodge", "Sunnyside", "Mere View", "Ivy Cottage",
		"Weir House", "The Hollies", "Orchard End", "Lane End" };
	char house[128];
	int count = 6 + (int)draw(inventing, 18), number = from;
	for (int i = 0; i < count; i++, number++) {
		snprintf(house, sizeof house, "%d%s %s", number, draw(inventing, 40) == 0 ? "A" : "", place->street);
		if (draw(inventing, 60) == 0)
			flats_write(inventing, place, house);
		else
			row_write(inventing, place, house, "");
	}
	if (draw(inventing, 8) == 0)
		row_write(inventing, place, names[draw(inventing, NAMES)], place->street);
	return number;
}

void invent_addresses(FILE *out, uint64_t seed, int64_t count)
{
	struct inventing inventing = { .out = out, .state = seed, .left = count, .uprn = INT64_C(900000000001) };
	fprintf(out, "uprn,line1,line2,town,postcode,easting,northing,rounds\n");
	for (int street = 0, postcode = 0; inventing.left > 0; street++) {
		struct place place = { .town = towns[street ? draw(&inventing, 6) : 0], .round_day = (int)draw(&inventing, 5), .round_week = (int)draw(&inventing, 2) };
		invent_street(street % INVENT_STREETS, place.street);
		int number = 1, parts = 1 + (int)draw(&inventing, 4);
		for (int i = 0; i < parts; i++) {
			postcode_write(postcode++, place.postcode);
			place.easting = 400000 + (int)draw(&inventing, 20000);
			place.northing = 300000 + (int)draw(&inventing, 20000);
			number = houses_write(&inventing, &place, number);
		}
	}
}

enum { LANGUAGES = 7 };
struct container { const char *code, *name[LANGUAGES]; };

static void round_write(FILE *out, const char *name, const char *container, int day, int week, const char *rule, const char *more, bool comma)
{
	char code[48];
	snprintf(code, sizeof code, "%s-%s%s", name, days[day], week < 0 ? "" : week ? "-B" : "-A");
	fprintf(out, "\t\t{ \"code\": \"%s\", \"container\": \"%s\", \"start\": \"2026-01-%02d\", \"rule\": \"%s;BYDAY=%s%s\", \"shift\": \"slip\" }%s\n", code, container,
	        5 + day + 7 * (week > 0), rule, days[day], more, comma ? "," : "");
}

void invent_rounds(FILE *out)
{
	static const char *const languages[LANGUAGES] = { "en", "cy", "pl", "ro", "ur", "ar", "bn" };
	static const struct container containers[] = {
		{ "refuse", { "Black bin, rubbish", "Bin du, sbwriel", "Czarny pojemnik, śmieci", "Pubela neagră, gunoi", "سیاہ ڈبہ، عام کوڑا", "حاوية سوداء، قمامة", "কালো বিন, আবর্জনা" } },
		{ "recycling", { "Blue bin, recycling", "Bin glas, ailgylchu", "Niebieski pojemnik, recykling", "Pubela albastră, reciclare", "نیلا ڈبہ، ری سائیکلنگ", "حاوية زرقاء، إعادة تدوير", "নীল বিন, রিসাইক্লিং" } },
		{ "food", { "Green caddy, food waste", "Cadi gwyrdd, gwastraff bwyd", "Zielony pojemnik, resztki jedzenia", "Recipient verde, resturi de mâncare", "سبز ڈبہ، کھانے کا کچرا", "حاوية خضراء صغيرة، بقايا طعام", "সবুজ ক্যাডি, খাবারের বর্জ্য" } },
		{ "garden", { "Brown bin, garden waste", "Bin brown, gwastraff gardd", "Brązowy pojemnik, odpady ogrodowe", "Pubela maro, deșeuri de grădină", "بھورا ڈبہ، باغ کا کچرا", "حاوية بنية، مخلفات حديقة", "বাদামি বিন, বাগানের বর্জ্য" } },
	};
	fprintf(out, "{\n\t\"holidays\": { \"nation\": \"england-and-wales\", \"added\": [], \"removed\": [] },\n"
		"\t\"shifts\": { \"slip\": { \"off\": [\"bank\"], \"days\": 1, \"moves\": \"week\" } },\n\t\"containers\": {\n");
	for (int i = 0; i < 4; i++) {
		fprintf(out, "\t\t\"%s\": { \"name\": {", containers[i].code);
		for (int language = 0; language < LANGUAGES; language++)
			fprintf(out, "%s \"%s\": \"%s\"", language > 0 ? "," : "", languages[language], containers[i].name[language]);
		fprintf(out, " } }%s\n", i < 3 ? "," : "");
	}
	fprintf(out, "\t},\n\t\"rounds\": [\n");
	for (int day = 0; day < 5; day++) {
		for (int week = 0; week < 2; week++) {
			round_write(out, "REFUSE", "refuse", day, week, "FREQ=WEEKLY;INTERVAL=2", "", true);
			round_write(out, "RECYCLING", "recycling", day, week, "FREQ=WEEKLY;INTERVAL=2", "", true);
		}
		round_write(out, "FOOD", "food", day, -1, "FREQ=WEEKLY", "", true);
		round_write(out, "GARDEN", "garden", day, -1, "FREQ=WEEKLY;INTERVAL=2", "", day < 4);
	}
	fprintf(out, "\t]\n}\n");
}

void invent_areas(FILE *out)
{
	static const char *const councils[] = { "Eastwick Borough Council", "Southmoor District Council", "Northfell Council" };
	static const char *const hosts[] = { "eastwick", "southmoor", "northfell" };
	fprintf(out, "outward,council,phone,web\n");
	for (int i = 0; i < 18; i++)
		fprintf(out, "M%c%d,%s,01632 9600%02d,www.%s.example\n", i < 9 ? 'F' : 'G', i < 9 ? 20 + i : i - 8, councils[i / 6], 11 + i / 6, hosts[i / 6]);
}
