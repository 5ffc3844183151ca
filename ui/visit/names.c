/* SPDX-License-Identifier: MIT */
/* The visit's words for dumps, tests and the log. */
#include "ui/visit/visit.h"

const char *place_name(enum place place)
{
	static const char *const name[PLACE_COUNT] = {
		[PLACE_IDLE] = "idle", [PLACE_HOME] = "home", [PLACE_LIST] = "list", [PLACE_SEARCH] = "search", [PLACE_WHERE] = "where", [PLACE_PUSH] = "push", [PLACE_SERVICE] = "service", [PLACE_QUESTION] = "question", [PLACE_ITEMS] = "items",
		[PLACE_CHECK] = "check", [PLACE_SENDING] = "sending", [PLACE_DONE] = "done", [PLACE_PROBLEM] = "problem", [PLACE_RESUME] = "resume", [PLACE_PARKED] = "parked",
	};
	return (unsigned)place < PLACE_COUNT ? name[place] : "unknown";
}

const char *sheet_name(enum sheet sheet)
{
	static const char *const name[SHEET_COUNT] = {
		[SHEET_NONE] = "none", [SHEET_PERSON] = "person", [SHEET_LANGUAGE] = "language", [SHEET_EASIER] = "easier",
		[SHEET_FINISH] = "finish", [SHEET_WHY] = "why", [SHEET_LISTEN] = "listen", [SHEET_SIGN] = "sign", [SHEET_PHOTO] = "photo", [SHEET_STAFF] = "staff", [SHEET_TRAINING] = "training", [SHEET_PAIR] = "pair", [SHEET_ASSIST] = "assist", [SHEET_HANDBACK] = "handback", [SHEET_HANDS] = "hands", [SHEET_LEARN] = "learn", [SHEET_SWITCHES] = "switches",
		[SHEET_REMOVE] = "remove", [SHEET_DOUBT] = "doubt", [SHEET_CHARTER] = "charter", [SHEET_HANDOUT] = "handout",
		[SHEET_JOIN] = "join", [SHEET_WAYS] = "ways", [SHEET_SPOKEN] = "spoken", [SHEET_BEHALF] = "behalf", [SHEET_CONFIRM] = "confirm",
		[SHEET_STILL_THERE] = "still-there",
	};
	return (unsigned)sheet < SHEET_COUNT ? name[sheet] : "unknown";
}

const char *action_name(enum action action)
{
	static const char *const name[ACTION_COUNT] = {
		[ACTION_JOIN] = "join", [ACTION_WAY] = "way",
		[ACTION_NONE] = "none", [ACTION_START] = "start", [ACTION_OPEN] = "open", [ACTION_CLOSE] = "close",
		[ACTION_LANGUAGE] = "language", [ACTION_TEXT_SIZE] = "text-size", [ACTION_THEME] = "theme",
		[ACTION_MORE_TIME_ALWAYS] = "more-time-always", [ACTION_REACH] = "reach", [ACTION_STEADY] = "steady", [ACTION_LEARN] = "learn",
		[ACTION_SWITCH] = "switch", [ACTION_SWITCHES_SWAP] = "switches-swap", [ACTION_SWITCHES_AGAIN] = "switches-again", [ACTION_NEED] = "need", [ACTION_SEARCH] = "search", [ACTION_SERVICE] = "service", [ACTION_HOME] = "home",
		[ACTION_BEGIN] = "begin", [ACTION_BACK] = "back", [ACTION_CONTINUE] = "continue", [ACTION_SKIP] = "skip",
		[ACTION_USE] = "use", [ACTION_DIFFERENT] = "different", [ACTION_FORGET] = "forget",
		[ACTION_CHOOSE] = "choose", [ACTION_FIELD] = "field", [ACTION_TYPE] = "type", [ACTION_DELETE] = "delete",
		[ACTION_CLEAR] = "clear", [ACTION_SHIFT] = "shift", [ACTION_LAYER] = "layer", [ACTION_CARET] = "caret",
		[ACTION_CARET_WORD] = "caret-word", [ACTION_SELECT] = "select", [ACTION_SELECT_WORD] = "select-word", [ACTION_SELECT_ALL] = "select-all", [ACTION_PLACE] = "place", [ACTION_UNDO] = "undo", [ACTION_KEY_ORDER] = "key-order", [ACTION_SUGGESTED] = "suggested",
		[ACTION_NEXT_FIELD] = "next-field", [ACTION_SET] = "set", [ACTION_PAGE] = "page", [ACTION_CHANGE] = "change", [ACTION_REVEAL] = "reveal", [ACTION_DOUBT] = "doubt",
		[ACTION_ITEM_ADD] = "item-add", [ACTION_ITEM_CHANGE] = "item-change", [ACTION_ITEM_REMOVE] = "item-remove", [ACTION_ITEM_GONE] = "item-gone",
		[ACTION_SEND] = "send", [ACTION_TRY_AGAIN] = "try-again", [ACTION_PRINT_AGAIN] = "print-again", [ACTION_PRINT_SEEN] = "print-seen", [ACTION_RATE] = "rate",
		[ACTION_ANOTHER] = "another", [ACTION_FINISH] = "finish", [ACTION_MORE_TIME] = "more-time",
		[ACTION_LOOKUP] = "lookup", [ACTION_SPEECH] = "speech", [ACTION_INTERPRETER] = "interpreter", [ACTION_CALM] = "calm", [ACTION_HIDE] = "hide", [ACTION_CLEAN] = "clean", [ACTION_GUIDE] = "guide", [ACTION_STAFF] = "staff", [ACTION_BADGE] = "badge", [ACTION_ASSIST] = "assist", [ACTION_HANDBACK] = "handback", [ACTION_OFFER] = "offer", [ACTION_HANDOUT] = "handout", [ACTION_PERSON] = "person", [ACTION_CALL] = "call", [ACTION_CALL_OFF] = "call-off", [ACTION_TICKET] = "ticket", [ACTION_PARK] = "park", [ACTION_RESUME] = "resume", [ACTION_TRAINING] = "training", [ACTION_CONFIRM] = "confirm", [ACTION_PAIR] = "pair",
	};
	return (unsigned)action < ACTION_COUNT ? name[action] : "unknown";
}
