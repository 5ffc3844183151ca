// SPDX-License-Identifier: MIT
// bench.mjs RECEIPT.json: time both encoders on its lines, a QR code and a cut, warm; one JSON line of microseconds (medians) and bytes.
import { readFileSync } from 'node:fs'
import Encoder from '@point-of-sale/receipt-printer-encoder'
import receiptline from 'receiptline'

const lines = JSON.parse(readFileSync(process.argv[2], 'utf8')), COLUMNS = 48, REFERENCE = 'MB 7K4 29Q XM3', TURNS = 9
const pages = ['cp437', 'cp858', 'cp852', 'windows1252', 'cp850']

const encoder = new Encoder({ language: 'esc-pos', columns: COLUMNS, newline: '\n', codepageCandidates: pages })
// @page: one for all the letters ("?" for those it lacks), or 'auto', as ours: much slower there.
const encode = page => {
	encoder.initialize().codepage(page)
	for (const { text, bold = false, large = false, centre = false, rule = false } of lines) {
		if (rule) {
			encoder.line('-'.repeat(COLUMNS))
			continue
		}
		encoder.align(centre ? 'center' : 'left').bold(bold)
		if (large) encoder.size(2, 2)
		encoder.line(text)
		if (large) encoder.size(1, 1)
	}
	return encoder.bold(false).align('center').qrcode(REFERENCE, { model: 2, size: 6, errorlevel: 'm' }).align('left').cut('partial').encode()
}

const escaped = text => text.replace(/[\\|{}~_"`^]/g, '\\$&')
const styled = ({ text, bold = false, large = false }) => (bold ? '"' : '') + (large ? '^^^' : '') + escaped(text) + (large ? '^^^' : '') + (bold ? '"' : '')
const document = [...lines.map(line => (line.rule ? '-' : line.centre ? styled(line) : '|' + styled(line))), `{code:${REFERENCE};option:qrcode,6,m}`, '='].join('\n')
const printer = { cpl: COLUMNS, encoding: 'multilingual', command: 'escpos' }
const transform = () => receiptline.transform(document, printer)

const time = (make, count) => {
	const taken = []
	for (let i = 0; i < 2 * count; i++) make()
	for (let turn = 0; turn < TURNS; turn++) {
		const start = performance.now()
		for (let i = 0; i < count; i++) make()
		taken.push((performance.now() - start) * 1000 / count)
	}
	return taken.sort((a, b) => a - b)[Math.floor(TURNS / 2)]
}
console.log(JSON.stringify({
	encoder_us: time(() => encode('cp437'), 100), encoder_auto_us: time(() => encode('auto'), 3), receiptline_us: time(transform, 100),
	encoder_bytes: encode('auto').length, receiptline_bytes: transform().length,
}))
