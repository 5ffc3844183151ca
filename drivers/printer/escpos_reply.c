/* SPDX-License-Identifier: MIT */
/* escpos_reply.c - the kinds are told apart by their fixed bits. SOURCE: Epson's ESC/POS command reference, status appendix. */
#include "drivers/printer/escpos_reply.h"

#include <string.h>

enum { STATE_BYTES = 4, FULL_BYTES = 6, FULL_SECOND = 0x0f, BLOCK_IDENTIFIED = 0x37, BLOCK_PLAIN = 0x5f, XON = 0x11, XOFF = 0x13, COUNTER_DIGITS_MAX = 15 };

static void hold(struct escpos_reply *reply, enum escpos_word_kind kind, uint8_t byte)
{
	reply->held = (struct escpos_word){ .kind = kind, .bytes = { byte }, .size = 1 };
	reply->holding = true;
}

static bool whole(uint8_t byte, enum escpos_word_kind kind, struct escpos_word *ret)
{
	*ret = (struct escpos_word){ .kind = kind, .bytes = { byte }, .size = 1 };
	return true;
}

static bool first_byte(struct escpos_reply *reply, uint8_t byte, struct escpos_word *ret)
{
	reply->holding = false;
	if (byte == XON || byte == XOFF)
		return false;
	if (byte == BLOCK_IDENTIFIED || byte == BLOCK_PLAIN) {
		hold(reply, ESCPOS_BLOCK, byte);
		return false;
	}
	if ((byte & 0x93) == 0x12)
		return whole(byte, ESCPOS_ANSWER, ret);
	if ((byte & 0x93) == 0x10) {
		hold(reply, ESCPOS_STATE, byte);
		return false;
	}
	if ((byte & 0x90) == 0)
		return whole(byte, ESCPOS_FENCE, ret);
	return false; /* a clone's noise */
}

static bool state_byte(struct escpos_reply *reply, uint8_t byte, struct escpos_word *ret)
{
	if (reply->full && reply->held.size == 1 && byte == FULL_SECOND)
		reply->held.kind = ESCPOS_FULL;
	/* Bytes 2 to 4 have bits 4 and 7 clear: something else means that the rest was lost. */
	if ((byte & 0x90) != 0 && reply->held.kind == ESCPOS_STATE)
		return first_byte(reply, byte, ret);
	reply->held.bytes[reply->held.size++] = byte;
	if (reply->held.size < (reply->held.kind == ESCPOS_FULL ? FULL_BYTES : STATE_BYTES))
		return false;
	*ret = reply->held;
	reply->holding = false;
	return true;
}

static bool block_byte(struct escpos_reply *reply, uint8_t byte, struct escpos_word *ret)
{
	if (byte == 0) {
		*ret = reply->held;
		reply->holding = false;
		return true;
	}
	/* A block carries text only; a byte that cannot be in one starts something new. */
	if (byte < ' ' || byte > 0x7e || reply->held.size == ESCPOS_BLOCK_MAX_BYTES)
		return first_byte(reply, byte, ret);
	reply->held.bytes[reply->held.size++] = byte;
	return false;
}

bool escpos_reply_take(struct escpos_reply *reply, uint8_t byte, struct escpos_word *ret)
{
	if (!reply->holding)
		return first_byte(reply, byte, ret);
	return reply->held.kind != ESCPOS_BLOCK ? state_byte(reply, byte, ret) : block_byte(reply, byte, ret);
}

int escpos_reply_process_id(const struct escpos_word *word)
{
	int id = 0;

	if (word->kind != ESCPOS_BLOCK || word->size != 6 || word->bytes[0] != BLOCK_IDENTIFIED || word->bytes[1] != 0x22)
		return -1;
	for (int i = 2; i < 6; i++) {
		if (word->bytes[i] < '0' || word->bytes[i] > '9')
			return -1;
		id = id * 10 + word->bytes[i] - '0';
	}
	return id;
}

bool escpos_reply_cleared(const struct escpos_word *word)
{
	return word->kind == ESCPOS_BLOCK && word->size == 2 && word->bytes[0] == BLOCK_IDENTIFIED && word->bytes[1] == 0x25;
}

int64_t escpos_reply_counter(const struct escpos_word *word)
{
	int64_t number = 0;

	if (word->kind != ESCPOS_BLOCK || word->size < 2 || word->size > COUNTER_DIGITS_MAX + 1 || word->bytes[0] != BLOCK_PLAIN)
		return -1;
	for (size_t i = 1; i < word->size; i++) {
		if (word->bytes[i] < '0' || word->bytes[i] > '9')
			return -1;
		number = number * 10 + word->bytes[i] - '0';
	}
	return number;
}

bool escpos_reply_text(const struct escpos_word *word, char *ret, size_t room)
{
	size_t size = word->size > 1 ? word->size - 1 : 0;

	if (word->kind != ESCPOS_BLOCK || word->bytes[0] != BLOCK_PLAIN || size == 0)
		return false;
	size = size < room - 1 ? size : room - 1;
	memcpy(ret, word->bytes + 1, size);
	ret[size] = '\0';
	return true;
}

void escpos_facts_state(struct escpos_facts *facts, const uint8_t state[static 4])
{
	*facts = (struct escpos_facts){
		.known = true,
		.offline = state[0] & 0x08, .cover_open = state[0] & 0x20, .button = state[0] & 0x40,
		.waiting = state[1] & 0x01, .mechanical = state[1] & 0x04, .cutter = state[1] & 0x08, .broken = state[1] & 0x20, .hot = state[1] & 0x40,
		.paper_low = state[2] & 0x03, .paper_out = state[2] & 0x0c,
		.ticket = facts->ticket, .jam = facts->jam, /* said elsewhere */
	};
}

void escpos_facts_answer(struct escpos_facts *facts, int what, uint8_t byte)
{
	facts->known = true;
	switch (what) {
	case 1:
		facts->offline = byte & 0x08;
		facts->waiting = byte & 0x20;
		facts->button = byte & 0x40;
		break;
	case 2:
		facts->cover_open = byte & 0x04;
		facts->feeding = byte & 0x08;
		facts->stopped = byte & 0x20;
		facts->failing = byte & 0x40;
		break;
	case 3:
		facts->mechanical = byte & 0x04;
		facts->cutter = byte & 0x08;
		facts->broken = byte & 0x20;
		facts->hot = byte & 0x40;
		break;
	case 4:
		facts->paper_low = byte & 0x0c;
		facts->paper_out = byte & 0x60;
		break;
	}
}

enum trouble escpos_facts_trouble(const struct escpos_facts *facts)
{
	const bool holds[TROUBLE_COUNT] = {
		[TROUBLE_COVER] = facts->cover_open, [TROUBLE_PAPER] = facts->paper_out || facts->stopped,
		[TROUBLE_JAM] = facts->jam, [TROUBLE_TICKET] = facts->ticket,
		[TROUBLE_CUTTER] = facts->cutter, [TROUBLE_MECHANICAL] = facts->mechanical, [TROUBLE_BROKEN] = facts->broken,
		[TROUBLE_HOT] = facts->hot, [TROUBLE_FEED] = facts->button || facts->feeding,
		[TROUBLE_WAITING] = facts->waiting, [TROUBLE_ERROR] = facts->failing, [TROUBLE_OFFLINE] = facts->offline,
		[TROUBLE_LOW] = facts->paper_low, [TROUBLE_READY] = true,
	};
	int first = 0;

	while (!holds[first])
		first++;
	return (enum trouble)first;
}
