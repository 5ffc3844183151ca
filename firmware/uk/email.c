/* SPDX-License-Identifier: MIT */
/* SOURCE: RFC 5321 §4.5.3.1 for lengths; RFC 5322 dot-atom for the local part; the domain's labels by RFC 1035. */
#include "firmware/uk/email.h"

#include <ctype.h>
#include <string.h>

enum { EMAIL_MAX = 254, LOCAL_MAX = 64, LABEL_MAX = 63 };

static bool local_valid(struct span local)
{
	static const char allowed[] = "!#$%&'*+/=?^_`{|}~.-";
	if (local.size == 0 || local.size > LOCAL_MAX || local.text[0] == '.' || local.text[local.size - 1] == '.')
		return false;
	for (size_t i = 0; i < local.size; i++) {
		char c = local.text[i];
		if (!isalnum((unsigned char)c) && !(c && strchr(allowed, c)))
			return false;
		if (c == '.' && local.text[i + 1] == '.')
			return false;
	}
	return true;
}

static bool label_valid(struct span label)
{
	if (label.size == 0 || label.size > LABEL_MAX || label.text[0] == '-' || label.text[label.size - 1] == '-')
		return false;
	for (size_t i = 0; i < label.size; i++)
		if (!isalnum((unsigned char)label.text[i]) && label.text[i] != '-')
			return false;
	return true;
}

/* The last label is a name, at least two letters of it, or an encoded one. */
static bool top_valid(struct span label)
{
	if (label.size > 4 && span_is_caseless((struct span){ label.text, 4 }, "xn--"))
		return true;
	for (size_t i = 0; i < label.size; i++)
		if (!isalpha((unsigned char)label.text[i]))
			return false;
	return label.size >= 2;
}

static bool domain_valid(struct span domain)
{
	size_t labels = 0;
	while (true) {
		const char *dot = memchr(domain.text, '.', domain.size);
		struct span label = { domain.text, dot ? (size_t)(dot - domain.text) : domain.size };
		if (!label_valid(label))
			return false;
		labels++;
		if (!dot)
			return labels >= 2 && top_valid(label);
		domain.size -= label.size + 1;
		domain.text = dot + 1;
	}
}

bool email_valid(struct span text)
{
	const char *at = text.size <= EMAIL_MAX ? memchr(text.text, '@', text.size) : NULL;
	if (!at)
		return false;
	struct span local = { text.text, (size_t)(at - text.text) };
	struct span domain = { at + 1, text.size - local.size - 1 };
	return local_valid(local) && domain_valid(domain);
}
