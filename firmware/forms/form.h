/* SPDX-License-Identifier: MIT */
/* form.h - a form definition (three dialects of the open JSON) compiled into one model: pages, components, lists, conditions. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/date.h"
#include "firmware/base/fail.h"
#include "firmware/forms/privacy.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	FORM_MAX_BYTES = 512 * 1024,
	FORM_ARENA_MAX_BYTES = 8 * 1024 * 1024,
	FORM_PAGE_MAX = 500,
	FORM_COMPONENT_MAX = 64,   /* on one page */
	FORM_COMPONENTS_MAX = 2000, /* in one form */
	FORM_LIST_MAX = 500,
	FORM_ITEM_MAX = 10000,     /* in one list */
	FORM_CONDITION_MAX = 500,
	FORM_CONDITION_ITEM_MAX = 100, /* in one condition, and options in one of its items */
	FORM_SECTION_MAX = 200,
	FORM_WARNING_MAX = 100,    /* one more says that there were more */
	FORM_NAME_MAX_BYTES = 64,  /* of a component's key, an id, a code */
	FORM_WRITTEN_MAX_BYTES = 500, /* of a component's name as it is written */
	FORM_TEXT_MAX_BYTES = 8 * 1024,     /* of a title, a hint, an option */
	FORM_CONTENT_MAX_BYTES = 64 * 1024, /* of all content of one page, in one language */
	FORM_BLOCK_MAX = 1000,     /* in one content */
	FORM_PATTERN_MAX_BYTES = 1000,
	FORM_DAYS_MAX = 400000,    /* the furthest a date range may be from today */
	FORM_LINE_MAX = 20,        /* "what you need", "what happens next" */
	FORM_RAISE_MAX = 16, FORM_RAISE_WORDS_MAX = 40, FORM_RAISE_WORD_MAX_BYTES = 40,
	FORM_PRESET_MAX = 10,      /* answers that a service may begin with */
	FORM_OTHER_NAMES_MAX = 5,  /* of a service */
	FORM_LINK_MAX = 100,       /* from one page */
	FORM_REPEAT_MAX = 200,     /* answers of one repeated page */
	FORM_FEE_MAX = 50,
	FORM_CONTAINER_MAX = 32,
	FORM_MESSAGE_MAX = 50,     /* of one question */
	FORM_OBJECT_MAX = 40000,   /* objects and lists in one definition, which bounds what parsing needs */
};

enum component_kind {
	COMPONENT_TEXT, COMPONENT_MULTILINE, COMPONENT_NUMBER, COMPONENT_EMAIL, COMPONENT_PHONE,
	COMPONENT_YES_NO, COMPONENT_RADIOS, COMPONENT_CHECKBOXES, COMPONENT_SELECT,
	COMPONENT_DATE, COMPONENT_ADDRESS, COMPONENT_DECLARATION,
	COMPONENT_MONTH_YEAR, COMPONENT_DATE_TIME, COMPONENT_WEBSITE,
	COMPONENT_HIDDEN,          /* kept, but nobody is asked: filled from outside */
	COMPONENT_PLACE, COMPONENT_FILE, COMPONENT_PAYMENT, /* brought to the desk: see component_at_desk() */
	COMPONENT_CONTENT,         /* Html, Markdown, InsetText, NotificationBanner: blocks to read */
	COMPONENT_DETAILS,         /* title + blocks */
	COMPONENT_LIST,            /* a list shown, not asked */
	COMPONENT_KIND_COUNT
};

enum page_kind {
	PAGE_QUESTION, PAGE_CONTENT, PAGE_START, PAGE_TERMINAL, PAGE_SUMMARY,
	PAGE_REPEAT,               /* its questions are asked once for each answer: see repeat.h */
	PAGE_DESK,                 /* nothing to answer here: something to bring to a person */
};

enum form_dialect { DIALECT_DEFRA2, DIALECT_DEFRA1, DIALECT_XGOV };

/* How a place on the map is written. */
enum place_kind { PLACE_MAP, PLACE_GRID_REFERENCE, PLACE_NATIONAL_GRID, PLACE_EASTING_NORTHING, PLACE_LAT_LONG };

/* metadata.kiosk.input's "format": what an answer must look like beyond its kind. */
enum answer_format {
	FORMAT_NONE, FORMAT_ACCOUNT_NUMBER, FORMAT_BACS_NAME, FORMAT_COUNCIL_TAX, FORMAT_NAME, FORMAT_NINO, FORMAT_PIN, FORMAT_POSTCODE,
	FORMAT_SORT_CODE, FORMAT_UPRN, FORMAT_VEHICLE, FORMAT_COUNT,
};

enum receipt_print { RECEIPT_PRINT_ASK, RECEIPT_PRINT_ALWAYS, RECEIPT_PRINT_NEVER };

/* metadata.kiosk.assist: a person at the desk may, or has to, help with a page. */
enum assist_mode { ASSIST_NONE, ASSIST_OFFER, ASSIST_REQUIRE };

/* Foreign HTML and Markdown as safe blocks: nothing is executed, no link is followed; a link's words stay. */
enum block_kind { BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_BULLET, BLOCK_NUMBERED, BLOCK_QUOTE };
struct form_block { enum block_kind kind; int number; /* of BLOCK_NUMBERED */ const char *text; /* plain UTF-8 */ };
struct form_blocks { const struct form_block *block; size_t count; };
enum content_format { CONTENT_EITHER, CONTENT_HTML, CONTENT_MARKDOWN, CONTENT_INSET, CONTENT_BANNER }; /* how raw content is read */

struct council_tax;    /* firmware/uk/council_tax.h */
struct modulus_table;  /* firmware/uk/modulus_table.h */
struct form_condition; /* opaque: a node of the condition graph */
struct pattern;        /* opaque: a compiled regular expression */

struct form_item {
	const char *id, *text, *value, *hint;
	const struct form_condition *condition; /* NULL: always offered */
};
struct form_list {
	const char *id, *name, *title;
	bool numeric;
	bool mistyped; /* of texts by its own word, and has numbers: XGov's engine takes none of them */
	const struct form_item *item; size_t count;
};

/* An address's fields, in this order in form_component.field. UPRN: kept for who acts on it, never shown; see answers.h. */
enum address_field { ADDRESS_LINE1, ADDRESS_LINE2, ADDRESS_TOWN, ADDRESS_COUNTY, ADDRESS_POSTCODE, ADDRESS_UPRN, ADDRESS_FIELD_COUNT };

struct form_limit { bool set; double value; };

/* The author's own words for one rule, under the reference engine's code of it: "string.max". */
struct form_message { const char *code, *text; };

struct form_component {
	enum component_kind kind;
	const char *id;            /* "" when the definition has none */
	const char *name;          /* key of its answer; "" for what only shows */
	const char *written;       /* the name as its author wrote it: what records call it */
	const char *title, *hint;  /* English; in another language ask form_text() */
	const char *short_title;   /* for check answers; "" = title */
	const char *error_title;   /* for messages; "" = short_title or title */
	const char *content;       /* raw */
	enum content_format format;
	struct form_blocks blocks; /* CONTENT, DETAILS, DECLARATION: in English */
	bool required, hide_optional;
	struct form_limit min, max, length, precision; /* text: characters; number: value; checkboxes: how many */
	long max_words;            /* 0: none */
	int rows;                  /* 0: default */
	const char *regex;         /* NULL: none */
	const struct pattern *pattern; /* the same, compiled */
	const char *prefix, *suffix; /* number; "" none */
	struct form_limit days_past, days_future;
	struct date earliest, latest; /* of a month: its first day */
	enum place_kind place;
	const char *confirm_label; /* declaration; "" = default */
	const char *custom_message; /* options.customValidationMessage; NULL none: ask check_own_words() */
	const struct form_message *message; size_t message_count; /* options.customValidationMessages */
	const struct form_list *list;
	bool list_guessed;         /* its author's engine does not find the list where it is named */
	const struct form_condition *condition; /* hides a content block; NULL: always shown */
	bool lookup;               /* of an address: asked by postcode first, where there is a list of addresses */
	const char *const *field; size_t field_count; /* the names its answers are kept under: "when__day", …; none for what only shows */
	enum privacy_class privacy;
	const char *keyboard;      /* metadata.kiosk.input: "text" "digits" "postcode" "email" "upper" or "" */
	enum answer_format answer_format;
	const char *reuse;         /* metadata.kiosk.reuse: "person.fullName" …, what the answer can be offered for in another service; "" nothing */
};

struct form_link { int page; const struct form_condition *condition; };
struct form_repeat { const char *name, *title; int min, max; };

struct form_page {
	const char *id, *path, *title;
	const char *section, *section_id; /* its title and id, or "" */
	enum page_kind kind;
	const struct form_component *component; size_t count;
	const struct form_condition *condition; /* NULL: always */
	const struct form_link *link; size_t link_count; /* where it leads, in a form that goes by links */
	int otherwise;                          /* where it leads when no link does, though its author's engine stops there; -1: that is meant */
	const struct form_repeat *repeat;       /* PAGE_REPEAT */
	bool sums_up;                           /* what was answered in its section before is shown on it */
	enum assist_mode assist; const char *assist_why; /* "" not said, NULL with ASSIST_NONE; translated: kiosk.assist.pages.<id>.why */
	bool on_paper;                          /* PAGE_DESK: the desk has it on paper */
};

struct form_preset { const char *field, *value; };

/* How much people need of others for it: done alone; alone, with a person at marked pages; gathered here, finished with a person. */
enum form_interaction { FORM_INTERACTION_SIMPLE, FORM_INTERACTION_ASSISTED, FORM_INTERACTION_COMPLEX, FORM_INTERACTION_COUNT };

/* metadata.kiosk, with its defaults */
struct form_service {
	const char *code;          /* "missed-bin"; the file's stem by default */
	const char *topic;         /* "bins" … groups services on home; "" none */
	const char *icon;          /* an icon's name; "" none */
	enum form_interaction interaction;
	bool decided;              /* somebody of the council decides about it */
	bool confirms;             /* with help it is not done before the person says that they are in */
	bool internal_only;        /* for staff: residents are not offered it */
	int minutes;               /* 0: not said */
	const char *const *language; size_t language_count; /* that it has to be whole in: "cy"; none: not said */
	const char *summary;       /* what it is for, one sentence; "" */
	const char *who;           /* who can use it; "" */
	const char *const *need; size_t need_count;
	const char *const *other_name; size_t other_name_count; /* it goes by as well; translated: kiosk.otherNames.0 … */
	const char *const *keyword; size_t keyword_count; /* other words people look for it by */
	const char *const *next_step; size_t next_step_count;
	int standard_value;        /* 0: none */
	bool standard_working_days; /* else calendar days; counted from submission */
	const char *standard_promise; /* "We will collect your bin"; said with the date; "" */
	const char *if_late, *contact_phone, *contact_email, *contact_place, *privacy_line; /* "" */
	enum receipt_print receipt_print; /* ask by default */
	const struct form_preset *interpreter; size_t interpreter_count; /* what is answered already by who asks for a sign language interpreter; none: this service is not for that */
	const char *sign_video;    /* of what is asked here there is a film in British Sign Language, and how to get it; "" none; translated: kiosk.signVideo */
};

/* What is to pay, later or elsewhere: amount times the multiplier's answer, if the condition holds. */
struct form_fee { const char *description; long pence; const struct form_component *multiplier; int multiplier_page; const struct form_condition *condition; };

/* metadata.kiosk.rounds: the days of collections at an address. What they mean decides conditions: form_condition.rounds. */
struct form_container { const char *value, *code; }; /* an answer, and what the rounds call that container */
struct form_rounds {
	const struct form_component *address;   /* whose UPRN */
	const struct form_component *container; /* which of them was missed; NULL: all */
	const struct form_container *containers; size_t container_count;
	const struct form_component *due;       /* the day, suggested; NULL none */
	int early_minutes;                      /* of a day: until then one of today may still come; -1: none */
	int late; bool late_working_days;       /* so long after its day it can be reported; 0: for ever */
	const int *page; size_t page_count;     /* where the next days are shown */
};

/* metadata.kiosk.raise: what makes one case need more of others than its service does as a rule. The first two make it assisted, the others complex: see raise.h. */
enum form_raise_why { FORM_RAISE_EVIDENCE /* papers have to be seen */, FORM_RAISE_PAYER /* somebody else's account */, FORM_RAISE_SPECIAL /* health and the like decides */, FORM_RAISE_BEREAVEMENT,
	FORM_RAISE_SAFEGUARDING, FORM_RAISE_NO_AUTHORITY /* for another adult, who has not said yes */, FORM_RAISE_APPEAL, FORM_RAISE_ARREARS /* or a court */, FORM_RAISE_HOMELESS, FORM_RAISE_WITNESS, FORM_RAISE_COUNT };
struct form_raise {
	enum form_raise_why why;
	const struct form_condition *condition;       /* NULL: always */
	const struct form_component *field; int page; /* and one of the words stands in its answer; NULL: no words are asked for */
	const char *const *word; size_t word_count;
};

/* metadata.kiosk.prints: what may be printed beside the receipt, for an address whose rounds are known. */
enum form_print { FORM_PRINT_CALENDAR, FORM_PRINT_LABELS, FORM_PRINT_COUNT };
struct form_prints { const struct form_component *address; /* NULL: nothing is offered */ bool offers[FORM_PRINT_COUNT]; };

struct form {
	const char *name;
	const char *reference_prefix; /* 1..6 letters; "FO" by default */
	enum form_dialect dialect;
	bool by_links;             /* pages lead to pages; else the next page is the next whose condition holds */
	int start;                 /* the first page */
	const struct form_page *page; size_t page_count;
	struct form_service service;
	const char *declaration;   /* shown above the send button; "" none */
	bool declaration_ticked;   /* it has to be ticked, not only read */
	struct form_blocks declaration_blocks;
	const struct form_fee *fee; size_t fee_count;
	const struct form_rounds *rounds; /* NULL none */
	struct form_prints prints;
	const struct form_raise *raise; size_t raise_count;
	const char *version;       /* hex of the SHA-256 of the definition, 16 characters */
	const char *const *warning; size_t warning_count; /* load warnings, one sentence each */
	bool live;                 /* set by who offers it to residents: a telephone number set aside for drama is refused. Off: journeys may type one */
	const struct council_tax *council_tax; /* set by who offers it, borrowed: what the council's references look like. NULL: anything will do */
	const struct modulus_table *modulus;   /* the same: which accounts a sort code can have. NULL: all of them */
	const struct form_table *table; /* private */
	struct arena arena;
};

/**
 * form_load - compile a definition.
 * @json: @size bytes, at most FORM_MAX_BYTES, checked before parsing.  @code: the service's default code (file stem).
 * @ret: on FAIL_NONE a form to end with form_free(); it never changes afterwards.
 * Returns FAIL_NONE (see @ret->warning for what was ignored) · FAIL_LIMIT · FAIL_INPUT with one plain sentence in the trail:
 * what is wrong, where (page path, component name).
 * Dialects: the published schema 2 and schema 1, each with engine V1 (links) or V2 (page order), and XGov's version 0 to 2.
 * Source: the published form definition schemas.
 */
enum fail form_load(const char *json, size_t size, const char *code, struct form **ret);
void form_free(struct form *form);

/** answer_format_name - "nino" …, as definitions write it; "" for none. */
const char *answer_format_name(enum answer_format format);

/**
 * form_text - a translated text: @kind "pages" | "components" | "sections" | "listItems" | "kiosk" | "form", @id the thing's id
 * (for kiosk: "nextSteps.0", "summary", "who", "need.0", "promise", "ifLate", "privacyLine"), @key "title" | "hint" | "content" | "text" … ("" for kiosk).
 * @otherwise is returned when the language has none; *@ret_own (may be NULL) says whether the language had it.
 */
const char *form_text(const struct form *form, const char *language, const char *kind, const char *id, const char *key, const char *otherwise, bool *ret_own);

/** form_blocks_of - a component's content in @language as blocks, in @arena; the English ones (borrowed) when there is none. */
struct form_blocks form_blocks_of(const struct form *form, const char *language, const struct form_component *component, struct arena *arena);

/** form_declaration_of - the same of the form's declaration. */
struct form_blocks form_declaration_of(const struct form *form, const char *language, struct arena *arena);

/** form_page_at - index of the page with @path; -1. form_component_at - the component that asks for @name, and its page; NULL. */
int form_page_at(const struct form *form, const char *path);
const struct form_component *form_component_at(const struct form *form, const char *name, int *ret_page);

/**
 * component_asks - whether this kind is answered on the screen. component_keeps - whether it has an answer at all.
 * component_at_desk - whether a person at the desk takes it: a file, a payment, a place on a map. component_kind_name - "text", "yes-no", …
 */
bool component_asks(enum component_kind kind);
bool component_keeps(enum component_kind kind);
bool component_at_desk(enum component_kind kind);
const char *component_kind_name(enum component_kind kind);
