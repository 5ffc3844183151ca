/* SPDX-License-Identifier: MIT */
/* parts.h - what several screens share, and one function for each screen. */
#pragma once

#include "ui/visit/handout.h"
#include "ui/widgets/build.h"

/** part_header - the header and the progress of where the visit is. @decor: under a sheet. */
void part_header(struct build *build, bool decor);

/** part_under - what is seen of the page under a sheet: never an answer. */
void part_under(struct build *build);

/** part_small_height - of the small buttons among what is read. */
int part_small_height(const struct build *build);

/** part_to_pay - "To pay: £24.50"; the tree's memory. */
const char *part_to_pay(const struct build *build, int64_t pence);

/** part_desk_key - the sentence's key for what @component, which is for the desk, asks of the resident. */
const char *part_desk_key(const struct form_component *component, bool on_paper);

/** part_hours - "Open until 6 pm" or when it opens again; the tree's memory. */
const char *part_hours(const struct build *build, bool *ret_open);

/** part_contact - one way to reach somebody: what it is, and how. @icon NULL: none. */
void part_contact(struct build *build, const char *icon, const char *strong, const char *text);

/** part_sign - the button that leads to sign language. */
void part_sign(struct build *build);

/** part_print - the button that has @handout printed, called @words (a sentence's key); part_print_node - the same, to be built elsewhere. part_charter - the button that leads to how information is used; nothing where the council has no words for it. */
void part_print(struct build *build, enum handout handout, const char *words, enum node_look look);
struct node part_print_node(struct build *build, enum handout handout, const char *words, enum node_look look);
void part_charter(struct build *build);

/** part_sign_and_staff - part_sign(), and beside it, where both have room, the quiet button that leads staff to their sheet, or says who is in; not where none can sign in. staff_who - "Sam is signed in". */
void part_sign_and_staff(struct build *build);
void part_staff(struct build *build); /* the way to the staff's own sheet alone */
const char *staff_who(const struct build *build);
bool staff_types_here(const struct visit *visit); /* the staff's sheet has a box and keys now: it takes the whole screen */

/** part_language_icon - beside the name of a way to write a language; NULL for a language, whose name says it. */
const char *part_language_icon(const char *tag);

/** part_forget - a line that says that details are kept for this visit, with the way to forget them; nothing when there are none. part_forget_height - its room. */
void part_forget(struct build *build);
void part_forget_button(struct build *build); /* the way alone */
int part_forget_height(const struct build *build, int width);

/** part_reach - where all controls are within reach: says so above them, and on a high panel the question once more, large. Decoration: the screen has said it. */
void part_reach(struct build *build);

/** language_choices - a sheet of all languages, each by its own name; what is chosen is done as @what. Of ACTION_PAIR all but the one in use. */
void language_choices(struct build *build, const char *title, const char *text, enum action what);

/** part_watermark - in training, over everything else: that it is. */
void part_watermark(struct build *build);

/** personal_mark - while the voice is on: what repeats an answer is the person's own. Last thing on a screen. */
void personal_mark(struct build *build);

/* Each builds its screen between build_begin() and build_end(). */
void hidden_screen(struct build *build);
void clean_screen(struct build *build);
void guide_screen(struct build *build);
void idle_screen(struct build *build);
void home_screen(struct build *build);
void az_screen(struct build *build);
void list_screen(struct build *build);
void search_screen(struct build *build);
void where_screen(struct build *build);
void push_screen(struct build *build);
const char *push_words(const struct build *build); /* "Form for ticket A12" */
void resume_screen(struct build *build);
void parked_screen(struct build *build);
void offer_screen(struct build *build);
void service_screen(struct build *build);
void question_screen(struct build *build);
void items_screen(struct build *build);
void check_screen(struct build *build);
void sending_screen(struct build *build);
void done_screen(struct build *build);
void problem_screen(struct build *build);
void person_sheet(struct build *build);
void join_sheet(struct build *build);
void ways_sheet(struct build *build);
void language_sheet(struct build *build);
void easier_sheet(struct build *build);
void assist_sheet(struct build *build);
void handback_sheet(struct build *build);
void confirm_sheet(struct build *build);
void confirm_button(struct build *build, int height); /* they are asked whether they are in */
void spoken_sheet(struct build *build);
void behalf_sheet(struct build *build);
void spoken_button(struct build *build); /* whoever is signed in notes that the person allowed it aloud */
void behalf_button(struct build *build); /* and sends for them */
int behalf_button_height(const struct build *build);
void assist_button(struct build *build); /* whoever is signed in asks the person */
void listen_sheet(struct build *build);
void finish_sheet(struct build *build);
void why_sheet(struct build *build);
void sign_sheet(struct build *build);
void photo_sheet(struct build *build);
void staff_sheet(struct build *build);
void training_sheet(struct build *build);
void pair_sheet(struct build *build);
void hands_sheet(struct build *build);
void learn_sheet(struct build *build);
void switches_sheet(struct build *build);
void remove_sheet(struct build *build);
void doubt_sheet(struct build *build);
void charter_sheet(struct build *build);
void handout_sheet(struct build *build);
void still_there_screen(struct build *build);
