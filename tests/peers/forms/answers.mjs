// SPDX-License-Identifier: MIT
// answers.mjs - what somebody may post for each kind of question: something right, or something of which one part is wrong.
const TEXTS = ['Siân Ŵyn', '14 Mill Lane', 'Mill Lane', 'Bob', 'a', 'O’Neill & <b>sons</b>', 'the bin by the gate', 'AB123456', '12345', 'MF2 4QT', 'HS12345', '90 per cent']
const EXAMPLES = ['AB123456', '12345', 'AB12', '12345678', 'MF2 4QT', 'A1', '0123456789', 'ab12cd', 'HS12345', '7', 'word']
const ADDRESS = ['uprn', 'addressLine1', 'addressLine2', 'town', 'county', 'postcode']

export function chance(seed) { // xorshift32
  let state = seed >>> 0 || 1
  const next = () => { state ^= state << 13; state >>>= 0; state ^= state >>> 17; state ^= state << 5; state >>>= 0; return state / 4294967296 }
  return { one: list => list[Math.floor(next() * list.length)], below: count => Math.floor(next() * count), often: share => next() < share }
}

const parts = (name, values) => Object.fromEntries(Object.entries(values).map(([part, value]) => [`${name}__${part}`, value]))
const fields = { DatePartsField: ['day', 'month', 'year'], MonthYearField: ['month', 'year'], UkAddressField: ADDRESS }

// A browser posts every box; ticks and choices only when there is one.
export function blank({ type, name }) {
  if (fields[type]) return parts(name, Object.fromEntries(fields[type].map(part => [part, ''])))
  if (type === 'DeclarationField') return { [name]: 'unchecked' }
  return ['CheckboxesField', 'RadiosField', 'YesNoField'].includes(type) || !type.endsWith('Field') ? {} : { [name]: '' }
}

function text({ schema = {}, options = {} }, random) {
  if (schema.regex) return EXAMPLES.find(example => new RegExp(schema.regex).test(example)) ?? ''
  let value = random.one(TEXTS)
  const least = schema.length ?? schema.min ?? 0, most = schema.length ?? schema.max ?? 4000
  while (value.length < least) value += random.one('abcdefgh')
  value = value.slice(0, most).trim()
  while (value.length < least) value += 'x'
  return options.maxWords ? value.split(/\s+/).slice(0, options.maxWords).join(' ') : value
}

function number({ schema = {} }, random) {
  const least = schema.min ?? 0, most = schema.max ?? least + 12, digits = schema.precision > 0 ? schema.precision : 0
  return String(Math.min(most, Number((least + random.below(100 * (most - least) + 1) / 100).toFixed(digits))))
}

function day({ options = {} }, random) {
  const DAY = 86400000, now = Date.now()
  let first = options.maxDaysInPast !== undefined ? -options.maxDaysInPast : random.one([-40, -300, -9000, -14000]), last = options.maxDaysInFuture ?? 60
  if (options.earliestDate) first = Math.ceil((Date.parse(options.earliestDate) - now) / DAY)
  if (options.latestDate) last = Math.floor((Date.parse(options.latestDate) - now) / DAY)
  return random.often(0.1) && !options.maxDaysInPast && !options.earliestDate ? new Date('1990-03-27') : new Date(now + (first + random.below(last - first + 1)) * DAY)
}

function ticks({ schema = {} }, values, random) {
  const least = schema.length ?? schema.min ?? 1, most = schema.length ?? Math.min(schema.max ?? values.length, values.length)
  const left = [...values], ticked = []
  for (let count = least + random.below(most - least + 1); count > 0 && left.length; count--) ticked.push(...left.splice(random.below(left.length), 1))
  return ticked.length === 1 ? ticked[0] : ticked
}

// values: of the options that are offered now. null: nothing can be right.
export function right(component, values, random) {
  const { type, name, options = {} } = component
  const date = () => { const at = day(component, random); return parts(name, { day: String(at.getUTCDate()), month: String(at.getUTCMonth() + 1), year: String(at.getUTCFullYear()) }) }
  if (options.required === false && random.often(0.35)) return blank(component)
  switch (type) {
    case 'TextField': case 'MultilineTextField': return { [name]: text(component, random) }
    case 'NumberField': return { [name]: number(component, random) }
    case 'EmailAddressField': return { [name]: random.one(['sian@example.org', 'a.b+c@council.gov.uk']) }
    case 'TelephoneNumberField': return { [name]: random.one(['020 7946 0018', '01225 460000', '+44 7911 123456']) }
    case 'YesNoField': return { [name]: random.one(['true', 'false']) }
    case 'RadiosField': case 'SelectField': case 'AutocompleteField': return values.length ? { [name]: random.one(values) } : blank(component)
    case 'CheckboxesField': return values.length ? { [name]: ticks(component, values, random) } : blank(component)
    case 'DatePartsField': return date()
    case 'MonthYearField': return parts(name, { month: String(1 + random.below(12)), year: String(1990 + random.below(40)) })
    case 'UkAddressField': return parts(name, { uprn: '', addressLine1: random.one(['14 Mill Lane', 'Flat 2']), addressLine2: random.one(['', 'Quarry Road']), town: 'Mereford', county: '', postcode: random.one(['EC2A 4PS', 'cf101ep']) })
    case 'DeclarationField': return { [name]: ['unchecked', 'true'] }
    default: return type.endsWith('Field') ? null : {}
  }
}

export function wrong(component, random) {
  const { type, name, schema = {}, options = {} } = component
  const long = count => 'w'.repeat(count), of = values => ({ [name]: random.one(values.filter(value => value !== undefined)) })
  switch (type) {
    case 'TextField': case 'MultilineTextField':
      return of(['', '  ', '!', schema.max && long(schema.max + 1), schema.length && long(schema.length + 1), options.maxWords && 'w '.repeat(options.maxWords + 1)].map(value => value || undefined).concat(''))
    case 'NumberField': return of(['', 'ten', '1.23456', '1e400', '--1', schema.min !== undefined ? String(schema.min - 1) : undefined, schema.max !== undefined ? String(schema.max + 1) : undefined])
    case 'EmailAddressField': return of(['', 'nobody', 'a@b', 'a–b@example.org'])
    case 'TelephoneNumberField': return of(['', 'ring me', '123', '99999999999999999'])
    case 'YesNoField': case 'RadiosField': return random.often(0.5) ? {} : { [name]: 'other' }
    case 'SelectField': case 'AutocompleteField': return of(['', 'other'])
    case 'CheckboxesField': return random.often(0.5) ? {} : { [name]: random.one(['other', ['other', 'another']]) }
    case 'DatePartsField': return parts(name, random.one([{ day: '', month: '', year: '' }, { day: '31', month: '2', year: '2026' }, { day: '', month: '2', year: '2026' }, { day: '1', month: '13', year: '2026' },
      { day: '1', month: '1', year: '26' }, { day: 'x', month: 'y', year: 'z' }, { day: '1', month: '1', year: '1900' }, { day: '1', month: '1', year: '2999' }, { day: '1.5', month: '1', year: '2026' }]))
    case 'MonthYearField': return parts(name, random.one([{ month: '', year: '' }, { month: '13', year: '2026' }, { month: '', year: '2026' }, { month: '1', year: '26' }]))
    case 'UkAddressField': return { ...blank(component), ...parts(name, random.one([{}, { addressLine1: '14 Mill Lane', postcode: 'none' }, { addressLine1: long(101), town: 'Mereford', postcode: 'EC2A 4PS' }])) }
    default: return blank(component)
  }
}
