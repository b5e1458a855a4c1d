import { tsImport } from 'tsx/esm/api'
import start from './start.mjs'

/** As `start`, with the built service and screens that browser tests open, and the demo to copy. */
export default async function startBrowserTests() {
  const { buildAll } = await tsImport('../src/build.ts', import.meta.url)
  const { prepareDemo } = await tsImport('../src/test-demo.ts', import.meta.url)
  await Promise.all([start(), buildAll()])
  await prepareDemo()
}
