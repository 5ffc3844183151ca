# SPDX-License-Identifier: MIT
# pseudo.awk EN.po - the same sentences four tenths longer: vowels carry marks and are said again; {names}, numbers and line breaks stay,
# and so do keys and the words of the counter, whose places are fixed on the panel: translators have to be short there.
BEGIN { plain = "aeiouAEIOU"; split("á é í ó ú Á É Í Ó Ú", marked, " ") }
function stretched(text,   out, at, one, owed) {
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
/^msgid/ { header = $0 == "msgid \"\""; sentence = 0; kept = /^msgid "(az\.letters|time\.clock|key\.|counter\.|person\.help)/ }
/^msgstr/ { sentence = 1 }
header && sentence { sub(/Language: en/, "Language: en-XA"); print; next }
sentence && !kept && match($0, /^[^"]*"/) { print substr($0, 1, RLENGTH) stretched(substr($0, RLENGTH + 1, length($0) - RLENGTH - 1)) "\""; next }
{ print }
END { print "\nmsgid \"language.en-XA\"\nmsgstr \"Éénglíísh\"" }
