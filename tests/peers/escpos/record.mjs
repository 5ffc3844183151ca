// SPDX-License-Identifier: MIT
// record.mjs: blocks of an independent encoder, one JSON line each: what was asked, and the bytes in hex. What ends a line there is left out.
import Encoder from '@point-of-sale/receipt-printer-encoder'

// The same pages as drivers/printer/pages.c has for each make, in its order; the numbers are the encoder's own.
const PAGES = {
	437: 'cp437', 850: 'cp850', 852: 'cp852', 858: 'cp858', 1250: 'windows1250', 1252: 'windows1252', '8859-2': 'epson/iso8859-2', '8859-15': 'iso8859-15',
}
const MAPS = {
	epson: ['437', '858', '852', '1252', '1250', '8859-2', '8859-15', '850'],
	citizen: ['437', '858', '852', '1252'],
	bixolon: ['437', '858', '852', '1252', '1250', '850'],
	'star-escpos': ['437', '858', '852', '1252', '850'],
}
const TEXTS = [
	'Reference MB 7K4 29Q XM3', 'Pay £24.50 by 26 November – we’ll write to you', 'Zażółć gęślą jaźń', 'Opłata £12.40 za pojemnik, faktura €14',
	'şcoala este în oraş, ţara: România', 'Cyngor: â ê î ô û, £5 y mis', '“Né à Noël”, œuvre, ¿dónde?', 'łódź £ łódź £ łódź £', 'ÁÉÍÓÚ áéíóú Ññ Çç ß Öö Üü Åå Øø',
]
const open = (options = {}) => new Encoder({ language: 'esc-pos', columns: 48, newline: '\n', imageMode: 'raster', ...options })
const bytes = encoder => encoder.commands().flatMap(line => line.commands).flatMap(command => [...(command.payload ?? [])])
// A line of text as it is sent, without its end.
const line = (encoder, text) => [...encoder.line(text).encode()].slice(0, -1)
const hex = list => Buffer.from(list).toString('hex')
const say = (what, list) => console.log(JSON.stringify({ ...what, bytes: hex(list) }))
const mapping = map => (map === 'star-escpos' ? 'star' : map)

for (const [text, module, level] of [['MB 7K4 29Q XM3', 6, 'm'], ['a', 1, 'l'], ['https://mereford.gov.uk/r/MB7K429QXM3', 4, 'q'], ['7K429Q'.repeat(80), 8, 'h']])
	say({ kind: 'qr', text, module, level }, bytes(open().qrcode(text, { model: 2, size: module, errorlevel: level })))
for (const [text, height, width] of [['MB7K429QXM3', 60, 2], ['A', 255, 1], ['0123456789 abc-XYZ~!/#', 80, 3]])
	say({ kind: 'code128', text, height, module: width + 1 }, bytes(open().barcode(text, 'code128', { height, width, text: true })))
say({ kind: 'cut' }, bytes(open().cut('partial')))

// The picture is a rule that both sides can draw: (7x + 13y + xy) mod 5 below 2 is ink.
for (const [dots, rows] of [[128, 8], [384, 24], [576, 32]]) {
	const data = new Uint8ClampedArray(dots * rows * 4)
	for (let i = 0; i < dots * rows; i++) {
		const x = i % dots, y = (i - x) / dots, ink = (7 * x + 13 * y + x * y) % 5 < 2
		data.set([ink ? 0 : 255, ink ? 0 : 255, ink ? 0 : 255, 255], i * 4)
	}
	say({ kind: 'raster', dots, rows }, bytes(open().image({ data, width: dots, height: rows }, dots, rows, 'threshold')))
}

// Each page with every letter that the encoder finds in its upper half. (It has pictures below 20h as well, "←" is ESC there; a printer obeys those.
// Epson's own additions to ISO's pages are left out as well.)
const letters = Object.fromEntries(Object.keys(PAGES).map(page => {
	const found = Array.from({ length: 0x2600 - 0xa1 }, (_, i) => String.fromCharCode(0xa1 + i))
		.filter(letter => letter !== '\u00ad' && line(open().codepage(PAGES[page]), letter).at(-1) >= (page.startsWith('8859') ? 0xa0 : 0x80))
	return [page, found.join('')]
}))
for (const [map, pages] of Object.entries(MAPS))
	for (const page of pages) {
		const all = letters[page]
		for (let at = 0; at < all.length; at += 40) {
			const text = all.slice(at, at + 40)
			say({ kind: 'page', map, page, text }, line(open({ codepageMapping: mapping(map) }).codepage(PAGES[page]), text))
		}
	}

for (const [map, pages] of Object.entries(MAPS))
	for (const text of TEXTS)
		say({ kind: 'text', map, text }, line(open({ codepageMapping: mapping(map), codepageCandidates: pages.map(page => PAGES[page]) }).codepage('auto'), text))
