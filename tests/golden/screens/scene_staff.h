/* SPDX-License-Identifier: MIT */
/* scene_staff.h - staff sign in, and are in, over the idle screen and over a resident's page. */
#pragma once

#include "ui/visit/visit.h"

void make_staff_nothing(struct visit *visit);
void make_staff_number(struct visit *visit);
void make_staff_reader(struct visit *visit);
void make_staff_pin(struct visit *visit);
void make_staff_pin_wrong(struct visit *visit);
void make_staff_unread(struct visit *visit);
void make_staff_locked(struct visit *visit);
void make_staff_reason(struct visit *visit);
void make_staff_code(struct visit *visit);
void make_staff_menu(struct visit *visit);
void make_staff_menu_soon(struct visit *visit);
void make_staff_menu_overall(struct visit *visit);
void make_staff_reference(struct visit *visit);
void make_staff_no_receipt(struct visit *visit);
void make_staff_printed(struct visit *visit);
void make_staff_idle(struct visit *visit);
void make_staff_home(struct visit *visit);
void make_staff_person(struct visit *visit);
void make_staff_more(struct visit *visit);
void make_staff_type(struct visit *visit);
void make_staff_word(struct visit *visit);
void make_staff_kind(struct visit *visit);
void make_staff_remark(struct visit *visit);
void make_staff_unsent(struct visit *visit);
void make_staff_noted(struct visit *visit);
void make_staff_codes(struct visit *visit);
void make_staff_easier(struct visit *visit);
