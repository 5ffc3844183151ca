/* SPDX-License-Identifier: MIT */
#include "tests/lib/printer.h"

#include "tests/lib/wait.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

void printer_place(struct printer *printer, const char *folder)
{
	given_path(printer->folder, folder, "receipts");
	given_path(printer->socket, folder, "printer.socket");
	given_path(printer->control, folder, "printer.control");
	given_path(printer->said, folder, "printer");
}

void printer_start(struct printer *printer)
{
	char program[GIVEN_PATH_BYTES];
	given_built("bin/foyer-virtual-printer", program);
	unlink(printer->socket);
	unlink(printer->control);
	char *hasty = printer->hasty ? (char *)"--unread" : NULL;
	process_start(&printer->process, printer->said, (char *[]){ program, "--listen", printer->socket, "--control", printer->control,
		"--folder", printer->folder, "--speed", printer->hasty ? (char *)"10000000" : (char *)"115000", hasty, NULL });
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (access(printer->socket, F_OK) != 0 || access(printer->control, F_OK) != 0)
		if (!deadline_pause(deadline))
			fail_msg("the virtual printer did not come up; its words are in %s", printer->said);
}

void printer_stop(struct printer *printer)
{
	process_stop(&printer->process);
}

void printer_switch(struct printer *printer, const char *words)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	assert_true(strlen(printer->control) < sizeof address.sun_path);
	memcpy(address.sun_path, printer->control, strlen(printer->control));
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
	char said[64] = "";
	assert_int_equal(write(fd, words, strlen(words)), (ssize_t)strlen(words));
	assert_true(read(fd, said, sizeof said - 1) > 0);
	close(fd);
	assert_string_equal(said, "ok\n");
}

int printer_receipts(const struct printer *printer)
{
	int count = 0;
	DIR *folder = opendir(printer->folder);
	for (struct dirent *entry; folder && (entry = readdir(folder));)
		count += strlen(entry->d_name) > 4 && strcmp(strchr(entry->d_name, '\0') - 4, ".png") == 0; /* not one that is being written */
	if (folder)
		closedir(folder);
	return count;
}

void printer_await(const struct printer *printer, int count)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (printer_receipts(printer) < count)
		if (!deadline_pause(deadline))
			fail_msg("%d receipts came out, not %d", printer_receipts(printer), count);
}

char *printer_text(const struct printer *printer, int number)
{
	char path[GIVEN_PATH_BYTES], name[32];
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	snprintf(name, sizeof name, "receipt-%d.txt", number);
	given_path(path, printer->folder, name);
	while (access(path, R_OK) != 0)
		if (!deadline_pause(deadline))
			fail_msg("%s was never written", path);
	return given_text(path);
}
