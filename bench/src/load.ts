import autocannon from 'autocannon'

export interface Scenario {
  readonly name: string
  readonly requests: readonly { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: string }[]
}
export interface Measured {
  /** Answers a second. */
  readonly throughput: number
  /** Milliseconds. */
  readonly p99: number
  readonly failed: number
}

const connections = 32

/** Sends a scenario's requests in turn, over 32 connections, for some seconds. */
export async function load(url: string, cookie: string, scenario: Scenario, seconds: number): Promise<Measured> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: scenario.requests.map(({ method, path, body }) => ({
      method,
      path,
      headers: {
        cookie,
        'x-interra-client': '1',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    })),
  })
  return {
    throughput: result.requests.average,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
  }
}

/** The bodies that two services give to the same request. */
export async function bodies(urls: readonly string[], cookie: string, scenario: Scenario): Promise<string[]> {
  const [first] = scenario.requests
  if (!first) throw new Error('a scenario has requests')
  return Promise.all(
    urls.map(async (url) => {
      const answer = await fetch(url + first.path, {
        method: first.method,
        headers: {
          cookie,
          'x-interra-client': '1',
          ...(first.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(first.body === undefined ? {} : { body: first.body }),
      })
      if (!answer.ok) throw new Error(`${url}${first.path}: ${answer.status} ${await answer.text()}`)
      return answer.text()
    }),
  )
}
