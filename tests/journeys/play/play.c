/* SPDX-License-Identifier: MIT */
/* foyer-play FOLDER: a resident reports a missed bin on a real kiosk; each screen, the receipt and the council's page as pictures in FOLDER. */
#include "tests/journeys/missed_bin.h"
#include "tests/lib/wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PICTURE_MAX_BYTES = 16 * 1024 * 1024, STEADY_WAIT_MS = 10000 };

struct play {
	struct kiosk kiosk;
	const char *folder;
	int pictures;
};

static char *read_whole(const char *path, size_t *ret_size)
{
	FILE *file = fopen(path, "re");
	assert_non_null(file);
	char *bytes = malloc(PICTURE_MAX_BYTES);
	assert_non_null(bytes);
	*ret_size = fread(bytes, 1, PICTURE_MAX_BYTES, file);
	fclose(file);
	return bytes;
}

static bool same_file(const char *one, const char *other)
{
	size_t one_size, other_size;
	char *a = read_whole(one, &one_size), *b = read_whole(other, &other_size);
	bool same = one_size == other_size && memcmp(a, b, one_size) == 0;
	free(a);
	free(b);
	return same;
}

static void next_path(struct play *play, const char *name, char ret[static GIVEN_PATH_BYTES])
{
	char file[96];
	snprintf(file, sizeof file, "%02d-%s.png", ++play->pictures, name);
	given_path(ret, play->folder, file);
}

/* The screen as it stands: taken until two pictures in a row are the same, so that nothing is half painted. */
static void take_picture(struct play *play, const char *name)
{
	char path[GIVEN_PATH_BYTES], again[GIVEN_PATH_BYTES];
	next_path(play, name, path);
	given_path(again, play->kiosk.folder, "again.png");
	struct deadline deadline = deadline_in(STEADY_WAIT_MS);
	do {
		display_picture(&play->kiosk.display, path);
		display_picture(&play->kiosk.display, again);
	} while (!same_file(path, again) && !deadline_over(deadline));
	printf("%s\n", path);
	fflush(stdout);
}

static void copy_picture(struct play *play, const char *name, const char *from)
{
	char path[GIVEN_PATH_BYTES], said[256];
	next_path(play, name, path);
	assert_int_equal(process_run((char *[]){ "cp", (char *)from, path, NULL }, said, sizeof said), 0);
	printf("%s\n", path);
	fflush(stdout);
}

static void look_at_page(void *context, struct kiosk *kiosk)
{
	char name[64];
	const char *page = strrchr(screen_id(kiosk), '/');
	snprintf(name, sizeof name, "%s%.40s", page ? "question-" : "", page ? page + 1 : screen_id(kiosk));
	take_picture(context, name);
}

static const struct walker_answer answers[] = {
	{ "field:place__postcode", "MF2 4QT" },
	{ "choice:place", "14" },
	{ "choice:bin", "food" },
	{ "choice:assisted", "false" },
	{ "choice:outInTime", "true" },
	{ "choice:tagged", "false" },
	{ "field:inTheWay", "A skip outside number 12" },
	{ "field:fullName", "Margaret Evans" },
	{ "choice:contact", "text" },
	{ "field:phone", "07700 900123" },
	{ NULL, NULL },
};

static void before_the_questions(struct play *play)
{
	struct kiosk *kiosk = &play->kiosk;
	take_picture(play, "idle");
	screen_press(kiosk, "start");
	screen_await(kiosk, "topic:bins");
	take_picture(play, "home");
	screen_press(kiosk, "language");
	screen_press(kiosk, "language:cy");
	screen_await(kiosk, "topic:bins");
	take_picture(play, "home-welsh");
	screen_press(kiosk, "language");
	screen_await(kiosk, "language:en");
	take_picture(play, "languages");
	screen_press(kiosk, "language:en");
	screen_press(kiosk, "person");
	screen_await(kiosk, "close");
	take_picture(play, "person");
	screen_press(kiosk, "close");
	screen_press(kiosk, "topic:bins");
	screen_await(kiosk, "service:missed-bin");
	take_picture(play, "topic");
	screen_press(kiosk, "service:missed-bin");
	screen_await(kiosk, "begin");
	take_picture(play, "start-page");
	screen_press(kiosk, "begin");
	screen_press(kiosk, "continue");
	screen_await(kiosk, "continue");
	take_picture(play, "nothing-chosen");
}

static void the_questions(struct play *play, char reference[static 32])
{
	struct kiosk *kiosk = &play->kiosk;
	walk_to_check(kiosk, answers, look_at_page, play);
	take_picture(play, "check-answers");
	screen_press(kiosk, "send");
	missed_bin_reference(kiosk, reference);
	printer_await(&kiosk->printer, 1);
	take_picture(play, "confirmation");
}

/* The back office's own page, as its staff see it. */
static void picture_of_council(struct play *play)
{
	char path[GIVEN_PATH_BYTES], shot[GIVEN_PATH_BYTES + 16], url[64], profile[GIVEN_PATH_BYTES + 32], said[GIVEN_PATH_BYTES];
	struct process browser = { 0 };
	next_path(play, "back-office", path);
	snprintf(shot, sizeof shot, "--screenshot=%s", path);
	snprintf(url, sizeof url, "https://127.0.0.1:%d/events", play->kiosk.council.port);
	snprintf(profile, sizeof profile, "--user-data-dir=%s/browser", play->kiosk.folder);
	char *words[] = { "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--ignore-certificate-errors",
		"--window-size=1200,900", profile, shot, url, NULL };
	given_path(said, play->kiosk.folder, "browser.said");
	process_start(&browser, said, words);
	if (process_wait(&browser) == 0 && access(path, F_OK) == 0)
		printf("%s\n", path);
	else
		fprintf(stderr, "No browser could take a picture of %s\n", url);
}

static bool arrived_once(struct play *play, const char *reference)
{
	json_t *all = council_await(&play->kiosk.council, 1);
	const json_t *meta = json_object_get(json_array_get(all, 0), "meta");
	const char *got = json_string_value(json_object_get(meta, "referenceNumber"));
	bool once = got && strcmp(got, reference) == 0;
	if (!once)
		fprintf(stderr, "What arrived has the reference %s, the screen said %s\n", got ? got : "(none)", reference);
	json_decref(all);
	return once;
}

/* From now to the next Wednesday, 10.42 in London, so that somebody is at the desk in every picture, and Monday's bins can be reported. */
static int64_t until_office_hours_ms(void)
{
	enum { WEDNESDAY = 3, DAYS_OF_WEEK = 7, MINUTE = 10 * 60 + 42 };
	struct tm then;
	time_t now = time(NULL);
	setenv("TZ", "Europe/London", 1);
	tzset();
	localtime_r(&now, &then);
	bool late = then.tm_wday == WEDNESDAY && then.tm_hour * 60 + then.tm_min >= MINUTE;
	then.tm_mday += late ? DAYS_OF_WEEK : (WEDNESDAY - then.tm_wday + DAYS_OF_WEEK) % DAYS_OF_WEEK;
	then.tm_hour = 0, then.tm_min = MINUTE, then.tm_sec = 0, then.tm_isdst = -1;
	return (int64_t)(mktime(&then) - now) * 1000;
}

int main(int argc, char **argv)
{
	static struct play play;
	char reference[32], receipt[GIVEN_PATH_BYTES];
	if (argc != 2 || (mkdir(argv[1], 0755) != 0 && access(argv[1], W_OK) != 0)) {
		fprintf(stderr, "foyer-play FOLDER\n");
		return 2;
	}
	play.folder = argv[1];
	kiosk_start(&play.kiosk, &(struct kiosk_plan){ .ahead_ms = until_office_hours_ms() });
	before_the_questions(&play);
	the_questions(&play, reference);
	given_path(receipt, play.kiosk.printer.folder, "receipt-1.png");
	copy_picture(&play, "receipt", receipt);
	bool once = arrived_once(&play, reference);
	picture_of_council(&play);
	screen_press(&play.kiosk, "finish-clear");
	screen_await(&play.kiosk, "start");
	take_picture(&play, "wiped");
	kiosk_end(&play.kiosk);
	printf("%s %s\n", reference, once ? "arrived at the back office, once" : "did not arrive");
	return once ? 0 : 1;
}
