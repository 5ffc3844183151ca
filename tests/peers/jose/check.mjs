// SPDX-License-Identifier: MIT
// The library jose opens our envelopes, checks our token and names our keys; then it seals for us.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import * as jose from 'jose';

const folder = process.argv[2];
const read = (name) => readFileSync(`${folder}/${name}`, 'utf8');
const made = JSON.parse(read('made.json'));
const council = JSON.parse(read('council-private.jwk'));
const keys = {
	ec: { algorithm: 'ECDH-ES', open: await jose.importJWK(council, 'ECDH-ES'), seal: await jose.importJWK(made.ec_key, 'ECDH-ES'), jwk: made.ec_key },
	rsa: { algorithm: 'RSA-OAEP-256', open: await jose.importPKCS8(read('rsa.pem'), 'RSA-OAEP-256'), seal: await jose.importJWK(made.rsa_key, 'RSA-OAEP-256'), jwk: made.rsa_key },
};

for (const [name, key] of Object.entries(keys)) {
	const { plaintext, protectedHeader } = await jose.compactDecrypt(made[name], key.open);
	const record = JSON.parse(new TextDecoder().decode(plaintext));
	assert.equal(protectedHeader.alg, key.algorithm);
	assert.equal(protectedHeader.enc, 'A256GCM');
	assert.equal(protectedHeader.kid, await jose.calculateJwkThumbprint(key.jwk));
	assert.equal(plaintext.length % 256, 0);
	assert.deepEqual(record.data, made.record.data);
	assert.deepEqual([record.id, record.source, record.type, record.time],
		['019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1', 'urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42', 'uk.foyer.submission.v1', '2026-11-21T10:05:30.000Z']);
}

const deviceKey = await jose.importJWK(made.device_key, 'ES256');
const { payload, protectedHeader } = await jose.jwtVerify(made.token, deviceKey, {
	algorithms: ['ES256'], audience: made.audience, issuer: 'urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42', currentDate: new Date(made.now * 1000), maxTokenAge: '300s',
});
assert.equal(protectedHeader.kid, await jose.calculateJwkThumbprint(made.device_key));
assert.equal(await jose.calculateJwkThumbprint(protectedHeader.jwk), protectedHeader.kid);
assert.equal(payload.bsh, made.digest);
assert.equal(payload.exp - payload.iat, 300);
await assert.rejects(jose.jwtVerify(made.token, deviceKey, { audience: 'https://elsewhere.example', currentDate: new Date(made.now * 1000) }));

const plain = JSON.stringify({ sealed: 'by jose', text: 'Zoë 名前' });
const sealed = { plain };
for (const [name, key] of Object.entries(keys))
	sealed[name] = await new jose.CompactEncrypt(new TextEncoder().encode(plain)).setProtectedHeader({ alg: key.algorithm, enc: 'A256GCM' }).encrypt(key.seal);
writeFileSync(`${folder}/sealed.json`, JSON.stringify(sealed));
console.log('jose opened two envelopes, checked one token and sealed two envelopes');
