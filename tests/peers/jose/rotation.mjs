// SPDX-License-Identifier: MIT
// Opens all sealed events of an export (NDJSON) with the private keys in files, each by the key that it names. Prints the references, one a line.
import { readFileSync } from 'node:fs';
import * as jose from 'jose';

const [exported, ...files] = process.argv.slice(2);
const keys = new Map();
for (const file of files) {
	const jwk = JSON.parse(readFileSync(file, 'utf8'));
	keys.set(jwk.kid, jwk);
}
for (const line of readFileSync(exported, 'utf8').trim().split('\n')) {
	const { event } = JSON.parse(line);
	if (!event)
		continue;
	const { plaintext, protectedHeader } = await jose.compactDecrypt(event.data, (header) => jose.importJWK(keys.get(header.kid), header.alg));
	const record = JSON.parse(new TextDecoder().decode(plaintext));
	if (record.id !== event.id || record.meta.referenceNumber !== event.subject)
		throw new Error(`${event.id} is not what is outside`);
	console.log(`${protectedHeader.alg} ${protectedHeader.kid} ${event.subject}`);
}
