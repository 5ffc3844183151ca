# SPDX-License-Identifier: MIT
# pseudo.awk EN.po - the same sentences in a language nobody speaks: each Latin letter becomes an Arabic one, so that the words are shaped
# and run from right to left; {names}, numbers and line breaks stay.
BEGIN {
	latin = "abcdefghijklmnopqrstuvwxyz"
	split("ا ب ج د ه ف غ ح ي ج ك ل م ن و ب ق ر س ت و ف و خ ي ز", arabic, " ")
}
function mirrored(text,   out, at, one) {
	out = ""
	while (text != "") {
		if (match(text, /^\{[A-Za-z_]+\}/) || match(text, /^\\./)) {
			out = out substr(text, 1, RLENGTH)
			text = substr(text, RLENGTH + 1)
			continue
		}
		one = substr(text, 1, 1)
		at = index(latin, tolower(one))
		out = out (at > 0 && one ~ /[A-Za-z]/ ? arabic[at] : one)
		text = substr(text, 2)
	}
	return out
}
/^msgid/ { header = $0 == "msgid \"\""; sentence = 0 }
/^msgstr/ { sentence = 1 }
header && sentence { sub(/Language: en/, "Language: ar-XA"); print; next }
sentence && match($0, /^[^"]*"/) { print substr($0, 1, RLENGTH) mirrored(substr($0, RLENGTH + 1, length($0) - RLENGTH - 1)) "\""; next }
{ print }
END { print "\nmsgid \"language.ar-XA\"\nmsgstr \"عربي\"" }
