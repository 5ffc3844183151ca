/* SPDX-License-Identifier: MIT */
/* Addresses on the web by their shape. */
#include "firmware/forms/website.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { WEBSITE_MAX_BYTES = 2000, HOST_MAX_BYTES = 253 };

static bool host_character(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '.' || (unsigned char)c >= 0x80;
}

bool website_valid(struct span text)
{
	static const char *const schemes[] = { "https://", "http://" };
	for (size_t i = 0; i < 2; i++)
		if (text.size > strlen(schemes[i]) && strncasecmp(text.text, schemes[i], strlen(schemes[i])) == 0) {
			text.text += strlen(schemes[i]);
			text.size -= strlen(schemes[i]);
			break;
		}
	size_t host = 0, dots = 0;
	for (; host < text.size && host_character(text.text[host]); host++)
		if (text.text[host] == '.') {
			if (host == 0 || text.text[host - 1] == '.')
				return false;
			dots++;
		}
	bool ends = host == text.size || strchr("/:?#", text.text[host]);
	for (size_t i = host; i < text.size; i++)
		if (isspace((unsigned char)text.text[i]))
			return false;
	return ends && dots > 0 && host <= HOST_MAX_BYTES && text.text[host - 1] != '.' && text.size <= WEBSITE_MAX_BYTES;
}
