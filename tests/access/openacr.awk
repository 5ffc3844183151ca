# SPDX-License-Identifier: MIT
# openacr.awk -v date=… -v version=… -v contact=… VERDICTS: the report as OpenACR (schema openacr-0.1.0, catalogue 2.5-edition-wcag-2.2-508-eu-en).
# Clauses that the catalogue lists once (EN 11.1 to 11.4 under WCAG) are one criterion: its level is the worst of theirs.
BEGIN {
	FS = "\t"
	level["program"] = level["inspection"] = "supports"; level["partly"] = "partially-supports"; level["fail"] = "does-not-support"; level["not-applicable"] = "not-applicable"
	how["program"] = "Passes by program"; how["inspection"] = "Passes by inspection"; how["partly"] = "Fails in part"; how["fail"] = "Fails"; how["not-applicable"] = "Not applicable"
	rank["not-applicable"] = 1; rank["program"] = rank["inspection"] = 2; rank["partly"] = 3; rank["fail"] = 4
}

function quoted(text) { gsub(/\\/, "\\\\", text); gsub(/"/, "\\\"", text); return "\"" text "\"" }

$3 == "heading" { next }
{
	at = $4 SUBSEP $5
	if (!(at in worst)) { if (!($4 in chapters)) { chapters[$4] = ++chapter_count; chapter[chapter_count] = $4 } order[$4, ++in_chapter[$4]] = $5; component[at] = $6; worst[at] = $8 }
	if (rank[$8] > rank[worst[at]]) worst[at] = $8
	note = ($1 == "en" ? "EN 301 549 " : "508 ") $2 ": " how[$8] "." ($10 == "" ? "" : " " $10) ($9 == "" ? "" : " [" $9 "]")
	notes[at] = notes[at] (notes[at] == "" ? "" : " ") note
}

END {
	print "# Made by toolchain/test access. Each level comes from tests that passed in this run, or from a named inspection."
	print "title: " quoted("Foyer Accessibility Conformance Report")
	print "product:\n  name: Foyer\n  version: " quoted(version)
	print "  description: " quoted("Firmware of self-service kiosks in council libraries: the software. Enclosures are answered by their makers.")
	print "author:\n  name: The makers of Foyer\n  email: " quoted(contact)
	print "vendor:\n  name: The makers of Foyer\n  email: " quoted(contact)
	print "report_date: " quoted(date) "\nlast_modified_date: " quoted(date) "\nversion: 1"
	print "catalog: 2.5-edition-wcag-2.2-508-eu-en"
	print "license: CC0-1.0"
	print "notes: " quoted("EN 301 549 V3.2.1 clauses 5.1 to 5.9, 8.3 and 11 (closed functionality), Revised Section 508 402 and 407. Other clauses and criteria are not answered here.")
	print "evaluation_methods_used: " quoted("Programs that use the whole kiosk by touch, by keypad and speech, by two switches, and by keypad with large text, and rules checked on every screen; named inspections for the rest.")
	print "chapters:"
	for (c = 1; c <= chapter_count; c++) {
		print "  " chapter[c] ":"
		print "    criteria:"
		for (i = 1; i <= in_chapter[chapter[c]]; i++) {
			at = chapter[c] SUBSEP order[chapter[c], i]
			print "      - num: " quoted(order[chapter[c], i])
			print "        components:\n          - name: " component[at] "\n            adherence:\n              level: " level[worst[at]] "\n              notes: " quoted(notes[at])
		}
	}
}
