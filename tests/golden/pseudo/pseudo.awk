# SPDX-License-Identifier: MIT
# pseudo.awk -v tag=TAG -v name=NAME EN.po - the same sentences in a language nobody speaks; {names}, numbers and line breaks stay, and so do alphabets.
# en-XA: four tenths longer. Vowels carry marks and are said again; keys and the words of the counter, whose places are fixed on the panel, stay:
# translators have to be short there. ar-XA: from right to left. Each Latin letter becomes an Arabic one, so that the words are shaped.
BEGIN {
	plain = "aeiouAEIOU"; split("á é í ó ú Á É Í Ó Ú", marked, " ")
	latin = "abcdefghijklmnopqrstuvwxyz"
	split("ا ب ج د ه ف غ ح ي ج ك ل م ن و ب ق ر س ت و ف و خ ي ز", arabic, " ")
	longer = tag == "en-XA"
	stays = longer ? "^msgid \"(az\\.letters|time\\.clock|key\\.|counter\\.|person\\.help)" : "^msgid \"(az\\.letters)"
}
function changed(text,   out, at, one, owed) {
	out = ""
	owed = 0
	while (text != "") {
		if (match(text, /^\{[A-Za-z_]+\}/) || match(text, /^\\./)) {
			out = out substr(text, 1, RLENGTH)
			text = substr(text, RLENGTH + 1)
			continue
		}
		one = substr(text, 1, 1)
		text = substr(text, 2)
		if (!longer) {
			at = index(latin, tolower(one))
			out = out (at > 0 && one ~ /[A-Za-z]/ ? arabic[at] : one)
			continue
		}
		owed += 0.4
		at = index(plain, one)
		out = out (at > 0 ? marked[at] : one)
		while (at > 0 && owed >= 1) {
			out = out marked[at > 5 ? at - 5 : at]
			owed--
		}
	}
	return out
}
/^msgid/ { header = $0 == "msgid \"\""; sentence = 0; kept = $0 ~ stays }
/^msgstr/ { sentence = 1 }
header && sentence { sub(/Language: en/, "Language: " tag); print; next }
sentence && !kept && match($0, /^[^"]*"/) { print substr($0, 1, RLENGTH) changed(substr($0, RLENGTH + 1, length($0) - RLENGTH - 1)) "\""; next }
{ print }
END { print "\nmsgid \"language." tag "\"\nmsgstr \"" name "\"" }
