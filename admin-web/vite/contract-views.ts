import { fileURLToPath } from 'node:url'
import { runnerImport, type Plugin } from 'vite'
import type { Route, Routes } from '@interra/contracts'

const folder = fileURLToPath(new URL('../../packages/contracts/src/', import.meta.url))
const contracts = `${folder}index.ts`

type View = (routes: Routes) => Record<string, unknown>
const views: Record<string, View> = {
  /** Address, method, access and flags: all that a call and a button need, in the first chunk. */
  'virtual:route-table': (routes) => each(routes, withoutSchemas),
  /** The schemas of bodies as plain JSON Schema, fetched with the first form; the builder stays at home. */
  'virtual:route-bodies': (routes) => each(routes, (route) => route.body),
}

/** Stands for the schema builder in the contract's modules: what screens import from them is words, tables and types. */
const builder = '\0interra-no-schemas'

/**
 * Serves the contract to the browser in two plain views, read from its source: nothing is generated on disk. The
 * builder of schemas (20 kB) does not come along; in the browser a schema imported from the contract is an empty object.
 */
export function contractViews(): Plugin {
  return {
    name: 'interra-contract-views',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source === 'typebox' && importer?.startsWith(folder)) return builder
      return source in views ? `\0${source}` : undefined
    },
    async load(id) {
      if (id === builder) return 'export default new Proxy({}, { get: () => () => ({}) })'
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
