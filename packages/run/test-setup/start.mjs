import { tsImport } from 'tsx/esm/api'

/** Jest calls it once for the run, in its own process; the workers inherit the environment. */
export default async function start() {
  const { startTestServer } = await tsImport('../src/test-server.ts', import.meta.url)
  globalThis.interraTestServer ??= await startTestServer()
}
