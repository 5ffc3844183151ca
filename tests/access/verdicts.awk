# SPDX-License-Identifier: MIT
# verdicts.awk RESULTS LOG INSPECTIONS… CLAIMS CLAUSES: one line a clause, by tabs: standard, clause, kind, chapter, number, component, title, verdict,
# evidence, words. Verdicts: program, inspection, not-applicable, fail, partly, heading. What is wrong with the claims goes to standard error; exits 1
# when there is any, or when a test that a clause needs did not pass.
BEGIN { FS = "\t"; OFS = "\t" }

# Each thing once.
function complain(words) { if (words in complained) return; complained[words] = 1; print "access: " words >"/dev/stderr"; wrong = 1 }

FNR == 1 { part++; file = FILENAME }
/^#/ && file !~ /LastTest/ && part != 2 { next }

# ---- what ran: "preset name state seconds", then CTest's own log for the cases ----
part == 1 { split($0, word, " "); if (word[3] == "failed" || !(word[2] in state)) state[word[2]] = word[3]; next }
part == 2 && /^[0-9]+\/[0-9]+ Testing: / { test = $0; sub(/.*Testing: /, "", test); next }
part == 2 {
	if (match($0, /^\[       OK \] /)) { name = test ":" substr($0, RLENGTH + 1); if (!(name in state)) state[name] = "passed" }
	else if (match($0, /^\[  FAILED  \] /)) state[test ":" substr($0, RLENGTH + 1)] = "failed"
	else if (match($0, /^\[  SKIPPED \] /)) state[test ":" substr($0, RLENGTH + 1)] = "skipped"
	next
}

# ---- what somebody looked at ----
file ~ /inspections/ {
	if ($0 ~ /^[a-z]/) { inspection = $0; known[inspection] = 1; next }
	if (!match($0, /^\t[a-z]+:/)) next
	key = substr($0, 2, RLENGTH - 2); value = substr($0, RLENGTH + 1); gsub(/^ +| +$/, "", value)
	seen[inspection, key] = value
	next
}

# ---- what is claimed ----
file ~ /claims/ {
	if ($0 ~ /^[a-z0-9]/) { claim++; read_head($0); next }
	line = $0; gsub(/^[ \t]+|[ \t]+$/, "", line)
	if (line == "") next
	if (line ~ /^else /) { split(line, word, " "); other[claim] = word[3] == "partly" ? "partly" : word[2]; if (word[2] != "fail" && word[2] != "not-applicable") complain(claim_name[claim] ": \"" line "\" is no verdict") }
	else if (line ~ /^[a-z-]+\.[a-z0-9_-]+(:[a-z0-9_]+)?$/) tests[claim] = tests[claim] " " line
	else words[claim] = words[claim] (words[claim] == "" ? "" : " ") line
	next
}

function read_head(head,    word, count, i, ended) {
	count = split(head, word, " ")
	claim_name[claim] = word[1] " " word[2]
	for (i = 1; i < count && (word[i] == "en" || word[i] == "508"); i += 2) {
		if ((word[i], word[i + 1]) in claim_of) complain(word[i] " " word[i + 1] " is claimed twice")
		claim_of[word[i], word[i + 1]] = claim
	}
	verdict[claim] = word[i]
	ended = i
	if (word[i] == "inspection") { looked_at[claim] = word[i + 1]; ended = i + 1 }
	if (word[i] == "fail" && word[i + 1] == "partly") { verdict[claim] = "partly"; ended = i + 1 }
	if (ended != count || word[i] !~ /^(program|inspection|not-applicable|fail|whole)$/) complain("\"" head "\" has no verdict")
}

# ---- each clause ----
function failed_tests(number,    one, count, i, bad) {
	count = split(tests[number], one, " ")
	for (i = 1; i <= count; i++)
		if (!(one[i] in state)) bad = bad (bad == "" ? "" : ", ") one[i] " did not run"
		else if (state[one[i]] != "passed") bad = bad (bad == "" ? "" : ", ") one[i] (state[one[i]] == "skipped" ? " was skipped" : " failed")
	return bad
}

function inspected(name) { return seen[name, "who"] != "" && seen[name, "when"] != "" && seen[name, "where"] != "" }

function list_tests(number,    text) { text = tests[number]; gsub(/^ /, "", text); gsub(/ /, ", ", text); return text }

function judge(number,    bad, name) {
	bad = failed_tests(number)
	evidence = list_tests(number)
	said = words[number]
	if (bad != "" && !(number in told)) { complain(claim_name[number] ": " bad); told[number] = 1 }
	if (bad != "") { said = bad "."; return "fail" }
	if (verdict[number] == "program") { if (evidence == "") complain(claim_name[number] " passes by a program, but names no test"); return "program" }
	if (verdict[number] == "inspection") {
		name = looked_at[number]
		if (!(name in known)) { complain(claim_name[number] ": there is no inspection \"" name "\""); return "fail" }
		if (inspected(name)) {
			said = "Looked at: " seen[name, "what"] "."
			evidence = name ": " seen[name, "who"] ", " seen[name, "when"] ", " seen[name, "where"] (evidence == "" ? "" : "; " evidence)
			return "inspection"
		}
		if (other[number] == "") complain(claim_name[number] ": the inspection \"" name "\" is open, and nothing is said for that case")
		if (said == "") complain(claim_name[number] " is " other[number] " without a sentence")
		said = said " (Inspection " name " is open.)"
		return other[number]
	}
	if (said == "") complain(claim_name[number] " is " verdict[number] " without a sentence")
	return verdict[number]
}

file ~ /clauses/ {
	count++
	row[count] = $0
	if ($3 == "heading") { result[count] = "heading\t\t"; next }
	if (!(($1, $2) in claim_of)) { complain($1 " " $2 " \"" $7 "\": nothing is claimed of it"); result[count] = "fail\t\tNothing is claimed of it."; bad_clauses++; next }
	used[$1, $2] = 1
	what = judge(claim_of[$1, $2])
	if (what == "fail" || what == "partly") bad_clauses++
	result[count] = what "\t" evidence "\t" said
}

END {
	for (pair in claim_of) if (!(pair in used)) { split(pair, word, SUBSEP); complain("there is no clause " word[1] " " word[2]) }
	for (i = 1; i <= count; i++) {
		split(result[i], field, "\t")
		if (field[1] == "whole") {
			field[1] = bad_clauses ? "partly" : "program"
			field[2] = bad_clauses ? "" : "all clauses of this report"
			if (bad_clauses) field[3] = field[3] " " bad_clauses " of them " (bad_clauses == 1 ? "fails." : "fail.")
		}
		print row[i], field[1], field[2], field[3]
	}
	exit wrong
}
