/* SPDX-License-Identifier: MIT */
/*
 * Whether a PIN is right, found out beside the loop. DESIGN: Argon2id takes some tens of milliseconds of a core, on a small board more; a child of the
 * hub takes them, one at a time, while the hub goes on answering everybody. The child has the digits' hash and the verifier, and says one byte.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void child(int fd, pid_t parent, const char *verifier, const unsigned char seasoned[static PIN_SEASONED_BYTES])
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
	enum fail fail = pin_matches(verifier, seasoned);
	unsigned char answer = fail == FAIL_NONE ? 1 : fail == FAIL_DENIED ? 2 : 3;
	while (write(fd, &answer, 1) < 0 && errno == EINTR)
		continue;
	_exit(0);
}

static void gone(struct hub *hub)
{
	struct staff_check *check = &hub->staff.check;
	loop_unwatch(hub->keeper.loop, check->fd);
	close(check->fd);
	while (waitpid(check->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	check->pid = 0;
}

static void answer_call(void *context, int fd, uint32_t events)
{
	struct hub *hub = context;
	unsigned char answer = 0;
	(void)events;
	if (read(fd, &answer, 1) != 1)
		answer = 0; /* it was killed, perhaps for want of memory */
	gone(hub);
	staff_checked(hub, answer == 1 ? FAIL_NONE : answer == 2 ? FAIL_DENIED : FAIL(BUSY, "the PIN could not be checked: try again"));
}

enum fail staff_check_begin(struct hub *hub, const char *verifier, const unsigned char seasoned[static PIN_SEASONED_BYTES])
{
	struct staff_check *check = &hub->staff.check;
	char copy[PIN_VERIFIER_MAX_BYTES + 1]; /* the list's own memory is empty in a child */
	int ends[2];
	snprintf(copy, sizeof copy, "%s", verifier);
	if (check->pid)
		return FAIL(BUSY, "another PIN is being checked: try again");
	if (pipe2(ends, O_CLOEXEC) < 0)
		return FAIL(IO, "no pipe for a PIN: %s", strerror(errno));
	enum fail fail = loop_watch(hub->keeper.loop, ends[0], EPOLLIN, answer_call, hub);
	pid_t parent = getpid(), pid = fail == FAIL_NONE ? fork() : -1;
	if (pid == 0)
		child(ends[1], parent, copy, seasoned);
	close(ends[1]);
	if (pid < 0) {
		loop_unwatch(hub->keeper.loop, ends[0]);
		close(ends[0]);
		return fail != FAIL_NONE ? fail : FAIL(IO, "no program for a PIN: %s", strerror(errno));
	}
	check->pid = pid;
	check->fd = ends[0];
	return FAIL_NONE;
}

void staff_check_stop(struct hub *hub)
{
	if (!hub->staff.check.pid)
		return;
	kill(hub->staff.check.pid, SIGKILL);
	gone(hub);
}
