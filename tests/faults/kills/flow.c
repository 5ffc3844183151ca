/* SPDX-License-Identifier: MIT */
/* DESIGN: A number is asked again, with the same id and reference, until it is acknowledged, as a screen does it. Now and then somebody gives up
 * after the door broke: then it may have been kept or not, but not in part and not twice. */
#include "tests/faults/kills/flow.h"

#include "firmware/base/door.h"
#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"
#include "tests/unit/hub/hub_test.h"

#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <unistd.h>

enum { ANSWER_MS = 60 * 1000, PAUSE_MS = 5, RECEIPT_EVERY = 5000, GIVE_UP_EVERY = 5 };

struct flow *flow_new(void)
{
	struct flow *flow = mmap(NULL, sizeof *flow, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(flow != MAP_FAILED);
	return flow;
}

void flow_free(struct flow *flow)
{
	munmap(flow, sizeof *flow);
}

struct submitter { struct flow *flow; const struct flow_way *way; struct envelope_key *council; char source[64]; };

static json_t *request_of(const struct submitter *submitter, int number)
{
	struct reference reference = hub_test_reference(number);
	const struct envelope_head head = { .id = hub_test_id(number), .source = submitter->source, .type = "uk.foyer.submission.v1", .time_ms = hub_test_time_ms(number),
	                                    .subject = reference.text };
	json_t *record = json_pack("{s:{s:s}, s:{s:i}}", "meta", "referenceNumber", reference.text, "data", "number", number), *request = NULL;
	BUFFER_AUTO jwe;
	buffer_init(&jwe, ENVELOPE_JWE_MAX_BYTES);
	if (envelope_seal(submitter->council, &head, record, &jwe) == FAIL_NONE)
		request = json_pack("{s:s, s:s, s:s, s:s, s:s, s:I, s:s, s:s, s:b, s:s}", "verb", "submit", "id", head.id.text, "reference", reference.text,
			"service", "missed-bin", "type", head.type, "time_ms", (json_int_t)head.time_ms, "jwe", buffer_text(&jwe), "language", "en",
			"receipt", number % RECEIPT_EVERY == 0, "due", "");
	json_decref(record);
	return request;
}

static void next(struct flow *flow)
{
	if (atomic_fetch_add(&flow->next, 1) + 2 > FLOW_MAX)
		flow->over = true;
}

/* One request at the open door. Returns whether the door is still good. */
static bool ask(const struct submitter *submitter, int door)
{
	struct flow *flow = submitter->flow;
	int number = flow->next;
	json_t *request = request_of(submitter, number), *reply = NULL;
	if (flow->fate[number] == FLOW_UNSENT)
		flow->fate[number] = FLOW_SENT;
	int blob = -1;
	enum fail fail = door_call(door, request, -1, ANSWER_MS, &reply, &blob);
	json_decref(request);
	json_decref(reply);
	fail_clear();
	if (fail == FAIL_NONE) {
		flow->acknowledged += flow->fate[number] != FLOW_ACKNOWLEDGED;
		flow->fate[number] = FLOW_ACKNOWLEDGED;
		next(flow);
		return true;
	}
	if (fail == FAIL_OFFLINE || fail == FAIL_IO || fail == FAIL_TIMEOUT) {
		if (number % GIVE_UP_EVERY == 0)
			next(flow);
		return false;
	}
	flow->refused++;
	poll(NULL, 0, PAUSE_MS);
	return true;
}

/* Sealed records say whose they are, so the kiosk's own name is needed. */
static enum fail submitter_init(struct submitter *submitter)
{
	json_t *key = NULL, *kiosk = NULL;
	TRY(json_read(submitter->way->jwk, 4096, &key));
	TRY(envelope_key_read(key, &submitter->council));
	TRY(json_read(submitter->way->kiosk, 64 * 1024, &kiosk));
	snprintf(submitter->source, sizeof submitter->source, "urn:uuid:%s", json_text_or(kiosk, "id", ""));
	json_decref(kiosk);
	json_decref(key);
	return FAIL_NONE;
}

static _Noreturn void submit_all(struct flow *flow, const struct flow_way *way)
{
	struct submitter submitter = { .flow = flow, .way = way };
	int door = -1;
	if (submitter_init(&submitter) != FAIL_NONE)
		_exit(1);
	while (!flow->over) {
		if (door < 0 && door_connect(way->doors, "ui", &door) != FAIL_NONE) {
			fail_clear();
			poll(NULL, 0, PAUSE_MS);
			continue;
		}
		if (!ask(&submitter, door)) {
			close(door);
			door = -1;
		}
	}
	_exit(0);
}

void flow_start(struct flow *flow, const struct flow_way *way, struct process *ret)
{
	pid_t parent = getpid();
	(void)hub_test_time_ms(0); /* the same day for every life */
	ret->pid = fork();
	assert_true(ret->pid >= 0);
	if (ret->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
		if (getppid() == parent)
			submit_all(flow, way);
		_exit(1);
	}
	ret->pid_fd = pidfd_open(ret->pid, 0);
	assert_true(ret->pid_fd >= 0);
}
