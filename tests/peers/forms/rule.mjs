// SPDX-License-Identifier: MIT
// rule.mjs - the rule and the limits that a message of the reference engine names; its words are not recorded.
const COUNT = '(\\d+)', NUMBER = '(-?[\\d.]+)'
const TABLE = [
  ['choose', ' - select yes or no$'], ['choose', 'must be a boolean$'], ['choose', 'must be one of'],
  ['min_items', `^Select at least ${COUNT} options? from`], ['max_items', `^Only ${COUNT} options? can be`], ['exact_items', `^Select only ${COUNT} options?`],
  ['declare', '^You must (?:confirm|declare)'], ['min_repeats', `^You must add at least ${COUNT} answer`], ['max_repeats', `^You can only add up to ${COUNT} answer`],
  ['characters', 'includes invalid characters'], ['max_words', `must be ${COUNT} words or fewer`], ['length_between', `must be between ${COUNT} and ${COUNT} characters`],
  ['max_length', `must be ${COUNT} characters or less`], ['min_length', `must be ${COUNT} characters or more`], ['exact_length', `length must be ${COUNT} characters`],
  ['whole_number', 'must be a whole number'], ['decimals', `must have ${COUNT} or fewer decimal places`], ['min', `must be ${NUMBER} or higher`],
  ['max', `must be ${NUMBER} or lower`], ['number', 'must be a number'], ['date_part', 'must include a (day|month|year)'], ['real_date', 'must be a real date'],
  ['date_part_range', 'must be between 1 and (31|12)'], ['date_range', 'must be the same as or (after|before)'], ['format', 'in the correct format$'],
  ['pattern', '^[Ee]nter a valid '], ['options_changed', '^Options are different'], ['choose', '^Select '], ['required', '^[Ee]nter '], ['required', 'is required$']
].map(([rule, words]) => [rule, new RegExp(words)])

export function ruleOf(words) {
  for (const [rule, pattern] of TABLE) {
    const found = pattern.exec(words)
    if (found) return { rule, ...(found.length > 1 && { limits: found.slice(1) }) }
  }
  return { rule: 'other' }
}
