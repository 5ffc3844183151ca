// SPDX-License-Identifier: MIT
// engine.mjs - the reference engine without its web server: a definition, a post, a summary. The day is fixed before the engine is loaded.
process.env.NODE_ENV ??= 'test'
process.env.LOG_ENABLED ??= 'false'

const RealDate = Date
export function fixDay(day) {
  const noon = RealDate.parse(`${day}T12:00:00Z`)
  globalThis.Date = class extends RealDate {
    constructor(...given) { given.length ? super(...given) : super(noon) }
    static now() { return noon }
  }
}

let parts
export async function openEngine() {
  const from = name => import(`@defra/forms-engine-plugin/engine/${name}.js`)
  parts = Object.assign({}, await from('models/FormModel'), await from('models/SummaryViewModel'), await from('outputFormatters/machine/v2'),
    await from('pageControllers/helpers/submission'), await from('pageControllers/SummaryPageController'))
}

const REFERENCE = '$$__referenceNumber'
export const newState = () => ({ [REFERENCE]: 'REF-REF-REF' })
export const withoutReference = ({ [REFERENCE]: _, ...state }) => state
export const load = definition => new parts.FormModel(definition, { basePath: 'form', formId: 'form' })
export const firstPath = model => model.pages[0].getStartPath()

const request = (path, payload, itemId) => ({
  method: payload ? 'post' : 'get', path, payload, query: {}, app: {}, url: { pathname: path, search: '' },
  params: { path: path.slice(1), slug: 'form', ...(itemId && { itemId }) },
  server: { plugins: { 'forms-engine-plugin': {} } }, yar: { flash: () => [] }
})

// What the page says to a post, and where it leads.
export function post(model, state, path, payload, itemId) {
  const context = model.getFormContext(request(path, { ...payload }, itemId), state)
  const page = model.pageMap.get(path)
  const shown = page.collection ? page.collection.getViewErrors(context.errors) : context.errors
  return { paths: context.paths, errors: context.errors, shown, state: context.state, next: context.errors ? undefined : page.getNextPath(context) }
}

export const evaluation = (model, state, path) => model.getFormContext(request(path), state).evaluationState

export function summary(model, state, path) {
  const asked = request(path), context = model.getFormContext(asked, state)
  const view = new parts.SummaryViewModel(asked, model.pageMap.get(path), context)
  const items = parts.getFormSubmissionData(context, view.details, model)
  return {
    sections: view.checkAnswers.map(section => ({ title: section.title?.text, rows: section.summaryList.rows.map(row => [row.key.text, row.value.html]) })),
    machine: parts.categoriseData(items),
    submit: { main: parts.buildMainRecords(items), repeaters: parts.buildRepeaterRecords(items) }
  }
}
