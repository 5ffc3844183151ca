/* SPDX-License-Identifier: MIT */
/* receipt_blocks.c - the receipt from the top down: what it is about, the reference, what happens next, how to reach somebody. */
#include "firmware/print/receipt.h"

enum { GAP = 22, BELOW_TITLE = 18, BEFORE_CONTACT = 12, PAIR_GAP = 14, KEEP_GAP = 14 };

static void pair(struct paper_list *list, const char *icon, int number, const char *head, const char *text)
{
	if (head[0] != '\0' || text[0] != '\0')
		paper_add(list, (struct paper_block){ .kind = PAPER_PAIR, .icon = icon, .number = number, .head = head, .text = text });
}

static void add_next(struct paper_list *list, const struct receipt *receipt)
{
	if (receipt->next_title[0] == '\0')
		return;
	paper_space(list, GAP);
	paper_text(list, ROLE_TITLE, receipt->next_title);
	paper_space(list, BELOW_TITLE);
	pair(list, "pay", 0, receipt->pay_head, receipt->pay_text);
	pair(list, "person", 0, receipt->desk_head, receipt->desk_text);
	pair(list, "by", 0, receipt->by_head, receipt->by_text);
	for (int i = 0; i < receipt->step_count; i++)
		pair(list, NULL, i + 1, "", receipt->step[i]);
	pair(list, "late", 0, receipt->late_head, receipt->late_text);
	paper_space(list, -PAIR_GAP);
}

static void add_person(struct paper_list *list, const struct receipt *receipt)
{
	paper_text(list, ROLE_SUBTITLE, receipt->person_title);
	for (int i = 0; i < receipt->person_count; i++) {
		paper_text(list, ROLE_BODY, receipt->person[i]);
		if (receipt->person[i][0] == '\0')
			paper_space(list, BEFORE_CONTACT);
	}
}

void receipt_blocks(const struct receipt *receipt, struct paper_list *list)
{
	paper_add(list, (struct paper_block){ .kind = PAPER_LOGO, .head = receipt->council, .text = receipt->branch });
	paper_rule(list, false);
	paper_text(list, ROLE_LEAD, receipt->service);
	paper_text(list, ROLE_LEAD, receipt->received);
	paper_text(list, ROLE_BODY, receipt->who);
	paper_space(list, GAP);
	paper_add(list, (struct paper_block){ .kind = PAPER_BOX, .text = receipt->reference_label, .head = receipt->reference.text, .tag = receipt->copy });
	add_next(list, receipt);
	paper_rule(list, true);
	paper_add(list, (struct paper_block){ .kind = PAPER_CODE, .code = receipt->reference.text, .text = receipt->scan, .head = receipt->quote });
	paper_rule(list, true);
	add_person(list, receipt);
	paper_rule(list, false);
	paper_text(list, ROLE_SMALL_STRONG, receipt->keep_head);
	paper_text(list, ROLE_SMALL, receipt->keep_text);
	if (receipt->keep_text[0] != '\0')
		paper_space(list, KEEP_GAP);
	paper_text(list, ROLE_SMALL, receipt->printed);
	paper_text(list, ROLE_SMALL, receipt->private_line);
}
