/* SPDX-License-Identifier: MIT */
/* utf8.h - reading text of any script safely, character by character. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** utf8_next - the character at *@text, which moves behind it; U+FFFD for a broken byte; 0 at the end. */
uint32_t utf8_next(const char **text);

/** utf8_valid - whether @size bytes are well-formed UTF-8 (RFC 3629) without NUL. */
bool utf8_valid(const char *bytes, size_t size);

/** utf8_length - characters (code points) in @text. */
size_t utf8_length(const char *text);

/** utf8_put - write @character as 1..4 bytes and a NUL into @ret (5 bytes); returns the byte count. */
size_t utf8_put(uint32_t character, char ret[static 5]);

/** utf8_back - the byte offset of the character before @offset in @text; 0 at the start. Combining marks go with their base, and Bengali letters that a virama joins go together. */
size_t utf8_back(const char *text, size_t offset);

/** utf8_after - the byte offset behind the character at @offset, with all that belongs to it: what utf8_back() goes back over. The length at the end. */
size_t utf8_after(const char *text, size_t offset);
