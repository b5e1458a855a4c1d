import { apiRoutes, createClient, type ApiRoutes, type Client, type Transport } from '@interra/contracts'
import request from 'supertest'

export type ApiClient = Client<ApiRoutes>

/** The contract's client over supertest. `cookie` is a whole Cookie header. */
export function createTestClient(url: string, cookie?: string): ApiClient {
  return createClient(apiRoutes, overSupertest(url, cookie))
}

export function overSupertest(url: string, cookie?: string): Transport {
  return async ({ method, url: path, headers, body }) => {
    const test = request(url)[verbs[method as keyof typeof verbs]](path).set(headers)
    if (cookie !== undefined) test.set('cookie', cookie)
    const answer = await (body === undefined ? test : test.send(JSON.stringify(body)))
    const isJson = answer.type.endsWith('json')
    return { status: answer.status, headers: answer.headers, body: isJson ? answer.body : answer.text || undefined }
  }
}

const verbs = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const
