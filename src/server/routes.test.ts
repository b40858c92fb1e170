import { describe, expect, it } from 'vitest'
import { endpoints } from '../shared/contract/endpoints.ts'
import { routes } from './routes.ts'

describe('the API', () => {
  it('answers every endpoint of the contract, each once', () => {
    const answered = routes.map(({ endpoint }) => endpoint.id)
    expect([...answered].sort()).toEqual(endpoints.map(({ id }) => id).sort())
  })

  it('gives every endpoint a name and a path of its own', () => {
    expect(new Set(endpoints.map(({ id }) => id)).size).toBe(endpoints.length)
    expect(new Set(endpoints.map(({ method, path }) => `${method} ${path}`)).size).toBe(endpoints.length)
  })
})
