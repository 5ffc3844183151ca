// SPDX-License-Identifier: MIT
// bench.mjs SOURCE FOLDER: time the reference engine on FOLDER's load.json, post.json and journey.json and on the services of SOURCE; one JSON line.
import { readFileSync, readdirSync } from 'node:fs'
import { firstPath, load, newState, openEngine, post } from './engine.mjs'

const LOADS = 25, JOURNEYS = 20
const [source, folder] = process.argv.slice(2)
await openEngine()

const part = (times, share) => times.sort((a, b) => a - b)[Math.floor((times.length - 1) * share)]
const timed = act => { const start = performance.now(); const result = act(); return [performance.now() - start, result] }

const text = readFileSync(`${folder}/load.json`, 'utf8'), loads = []
for (let i = 0; i < LOADS; i++) loads.push(timed(() => load(JSON.parse(text)))[0])

const model = load(JSON.parse(readFileSync(`${folder}/post.json`, 'utf8'))), journey = JSON.parse(readFileSync(`${folder}/journey.json`, 'utf8')), posts = []
for (let i = 0; i < JOURNEYS; i++) {
  let state = newState()
  for (const [at, { path, payload }] of journey.entries()) {
    if (at === 0 && firstPath(model) !== path) throw new Error('it begins elsewhere')
    const before = structuredClone(state), [time, result] = timed(() => post(model, before, path, payload))
    if (result.errors || result.next !== (journey[at + 1]?.path ?? '/summary')) throw new Error(`${path} leads to ${result.next}: ${JSON.stringify(result.errors)}`)
    posts.push(time)
    state = result.state
  }
}

globalThis.gc?.()
const before = process.memoryUsage().heapUsed
const services = readdirSync(`${source}/assets/forms`).filter(name => name.endsWith('.json') && !name.endsWith('.schema.json'))
const kept = services.map(name => load(JSON.parse(readFileSync(`${source}/assets/forms/${name}`, 'utf8'))))
globalThis.gc?.()
const memory = (process.memoryUsage().heapUsed - before) / 1048576
if (kept.length !== services.length) throw new Error('a service is lost')
console.log(JSON.stringify({ load_ms: part(loads, 0.5), post_p95_ms: part(posts, 0.95), memory_mib: memory }))
process.exit()
