// SPDX-License-Identifier: MIT
// Somebody's screen, live: what is new is put in place; who typed into a box, or stood at a button, goes on there.
"use strict";

const join = document.getElementById("join");

// What was typed here and not sent yet is nobody's to throw away.
function typing() {
	const at = document.activeElement;
	if (!join.contains(at))
		return null;
	const text = at.tagName === "INPUT" && at.value !== at.defaultValue ? { value: at.value, start: at.selectionStart, end: at.selectionEnd } : null;
	return { id: at.id, text };
}

function goOn(held) {
	if (!held)
		return;
	const same = held.id && document.getElementById(held.id), at = same || document.getElementById("join-title");
	if (!at)
		return;
	at.focus({ preventScroll: true });
	if (same && held.text && same.tagName === "INPUT") {
		same.value = held.text.value;
		same.setSelectionRange(held.text.start, held.text.end);
	}
}

function told() {
	const state = join.querySelector(".join-state");
	return state ? state.dataset.state + state.textContent : "";
}

function showJoin(markup) {
	const held = typing(), before = told();
	join.replaceChildren(...new DOMParser().parseFromString("<section>" + markup + "</section>", "text/html").querySelector("section").childNodes);
	join.hidden = markup === "";
	goOn(held);
	const state = join.querySelector(".join-state");
	if (state && told() !== before)
		say.textContent = state.textContent;
}

document.addEventListener("submit", (event) => {
	const form = event.target;
	if (form.getAttribute("action") !== "/join" || !event.submitter)
		return;
	event.preventDefault();
	const typed = form.elements.namedItem("text"), node = form.elements.namedItem("node");
	if (typed)
		typed.defaultValue = typed.value;
	post("/join", typed ? { act: "set", node: node.value, text: typed.value } : { act: event.submitter.value }).catch(() => trouble(true));
});
