// SPDX-License-Identifier: MIT
// record.mjs SOURCE DAY SEED JOURNEYS SET…: random journeys through the definitions in SOURCE/SET, answered by the reference engine; JSON lines on
// standard output, as firmware/cli/replay.h describes them. Each page gets up to two wrong posts before a right one.
import { readFileSync, readdirSync } from 'node:fs'
import { evaluation, firstPath, fixDay, load, newState, openEngine, post, summary, withoutReference } from './engine.mjs'
import { blank, chance, right, wrong } from './answers.mjs'
import { ruleOf } from './rule.mjs'

const PAGES_MAX = 150, TRIES_MAX = 8
const [source, today, seed, journeys, ...sets] = process.argv.slice(2)
fixDay(today)
await openEngine()

const rules = errors => errors?.map(error => ({ name: error.name, ...ruleOf(error.text) }))

function values(model, component, state) {
  const items = model.getList(component.list)?.items ?? []
  return items.filter(item => !item.condition || model.conditions[item.condition]?.fn(state)).map(item => String(item.value))
}

function journey(model, random) {
  const steps = []
  let state = newState(), path = firstPath(model), items = 0
  const step = (payload, itemId) => {
    const result = post(model, structuredClone(state), path, payload, itemId)
    steps.push({ path, ...(itemId && { itemId }), payload, ...(result.errors && { errors: [], viewErrors: rules(result.shown) }), ...(result.next && { next: result.next }), paths: result.paths,
      ...(!result.errors && { state: withoutReference(result.state) }) })
    return result
  }
  for (let count = 0; path && count < PAGES_MAX; count++) {
    const page = model.pageMap.get(path), definition = page.pageDef, components = definition.components ?? [], controller = definition.controller ?? ''
    if (controller.includes('Summary')) return { end: 'summary', endPath: path, steps, summary: summary(model, state, path) }
    if (controller.includes('Terminal')) return { end: 'terminal', endPath: path, steps }
    const repeated = controller.includes('Repeat'), known = evaluation(model, structuredClone(state), path)
    const newItem = () => repeated ? `00000000-0000-4000-8000-${String(++items).padStart(12, '0')}` : undefined
    const fill = how => components.reduce((payload, component) => payload && how(component) && { ...payload, ...blank(component), ...how(component) }, {})
    const answers = how => { const given = new Map(components.map(component => [component, how(component)])); return fill(component => given.get(component)) }
    for (let bad = 0; bad < 2 && components.some(component => component.type.endsWith('Field')); bad++)
      if (random.often(0.35)) step(answers(component => random.often(0.7) ? wrong(component, random) : right(component, values(model, component, known), random)), newItem())
    let result, wanted = repeated ? definition.repeat.schema.min + random.below(2) : 1
    if (repeated) wanted = Math.min(wanted, definition.repeat.schema.max)
    for (let tries = 0; wanted > 0 && tries < TRIES_MAX; tries++) {
      const payload = answers(component => right(component, values(model, component, known), random))
      if (!payload) return { end: `nothing is right on ${path}`, steps }
      result = step(payload, newItem())
      if (!result.errors) { state = result.state; wanted-- }
    }
    if (wanted > 0) return { end: `refused on ${path}`, steps }
    path = result.next
  }
  return { end: 'no page follows', steps }
}

for (const set of sets)
  for (const file of readdirSync(`${source}/${set}`).sort().filter(name => name.endsWith('.json') && !name.endsWith('.schema.json'))) {
    const model = load(JSON.parse(readFileSync(`${source}/${set}/${file}`, 'utf8')))
    const ends = {}
    for (let i = 0; i < Number(journeys); i++) {
      const one = journey(model, chance(Number(seed) * 7919 + i * 104729 + 1))
      ends[one.end] = (ends[one.end] ?? 0) + 1
      console.log(JSON.stringify({ set, def: file, i, today, ...one }))
    }
    console.error(file, JSON.stringify(ends))
  }
process.exit()
