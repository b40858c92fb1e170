import { expect, test } from 'vitest'
import { endpoints } from '../endpoints.ts'
import { examples } from './examples.ts'

const byId = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]))

test.each([...examples.values()])('the example of $endpoint fits its schemas', ({ endpoint: id, ...example }) => {
  const endpoint = byId.get(id)
  expect(endpoint, id).toBeDefined()
  for (const part of ['params', 'query', 'body', 'result'] as const) {
    if (example[part] === undefined) continue
    // A multipart body has no schema of its own beyond its form.
    const schema = part === 'body' ? (endpoint?.body ?? endpoint?.form) : endpoint?.[part]
    expect(schema, `${id} takes no ${part}`).toBeDefined()
    const read = schema?.safeParse(example[part])
    expect(read?.error?.issues, `${part} of ${id}`).toBeUndefined()
    // What the schema does not know would be left out, and the example be wrong.
    if (part === 'result') expect(read?.data).toEqual(example.result)
  }
})

test('every endpoint of imports and exports that takes or gives JSON has an example with all of it', () => {
  const shown = endpoints.filter(({ path }) => /^\/api\/v1\/(imports?|import-mappings|exports)(\/|$)/.test(path))
  expect(shown.length).toBeGreaterThan(20)
  for (const { id, body, form, produces, result } of shown) {
    const example = examples.get(id)
    if (body || form) expect(example?.body, `body of ${id}`).toBeDefined()
    const isEmpty = JSON.stringify(result.safeParse({}).data) === '{}'
    if (produces === undefined && !isEmpty) expect(example?.result, `result of ${id}`).toBeDefined()
  }
})
