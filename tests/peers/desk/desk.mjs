// SPDX-License-Identifier: MIT
// desk.mjs URL FOLDER: a browser at the staff's page: keyboard alone, two windows, no script, other languages, small screens; axe-core looks at each.
import { chromium } from "playwright-core";
import { readFileSync, writeFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const [, , url, folder] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = process.env.FOYER_SHOTS;
let looked = 0;

function must(is, words) {
	if (!is)
		throw new Error(words);
}

async function look(page, name) {
	await page.evaluate(axe);
	const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
	const words = found.violations.map((wrong) => `${wrong.id} (${wrong.impact}): ${wrong.help}: ${wrong.nodes.map((node) => node.html).join(" | ")}`);
	must(words.length === 0, `${name}: ${words.join("\n")}`);
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	must(wide <= 0, `${name}: ${wide} pixels are beside the window`);
	const small = await page.evaluate(() => [...document.querySelectorAll("body *")].filter((at) => at.childNodes.length && at.offsetParent && !at.classList.contains("unseen") &&
		[...at.childNodes].some((text) => text.nodeType === 3 && text.data.trim()) && parseFloat(getComputedStyle(at).fontSize) < 16).map((at) => at.outerHTML));
	must(small.length === 0, `${name}: smaller than 16 pixels: ${small.join(" ")}`);
	const low = await page.evaluate(() => [...document.querySelectorAll("button")].filter((at) => at.offsetParent && at.getBoundingClientRect().height < 44).map((at) => at.outerHTML));
	must(low.length === 0, `${name}: buttons lower than 44 pixels: ${low.join(" ")}`);
	if (shots)
		await page.screenshot({ path: join(shots, `desk-${name}.png`) });
	looked++;
}

// What the page makes heard and shown, counted; and its stream.
function count() {
	window.notes = 0;
	window.notices = [];
	const Stream = window.EventSource;
	window.EventSource = class extends Stream {
		constructor(url) {
			super(url);
			window.stream = this;
		}
	};
	const made = AudioContext.prototype.createOscillator;
	AudioContext.prototype.createOscillator = function () {
		window.notes++;
		return made.call(this);
	};
	window.Notification = class {
		static permission = "granted";
		constructor(title, { body }) { window.notices.push(body); }
	};
}

async function open(browser, options, wrongs) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", ...options });
	const page = await context.newPage();
	if (options.javaScriptEnabled !== false)
		await page.addInitScript(count);
	page.on("pageerror", (error) => wrongs.push(String(error)));
	page.on("console", (words) => words.type() === "error" && wrongs.push(words.text()));
	page.on("request", (request) => request.url().startsWith(url) || wrongs.push(`asks elsewhere: ${request.url()}`));
	await page.goto(url);
	return page;
}

const held = (page) => page.evaluate(() => document.activeElement.id);

async function tabTo(page, id) {
	for (let i = 0; i < 40; i++) {
		if (await held(page) === id)
			return;
		await page.keyboard.press("Tab");
	}
	throw new Error(`the Tab key does not get to ${id}`);
}

async function signIn(page) {
	await page.fill("#who", "1001");
	await page.fill("#pin", "482915");
	await page.press("#pin", "Enter");
	await page.waitForSelector("#queue-title");
}

// So many sign-ins come from one address here that the desk would ask to wait.
const rest = (page, times) => page.waitForTimeout(times * 6500);

async function keyboardAlone(page, other) {
	must(await held(page) === "who", "the number is not where one begins");
	await look(page, "sign-in");
	await page.keyboard.type("1001");
	await page.keyboard.press("Tab");
	await page.keyboard.type("000000");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#problem");
	await look(page, "sign-in-wrong");
	await page.keyboard.type("1001");
	await tabTo(page, "pin");
	await page.keyboard.type("482915");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#call-A12");
	await signIn(other);
	await look(page, "queue");
	must((await page.textContent("#call-A12")).includes("Report a missed bin"), "the call does not say what it is about");
	await tabTo(page, "take-A12");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#arrive-A12");
	await other.waitForSelector("#arrive-A12");
	must(await held(page) === "arrive-A12", `after taking, the focus is at "${await held(page)}"`);
	await look(page, "coming");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#call-A12[data-state=here]");
	must(await held(page) === "done-A12", `after arriving, the focus is at "${await held(page)}"`);
	must(await page.evaluate(() => window.notes) === 0, "something was heard though nobody new called");
	await look(page, "here");
	await tabTo(page, "text-A12");
	await page.keyboard.type("needs a ch");
	await other.fill("#text-A12", "from the other window");
	await other.click("#note-A12"); // the page changes while somebody types
	await page.waitForFunction(() => document.querySelector("#call-A12").innerText.includes("from the other window"));
	must(await held(page) === "text-A12", `while somebody typed, the focus went to "${await held(page)}"`);
	await page.keyboard.type("air");
	must(await page.inputValue("#text-A12") === "needs a chair", `what was typed is now "${await page.inputValue("#text-A12")}"`);
	await page.keyboard.press("Enter");
	await page.waitForFunction(() => document.querySelector("#call-A12").innerText.includes("needs a chair"));
	must(await page.inputValue("#text-A12") === "", "what was sent still stands in its box");
	await look(page, "note");
	await other.fill("#text-A12", "stuck"); // it is about getting in somewhere, and they are not in yet
	await other.click("#note-A12");
	await page.waitForSelector("#confirmed-A12-told");
	must(await page.locator("#done-A12").count() === 0, "a call can be ended before they are in");
	await look(page, "not-in-yet");
	await tabTo(page, "confirmed-A12-told");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#done-A12");
	await look(page, "told");
	await tabTo(page, "done-A12");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#call-A13");
	must(await held(page) === "queue-title", `after finishing, the focus is at "${await held(page)}"`);
	must((await page.textContent("#say")).includes("A13"), "the new call is not said to a screen reader");
	must(await page.evaluate(() => window.notes) === 2, "the new call is not heard");
	must((await page.evaluate(() => window.notices)).join().includes("A13"), "the new call is not notified");
	await look(page, "next");
}

// A form is laid ready by keyboard; what is chosen outlives a change of the page.
async function pushed(page, other) {
	await page.selectOption("#service", "missed-bin");
	await other.fill("#text-A13", "a change");
	await other.click("#note-A13");
	await page.waitForFunction(() => document.querySelector("#call-A13").innerText.includes("a change"));
	must(await page.inputValue("#service") === "missed-bin", "what was chosen is gone");
	await tabTo(page, "offer");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#push[data-state=waiting]");
	must(await held(page) === "unoffer", `after it was laid ready, the focus is at "${await held(page)}"`);
	await look(page, "push");
	await page.click("#unoffer");
	await page.waitForSelector("#service");
}

// Somebody's screen in two windows: what is typed here is kept while theirs changes, each press leaves the focus where it was.
async function helpFromHere(page, other) {
	await tabTo(page, "join-kiosk");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#join .screen");
	await other.waitForSelector("#join .screen");
	must((await page.textContent("#say")).includes("fill in for them"), "what they may do is not said to a screen reader");
	await look(page, "join");
	await page.focus('[id="set-field:name"]');
	await page.keyboard.type("Mair Llwyd");
	await other.click('[id="point-choice:bin:blue"]');
	await page.waitForSelector("#join .screen >> text=pointed at choice:bin:blue");
	must(await page.inputValue('[id="set-field:name"]') === "Mair Llwyd" && await held(page) === "set-field:name", "what was typed was thrown away");
	await page.keyboard.press("Enter");
	await other.waitForSelector('[id="set-field:name"][value="Mair Llwyd"]');
	await tabTo(page, "press-choice:bin:brown");
	await page.keyboard.press("Space");
	await page.waitForSelector('[id="press-choice:bin:brown"][aria-pressed=true]');
	must(await held(page) === "press-choice:bin:brown", `after a press the focus is at "${await held(page)}"`);
	must(await page.locator('[id="press-person"]').count() === 0, "what is the person's alone can be pressed");
	await smallScreens(page, "join-");
	await page.click("#leave");
	await page.waitForSelector("#join .join-state[data-state=over]");
	must(await page.locator("#join .screen").count() === 0, "the screen is still there");
	await look(page, "join-over");
}

async function smallScreens(page, of = "") {
	for (const [name, width, height] of [["tablet", 834, 1112], ["twice-as-large", 720, 450], ["narrow", 320, 640]]) {
		await page.setViewportSize({ width, height });
		await look(page, of + name);
	}
	await page.setViewportSize({ width: 1440, height: 900 });
}

// Two other kiosks that do not answer; the one with the page is between them, and a call says where it is from.
async function otherKiosks(page) {
	await page.waitForFunction(() => document.querySelectorAll(".badge.off").length === 2);
	const names = await page.evaluate(() => [...document.querySelectorAll(".card h3")].map((name) => name.innerText));
	must(names.length === 3 && names[0] === "Kiosk 1" && names[2].startsWith("Kiosk 3"), `the kiosks are ${names.join(", ")}`);
	must((await page.innerText(".card:nth-child(1)")).includes("No answer since"), "it is not said since when a kiosk does not answer");
	must((await page.innerText(".call .where")).includes("Kiosk 2"), "a call does not say where it is from");
	await look(page, "site");
}

async function begunAnew(page) {
	writeFileSync(join(folder, "again"), "");
	await page.waitForSelector("#who", { timeout: 60000 });
	must(!existsSync(join(folder, "again")), "the desk was not begun anew");
}

async function withoutScript(browser, wrongs) {
	const page = await open(browser, { javaScriptEnabled: false }, wrongs);
	await signIn(page);
	await page.click("#take-A13-5");
	await page.waitForSelector("#arrive-A13");
	await page.click("form[action='/out'] button");
	await page.waitForSelector("#who");
}

async function otherLanguages(browser, wrongs) {
	for (const locale of ["cy", "ur", "ar", "bn", "pl", "ro"]) {
		const page = await open(browser, { locale }, wrongs);
		await look(page, `sign-in-${locale}`);
		await signIn(page);
		await look(page, `queue-${locale}`);
		await page.context().close();
	}
}

// A page that was left: it shows who calls, has no button but the one behind the PIN, and what is half typed there stays when the queue changes.
async function leftOpen(browser, wrongs) {
	for (const locale of ["en-GB", "ur"]) {
		const page = await open(browser, { locale }, wrongs);
		await rest(page, 3); // the PIN is given three times below
		await signIn(page);
		await page.waitForSelector("#live button");
		const act = (what) => page.evaluate((what) => post("/act", what), what);
		await act({ act: "done A96" });
		await page.waitForSelector("#lock:not([hidden])");
		await page.evaluate(() => window.stream.dispatchEvent(new Event("open"))); // it was cut and is there again: nothing is said by that of the lock
		must(await page.locator("#lock").isVisible(), "a stream that connects again unlocks the page");
		must(await page.locator("#live button:visible").count() === 0, "a locked page has buttons");
		await page.focus("#again");
		await page.keyboard.type("111");
		await act({ act: "note A13", text: `heard in ${locale}` });
		await page.waitForFunction((words) => document.getElementById("live").textContent.includes(words), `heard in ${locale}`);
		must(await page.inputValue("#again") === "111", "what was typed of a PIN is gone");
		await look(page, `locked-${locale}`);
		await page.keyboard.type("111");
		await page.keyboard.press("Enter");
		await page.waitForSelector("#lock .problem");
		await look(page, `locked-wrong-${locale}`);
		await page.fill("#again", "482915");
		await page.keyboard.press("Enter");
		await page.waitForSelector("#live button:visible");
		must(await page.locator("#lock").isHidden(), "the page is still locked");
		await page.context().close();
	}
}

async function weight(browser) {
	const page = await (await browser.newContext()).newPage();
	let bytes = 0;
	page.on("response", async (response) => {
		const sizes = await response.request().sizes().catch(() => null);
		bytes += sizes ? sizes.responseBodySize + sizes.responseHeadersSize : 0;
	});
	await page.goto(url);
	await page.waitForLoadState("networkidle");
	bytes = 0;
	await page.fill("#who", "1001");
	await page.fill("#pin", "482915");
	await page.press("#pin", "Enter");
	await page.waitForSelector("#queue-title");
	await page.waitForTimeout(500); // the script and its stream; more would only be counted as well
	must(bytes > 0 && bytes < 60 * 1024, `the first load is ${bytes} bytes`);
	console.log(`first load of the desk: ${bytes} bytes`);
	await page.context().close();
}

const browser = await chromium.launch({ executablePath: execFileSync("which", ["chromium"], { encoding: "utf8" }).trim(), args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
const wrongs = [];
try {
	const page = await open(browser, {}, wrongs), other = await open(browser, {}, wrongs);
	await keyboardAlone(page, other);
	await pushed(page, other);
	await otherKiosks(page);
	await smallScreens(page);
	await helpFromHere(page, other);
	await otherLanguages(browser, wrongs);
	await leftOpen(browser, wrongs);
	await weight(browser);
	const before = wrongs.filter((words) => !words.includes("403")); // the wrong PIN
	must(before.length === 0, before.join("\n"));
	await begunAnew(page);
	await withoutScript(browser, []);
	console.log(`${looked} looks, nothing found by axe-core`);
} catch (error) {
	console.log(String(error.stack || error));
	process.exitCode = 1;
} finally {
	await browser.close();
}
