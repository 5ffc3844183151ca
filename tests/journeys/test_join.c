/* SPDX-License-Identifier: MIT */
/* journey.join - somebody at the desk looks at a resident's screen, points and types, as far as the resident allows it: a whole kiosk, and a real Chromium. */
#include "tests/journeys/at_desk.h"
#include "tests/journeys/missed_bin.h"
#include "tests/journeys/searched.h"
#include "tests/lib/screen.h"
#include "tests/lib/wait.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Sam asks; the resident sees who asks and answers with @answer. */
static void join(struct at_desk *given, const char *answer)
{
	at_desk_press(given, "join-kiosk");
	at_desk_words(given, "You see nothing until they say yes.");
	screen_await_words(&given->kiosk, "May Sam help you?");
	screen_await_words(&given->kiosk, "They are at the desk.");
	assert_true(at_desk_is(given, "!document.querySelector('#join .screen')"));
	screen_press(&given->kiosk, answer);
	at_desk_until(given, "!!document.querySelector('#join .screen')");
	screen_await_words(&given->kiosk, "Sam is helping you");
}

/* What somebody did elsewhere is on the kiosk's screen. */
static void await_state(struct kiosk *kiosk, const char *id, const char *state)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	for (;;) {
		const json_t *node = screen_find(kiosk, id);
		if (node && node_is(node, state))
			return;
		if (deadline_left_ms(deadline) <= 0)
			fail_msg("%s is not %s", id, state);
		screen_poll(kiosk, 100);
	}
}

static void await_value(struct kiosk *kiosk, const char *id, const char *value)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (!screen_find(kiosk, id) || strcmp(node_text(screen_find(kiosk, id), "value"), value) != 0) {
		if (deadline_left_ms(deadline) <= 0)
			fail_msg("%s is not \"%s\"", id, value);
		screen_poll(kiosk, 100);
	}
}

/* Answer pages until the one with @id; NULL: until check answers, which somebody who is helped cannot send. */
static void go_on_to(struct kiosk *kiosk, const char *id)
{
	for (int i = 0; i < 20 && !(id ? screen_find(kiosk, id) != NULL : at_check(kiosk)); i++) {
		walk_page(kiosk, missed_bin_answers);
		screen_press(kiosk, "continue");
		screen_await(kiosk, "back");
	}
	assert_true(id ? screen_find(kiosk, id) != NULL : at_check(kiosk));
}

static void type_at_desk(struct at_desk *given, const char *field, const char *text)
{
	char script[512], nothing[8];
	snprintf(script, sizeof script, "!!document.getElementById('set-field:%s')", field);
	at_desk_until(given, script);
	snprintf(script, sizeof script, "document.getElementById('set-field:%s').value = '%s', document.getElementById('set-field:%s').form.querySelector('button').click(), ''", field, text, field);
	browser_eval(&given->browser, script, nothing, sizeof nothing);
}

static void sam_points_and_types_where_it_is_allowed(void **state)
{
	struct at_desk *given = *state;
	struct kiosk *kiosk = &given->kiosk;
	at_desk_sign_in(given);
	missed_bin_begin(kiosk);
	join(given, "assist-types");
	browser_shot(&given->browser, "join-address");
	go_on_to(kiosk, "choice:bin:recycling");
	at_desk_press(given, "press-choice:bin:recycling");
	await_state(kiosk, "choice:bin:recycling", "checked");
	at_desk_until(given, "document.getElementById('press-choice:bin:recycling').getAttribute('aria-pressed') === 'true'");
	browser_shot(&given->browser, "join-choice");
	at_desk_press(given, "point-back");
	await_state(kiosk, "back", "focused");
	at_desk_press(given, "press-continue");
	at_desk_until(given, "!document.getElementById('press-choice:bin:recycling')");
	screen_look(kiosk);
	go_on_to(kiosk, "field:fullName");
	at_desk_words(given, "You can't see this. It is not filled in yet.");
	assert_true(at_desk_is(given, "!document.getElementById('set-field:fullName')"));
	screen_set(kiosk, "field:fullName", "Ottoline Crabtreevale");
	at_desk_words(given, "You can't see this. It is filled in.");
	screen_press(kiosk, "join-show");
	at_desk_until(given, "!!document.getElementById('set-field:fullName') && document.getElementById('set-field:fullName').value === 'Ottoline Crabtreevale'");
	type_at_desk(given, "fullName", "Mair Llwyd");
	await_value(kiosk, "field:fullName", "Mair Llwyd");
	browser_shot(&given->browser, "join-shown");
	screen_press(kiosk, "person"); /* Stop is one touch */
	at_desk_words(given, "They stopped it. You can't see their screen any more.");
	assert_true(at_desk_is(given, "!document.querySelector('#join .screen') && !document.body.innerHTML.includes('Mair Llwyd')"));
	at_desk_until(given, "!!document.getElementById('join-kiosk')"); /* and may ask again */
}

/* Nothing that was answered reaches the desk of somebody who only looks, and no disk. */
static void what_is_hidden_is_nowhere(void **state)
{
	static const char *const personal[] = { "Zwblywick", "Quarnfold", "Plimbourneham", "Wexlevshire", "MB7 3QZ", "Crabtreevale", "zephyrwick" };
	struct at_desk *given = *state;
	static struct searched searched;
	char nothing[8], script[256];
	at_desk_sign_in(given);
	missed_bin_begin(&given->kiosk);
	join(given, "assist-looks");
	browser_eval(&given->browser, "window.heard = '', window.count = 0, window.before = showJoin, window.showJoin = (markup) => { heard += markup; count++; before(markup); }, ''", nothing, sizeof nothing);
	go_on_to(&given->kiosk, NULL);
	assert_null(screen_find(&given->kiosk, "send"));
	screen_press(&given->kiosk, "page-next");
	at_desk_words(given, "You can't see this. It is filled in.");
	browser_shot(&given->browser, "join-check");
	assert_true(at_desk_is(given, "count > 8 && heard.length > 5000"));
	for (size_t i = 0; i < sizeof personal / sizeof personal[0]; i++) {
		snprintf(script, sizeof script, "heard.includes('%s') || document.documentElement.outerHTML.includes('%s')", personal[i], personal[i]);
		if (at_desk_is(given, script))
			fail_msg("the desk was told %s", personal[i]);
		searched_add(&searched, personal[i]);
	}
	searched_folder(&searched, given->kiosk.folder); /* store, logs, audit and what the browser keeps */
	print_message("%d words in %d files\n", searched.words, searched.files);
	if (searched.found[0])
		fail_msg("%s", searched.found);
}

/* Which answer somebody meant to choose is one, too: what comes when the page has changed is refused, and named in no log. */
static void what_comes_too_late_is_in_no_log(void **state)
{
	struct at_desk *given = *state;
	struct kiosk *kiosk = &given->kiosk;
	static struct searched searched;
	char nothing[8];
	at_desk_sign_in(given);
	missed_bin_begin(kiosk);
	go_on_to(kiosk, "choice:bin:recycling");
	join(given, "assist-types");
	screen_press(kiosk, "choice:bin:recycling");
	at_desk_until(given, "!!document.getElementById('press-choice:bin:recycling')");
	pid_t screen = kiosk_pid(kiosk, "foyer-ui");
	assert_int_equal(kill(screen, SIGSTOP), 0);
	browser_eval(&given->browser, "window.late = 0, post('/join', { act: 'press continue' }).then(() => post('/join', { act: 'press choice:bin:recycling' })).then(() => { late = 1; }), ''", nothing, sizeof nothing);
	at_desk_until(given, "late === 1");
	assert_int_equal(kill(screen, SIGCONT), 0);
	at_desk_until(given, "!document.getElementById('press-choice:bin:recycling')");
	at_desk_press(given, "point-back");
	await_state(kiosk, "back", "focused"); /* what came before was done, or refused */
	searched_add(&searched, "choice:bin:recycling");
	searched_folder(&searched, kiosk->folder);
	if (searched.found[0])
		fail_msg("%s", searched.found);
}

static void a_no_is_a_no(void **state)
{
	struct at_desk *given = *state;
	at_desk_sign_in(given);
	missed_bin_begin(&given->kiosk);
	at_desk_press(given, "join-kiosk");
	screen_await_words(&given->kiosk, "May Sam help you?");
	screen_press(&given->kiosk, "assist-no");
	at_desk_words(given, "They said no.");
	screen_await(&given->kiosk, "continue");
	assert_false(screen_says(&given->kiosk, "Sam is helping you"));
}

static void whatever_dies_is_told_and_nothing_is_lost(void **state)
{
	struct at_desk *given = *state;
	struct kiosk *kiosk = &given->kiosk;
	at_desk_sign_in(given);
	missed_bin_begin(kiosk);
	go_on_to(kiosk, "choice:bin:recycling");
	join(given, "assist-types");
	kiosk_kill(kiosk, "foyer-ui");
	screen_await_words(kiosk, "Sam is helping you"); /* the screen is back, and so are they */
	at_desk_press(given, "press-choice:bin:recycling");
	await_state(kiosk, "choice:bin:recycling", "checked");
	screen_press(kiosk, "choice:bin:recycling"); /* on a slow machine it is long since they touched anything */
	kiosk_kill(kiosk, "foyer-desk");
	screen_await(kiosk, "handback-keep"); /* they typed: what changed is gone through */
	screen_press(kiosk, "handback-keep");
	await_state(kiosk, "choice:bin:recycling", "checked");
	at_desk_sign_in(given);
	join(given, "assist-looks");
	screen_press(kiosk, "choice:bin:recycling");
	kiosk_kill(kiosk, "foyer-hub");
	screen_await_words(kiosk, "Nobody at the desk sees this screen now");
	screen_await_words(kiosk, "The line to Sam at the desk has broken.");
	screen_press(kiosk, "close");
	await_state(kiosk, "choice:bin:recycling", "checked");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(sam_points_and_types_where_it_is_allowed, at_desk_set_up, at_desk_tear_down),
		cmocka_unit_test_setup_teardown(what_is_hidden_is_nowhere, at_desk_set_up, at_desk_tear_down),
		cmocka_unit_test_setup_teardown(what_comes_too_late_is_in_no_log, at_desk_set_up, at_desk_tear_down),
		cmocka_unit_test_setup_teardown(a_no_is_a_no, at_desk_set_up, at_desk_tear_down),
		cmocka_unit_test_setup_teardown(whatever_dies_is_told_and_nothing_is_lost, at_desk_set_up, at_desk_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
