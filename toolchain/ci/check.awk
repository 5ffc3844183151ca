# SPDX-License-Identifier: MIT
# The rules of toolchain/ci/check, one pass over each file. Plain awk: a bare Debian has mawk.

function found(line, rule, words) {
	printf "%s:%d: %s: %s\n", FILENAME, line, rule, words
	findings++
}

# Whether path lies in folder.
function within(path, folder) {
	return index(path, folder "/") == 1
}

function read_tables(    lines, count, i, part, parts, k) {
	count = split(ENVIRON["MAY_INCLUDE"], lines, "\n")
	for (i = 1; i <= count; i++) {
		parts = split(lines[i], part, /[ \t]+/)
		if (parts < 2)
			continue
		seer[++seers] = part[1]
		for (k = 2; k <= parts; k++)
			sees[part[1]] = sees[part[1]] " " part[k]
	}
	count = split(ENVIRON["OWNERS"], lines, "\n")
	for (i = 1; i <= count; i++) {
		if (lines[i] == "")
			continue
		match(lines[i], /  +[a-z]/)
		pattern[++patterns] = substr(lines[i], 1, RSTART - 1)
		owned_by[patterns] = substr(lines[i], RSTART)
	}
	count = split(ENVIRON["BANNED"], part, " ")
	for (i = 1; i <= count; i++)
		banned = banned (i > 1 ? "|" : "") part[i]
	banned = "(^|[^A-Za-z0-9_.>])(" banned ")[ \t]*\\("
}

# The folder of the include table that this file belongs to: the longest that matches.
function find_seer(path,    i, best) {
	best = ""
	for (i = 1; i <= seers; i++)
		if (within(path, seer[i]) && length(seer[i]) > length(best))
			best = seer[i]
	return best
}

function allowed(path, folders,    part, count, i) {
	count = split(folders, part, " ")
	for (i = 1; i <= count; i++)
		if (within(path, part[i]))
			return 1
	return 0
}

# The line without comments and without what stands in quotes.
function bare(line,    before) {
	gsub(/"([^"\\]|\\.)*"/, "\"\"", line)
	gsub(/'([^'\\]|\\.)'/, "' '", line)
	if (in_comment) {
		if (!match(line, /\*\//))
			return ""
		line = substr(line, RSTART + 2)
		in_comment = 0
	}
	gsub(/\/\*([^*]|\*+[^*\/])*\*+\//, "", line)
	sub(/\/\/.*/, "", line)
	if (match(line, /\/\*/)) {
		line = substr(line, 1, RSTART - 1)
		in_comment = 1
	}
	return line
}

function check_include(line,    header) {
	if (!match(line, /^#include[ \t]*"[^"]+"/))
		return
	header = substr(line, RSTART, RLENGTH)
	sub(/^#include[ \t]*"/, "", header)
	sub(/"$/, "", header)
	if (header !~ /^(firmware|ui|drivers|tests)\//)
		found(FNR, "include-path", "\"" header "\" does not start at a top folder")
	else if (!is_test && header ~ /^tests\//)
		found(FNR, "include", "only tests may see " header)
	else if (!is_test && my_seer != "" && !allowed(header, sees[my_seer]))
		found(FNR, "include", my_seer " may not see " header)
}

function check_owners(line, code,    i) {
	if (is_test)
		return
	for (i = 1; i <= patterns; i++)
		if ((pattern[i] ~ /^#include/ ? line : code) ~ ("^[ \t]*" pattern[i]) || (pattern[i] !~ /^#include/ && code ~ pattern[i])) {
			if (!allowed(FILENAME, owned_by[i]))
				found(FNR, "owner", "this belongs to" owned_by[i])
			return # the first pattern that fits has the last word
		}
	if (!within(FILENAME, "firmware/store") &&
	    line ~ /"[ \t]*(SELECT|INSERT( OR [A-Z]+)? INTO|UPDATE|DELETE FROM|CREATE (TABLE|INDEX|UNIQUE)|PRAGMA|BEGIN (IMMEDIATE|EXCLUSIVE)|DROP TABLE|ALTER TABLE) /)
		found(FNR, "sql", "SQL stands only in firmware/store")
}

function check_function(line) {
	if (line ~ /^\{[ \t]*$/)
		function_at = FNR
	else if (line ~ /^\}/ && function_at) {
		if (FNR - function_at + 1 > function_max)
			found(function_at, "function-size", FNR - function_at + 1 " lines; " function_max " is the most")
		function_at = 0
	}
}

# A prototype in a header has a comment on its line or above it in its paragraph; x_init/x_done and their like mean what STYLE says.
function check_prototype(line, code,    name) {
	if (FILENAME !~ /\.h$/ || is_test)
		return
	if (line ~ /^[ \t]*$/ || code ~ /^(#|\})/)
		commented = 0
	if (line ~ /\/\*|\*\//)
		commented = 1
	if (code !~ /^[A-Za-z_][A-Za-z0-9_ \t*]*[ \t*][a-z][a-z0-9_]*\(/ || code ~ /^(typedef|static|return|for|else)/ || code ~ /^[ \t]/)
		return
	name = code
	sub(/\(.*/, "", name)
	sub(/.*[ \t*]/, "", name)
	if (!commented && name !~ /_(init|done|new|free|open|close|name|clear)$/)
		found(FNR, "prototype", name "() has no words")
}

function finish_file() {
	if (last_file != "" && last_line > file_max)
		printf "%s:%d: file-size: %d lines; %d is the most\n", last_file, file_max, last_line, file_max
	findings += last_line > file_max
}

BEGIN { read_tables() }

FNR == 1 {
	finish_file()
	is_test = within(FILENAME, "tests")
	my_seer = find_seer(FILENAME)
	in_comment = function_at = commented = 0
	if ($0 != "/* SPDX-License-Identifier: MIT */")
		found(1, "licence", "the first line is not /* SPDX-License-Identifier: MIT */")
	if (!is_test && my_seer == "")
		found(1, "place", "this folder is not in the table of who may include whom")
}

FNR == 2 && FILENAME ~ /\.h$/ && $0 !~ /^\/\* / { found(2, "headline", "the second line does not say what this is") }

{
	code = bare($0)
	check_include($0)
	check_owners($0, code)
	check_function($0)
	check_prototype($0, code)
	if (code ~ banned)
		found(FNR, "banned", "this function is not used here")
	last_file = FILENAME
	last_line = FNR
}

END {
	finish_file()
	exit findings > 0
}
