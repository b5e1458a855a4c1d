import { tsImport } from 'tsx/esm/api'
import start from './start.mjs'

/** As `start`, with the built API and screens that browser tests open. */
export default async function startBrowserTests() {
  const { buildAll } = await tsImport('../src/build.ts', import.meta.url)
  await Promise.all([start(), buildAll()])
}
