// SPDX-License-Identifier: MIT
// The desk without reloading: the server writes the living part, this puts it in place, keeps the focus, and makes what is new heard.
"use strict";

const live = document.getElementById("live"), say = document.getElementById("say"), lost = document.getElementById("lost");
const soundButton = document.getElementById("sound"), notifyButton = document.getElementById("notify");
const token = document.querySelector("#act input[name=token]").value;
const NEXT_BUTTON = { offer: "unoffer", unoffer: "offer" };
const SEEN_EACH_MS = 30000, WAIT_MS = 2000;
let audio = null, seenAt = 0;

// Two notes, made here: nothing is loaded.
function sound() {
	if (!audio || audio.state !== "running")
		return;
	[[660, 0], [880, 0.22]].forEach(([pitch, after]) => {
		const note = audio.createOscillator(), loudness = audio.createGain(), at = audio.currentTime + after;
		note.frequency.value = pitch;
		loudness.gain.setValueAtTime(0, at);
		loudness.gain.linearRampToValueAtTime(0.3, at + 0.02);
		loudness.gain.linearRampToValueAtTime(0, at + 0.2);
		note.connect(loudness).connect(audio.destination);
		note.start(at);
		note.stop(at + 0.21);
	});
}

function offerSound() {
	audio = audio || (window.AudioContext ? new AudioContext() : null);
	soundButton.hidden = !audio || audio.state === "running";
}

function offerNotices() {
	notifyButton.hidden = !("Notification" in window) || Notification.permission !== "default" || !window.isSecureContext;
}

function notice(words) {
	if ("Notification" in window && Notification.permission === "granted")
		new Notification(document.title, { body: words, tag: words, icon: "/logo.svg" });
}

function waiting() {
	return new Map([...live.querySelectorAll("[data-ticket]")].filter((call) => call.dataset.state === "waiting" || call.dataset.state === "alone")
		.map((call) => [call.dataset.ticket, call.dataset.say]));
}

// Who was at a button finds the same one again, else the next thing that can be done with that ticket, else the queue's heading.
function focusAgain(held) {
	if (!held || document.getElementById(held) === document.activeElement)
		return;
	const same = document.getElementById(held), call = document.getElementById("call-" + held.split("-")[1]);
	(same || document.getElementById(NEXT_BUTTON[held.split("-")[0]]) || (call && call.querySelector("button")) || document.getElementById("queue-title")).focus();
}

// What is typed and not sent yet stays where it is.
function typedNow() {
	return [...live.querySelectorAll("input[id], select[id]")].map((box) => [box.id, box.type === "radio" ? box.checked : box.value, box === document.activeElement ? box.selectionStart : null]);
}

function typeAgain(boxes) {
	boxes.forEach(([id, value, caret]) => {
		const box = document.getElementById(id);
		if (!box || (box.options && ![...box.options].some((option) => option.value === value)))
			return;
		if (box.type === "radio")
			box.checked = value;
		else
			box.value = value;
		if (typeof caret === "number")
			box.setSelectionRange(caret, caret);
	});
}

function show(markup) {
	const before = waiting(), typed = typedNow(), held = live.contains(document.activeElement) ? document.activeElement.id : "";
	const made = new DOMParser().parseFromString("<main>" + markup + "</main>", "text/html").querySelector("main");
	live.replaceChildren(...made.childNodes);
	focusAgain(held);
	typeAgain(typed);
	const fresh = [...waiting()].filter(([ticket]) => !before.has(ticket)).map(([, words]) => words);
	if (fresh.length === 0)
		return;
	say.textContent = fresh.join(" ");
	sound();
	fresh.forEach(notice);
}

function post(path, more) {
	return fetch(path, { method: "POST", redirect: "manual", body: new URLSearchParams({ token, ...more }) });
}

function trouble(is) {
	const words = is ? document.body.dataset.lost : "";
	if (lost.textContent === words)
		return;
	if (!is)
		say.textContent = document.body.dataset.found;
	lost.textContent = words;
}

// Whoever does nothing for long is signed out: said before, and undone by one press.
const soon = document.getElementById("soon");

function warn() {
	soon.hidden = false;
	document.getElementById("stay").focus();
}

// Nobody acts at a page that was left: it hears on, and the PIN opens it again. Who is at it meanwhile is led to the PIN.
const locked = document.getElementById("lock");

function lock(on) {
	if (on === !locked.hidden)
		return;
	const held = document.activeElement !== document.body;
	document.body.classList.toggle("locked", on);
	locked.hidden = !on;
	if (on)
		soon.hidden = true;
	if (held)
		(on ? document.getElementById("again") : document.getElementById("queue-title")).focus();
}

function seen() {
	seenAt = Date.now();
	soon.hidden = true;
	post("/seen", {}).catch(() => {});
}

// A closed stream is either a server that begins anew, which knows nobody, or one that is away.
function connect() {
	const events = new EventSource("/events");
	events.addEventListener("open", () => trouble(false));
	events.addEventListener("live", (event) => show(event.data));
	events.addEventListener("join", (event) => showJoin(event.data));
	events.addEventListener("warning", warn);
	events.addEventListener("locked", () => lock(true));
	events.addEventListener("unlocked", () => lock(false));
	events.addEventListener("out", () => location.reload());
	events.addEventListener("error", () => {
		trouble(true);
		if (events.readyState !== EventSource.CLOSED)
			return;
		fetch("/", { method: "GET" }).then((answer) => answer.ok ? location.reload() : setTimeout(connect, WAIT_MS), () => setTimeout(connect, WAIT_MS));
	});
}

document.getElementById("act").addEventListener("submit", (event) => {
	if (!event.submitter)
		return;
	event.preventDefault();
	post("/act", { act: event.submitter.value }).catch(() => trouble(true));
});

// The same for a form of the living part, which is empty again once it was sent.
live.addEventListener("submit", (event) => {
	event.preventDefault();
	const fields = Object.fromEntries(new FormData(event.target, event.submitter));
	post("/act", fields).catch(() => trouble(true));
	event.target.reset();
});

["pointerdown", "keydown"].forEach((kind) => document.addEventListener(kind, () => {
	if (audio && audio.state === "suspended")
		audio.resume().then(offerSound, () => {});
	if (Date.now() - seenAt >= SEEN_EACH_MS || !soon.hidden)
		seen();
}));

soundButton.addEventListener("click", () => audio.resume().then(() => { offerSound(); sound(); }, () => {}));
notifyButton.addEventListener("click", () => Notification.requestPermission().then(offerNotices, () => {}));
offerSound();
offerNotices();
connect();
