# SPDX-License-Identifier: MIT
# page.awk -v date=… -v version=… -v contact=… VERDICTS: the report as one page that reads itself well: headings, tables with captions and scopes, words and not colours.
BEGIN {
	FS = "\t"
	how["program"] = "Pass by program"; how["inspection"] = "Pass by inspection"; how["partly"] = "Fail in part"; how["fail"] = "Fail"; how["not-applicable"] = "Not applicable"
	mark["program"] = mark["inspection"] = "✓"; mark["partly"] = mark["fail"] = "✗"; mark["not-applicable"] = "–"
}

function safe(text) { gsub(/&/, "\\&amp;", text); gsub(/</, "\\&lt;", text); gsub(/>/, "\\&gt;", text); gsub(/"/, "\\&quot;", text); return text }

function part_of(standard, clause) {
	if (standard == "508") return "Revised Section 508, " substr(clause, 1, 3)
	return "EN 301 549, " (clause ~ /^5/ ? "5 Generic requirements" : clause ~ /^8/ ? "8.3 Stationary ICT" : clause ~ /^11\.[1-4]\./ ? "11.1 to 11.4 Software, closed functionality" : "11.5 to 11.8 Software")
}

{
	part = part_of($1, $2)
	if (!(part in rows)) name[++parts] = part
	if ($3 == "heading") { rows[part] = rows[part] "<tr><th scope=\"row\">" safe($2) "</th><td colspan=\"3\">" safe($7) "</td></tr>\n"; next }
	count[$8 == "partly" ? "fail" : $8]++
	tests = ""
	amount = split($9, one, /[,;] /)
	for (i = 1; i <= amount; i++) tests = tests "<li><code>" safe(one[i]) "</code></li>"
	row = "<tr><th scope=\"row\">" safe($2) "</th><td>" safe($7) "</td><td class=\"" $8 "\"><span aria-hidden=\"true\">" mark[$8] " </span>" how[$8] "</td><td>" ($10 == "" ? "" : "<p>" safe($10) "</p>") (tests == "" ? "" : "<ul>" tests "</ul>") "</td></tr>\n"
	rows[part] = rows[part] row
	if ($8 == "fail" || $8 == "partly") missing = missing "<li>" ($1 == "en" ? "EN 301 549 " : "508 ") safe($2) " " safe($7) ": " safe($10) "</li>\n"
}

END {
	print "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
	print "<title>Foyer: accessibility conformance</title>\n<style>"
	print ":root{color-scheme:light dark}body{font:1.0625rem/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#0b0c0c;background:#fff}"
	print "table{border-collapse:collapse;width:100%;margin:0 0 2rem}caption{text-align:left;font-weight:bold;padding:.5rem 0}th,td{border-bottom:1px solid #6f777b;padding:.5rem;text-align:left;vertical-align:top}"
	print "th[scope=row]{white-space:nowrap}td p,ul{margin:0}td ul{padding-left:1.2rem}code{overflow-wrap:anywhere}td.fail,td.partly{font-weight:bold}a{color:inherit}:focus-visible{outline:3px solid currentColor}"
	print "@media (prefers-color-scheme:dark){body{color:#fff;background:#0b0c0c}th,td{border-color:#b1b4b6}}"
	print "</style>\n</head>\n<body>\n<main>\n<h1>Foyer: accessibility conformance</h1>"
	print "<p>Made on " safe(date) " from version " safe(version) ", by <code>./toolchain/test access</code>. The software only: what an enclosure has to do is answered by whoever makes it.</p>"
	print "<p>Whom to write to about it: " safe(contact) "</p>"
	print "<h2>In short</h2>\n<ul>\n<li>Pass by program: " count["program"] + 0 "</li>\n<li>Pass by inspection: " count["inspection"] + 0 "</li>\n<li>Not applicable: " count["not-applicable"] + 0 "</li>\n<li>Fail: " count["fail"] + 0 "</li>\n</ul>"
	print "<p>“By program” names the tests; all of them passed in the run that made this page. “By inspection” names who looked, when, and where it is written down.</p>"
	print "<h2>What is missing</h2>\n" (missing == "" ? "<p>Nothing.</p>" : "<ul>\n" missing "</ul>")
	for (p = 1; p <= parts; p++) {
		print "<h2>" safe(name[p]) "</h2>\n<table>\n<caption>" safe(name[p]) ": each clause, and what we say of it</caption>"
		print "<thead><tr><th scope=\"col\">Clause</th><th scope=\"col\">Title</th><th scope=\"col\">Verdict</th><th scope=\"col\">Why</th></tr></thead>\n<tbody>\n" rows[name[p]] "</tbody>\n</table>"
	}
	print "</main>\n</body>\n</html>"
}
