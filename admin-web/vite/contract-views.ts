import { fileURLToPath } from 'node:url'
import { runnerImport, type Plugin } from 'vite'
import type { Route, Routes } from '@interra/contracts'

const contracts = fileURLToPath(new URL('../../packages/contracts/src/index.ts', import.meta.url))

type View = (routes: Routes) => Record<string, unknown>
const views: Record<string, View> = {
  /** Address, method, access and flags: all that a call and a button need, in the first chunk. */
  'virtual:route-table': (routes) => each(routes, withoutSchemas),
  /** The schemas of bodies as plain JSON Schema, fetched with the first form; the builder stays at home. */
  'virtual:route-bodies': (routes) => each(routes, (route) => route.body),
}

/** Serves the contract to the browser in two plain views, read from its source: nothing is generated on disk. */
export function contractViews(): Plugin {
  return {
    name: 'interra-contract-views',
    resolveId: (source) => (source in views ? `\0${source}` : undefined),
    async load(id) {
      const view = views[id.slice(1)]
      if (!id.startsWith('\0') || view === undefined) return undefined
      const { module, dependencies } = await runnerImport<{ apiRoutes: Routes }>(contracts, { configFile: false })
      for (const file of [contracts, ...dependencies]) this.addWatchFile(file)
      return `export const routes = JSON.parse(${JSON.stringify(JSON.stringify(view(module.apiRoutes)))})`
    },
  }
}

function each(routes: Routes, look: (route: Route) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(routes).map(([name, route]) => [name, look(route)]))
}

function withoutSchemas({ method, path, access, programme, success, ifMatch, idempotency, body }: Route) {
  return {
    method,
    path,
    access,
    programme,
    success: { status: success.status },
    ifMatch,
    idempotency,
    body: body ? true : undefined,
  }
}
