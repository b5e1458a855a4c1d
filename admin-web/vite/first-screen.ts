import { gzipSync } from 'node:zlib'
import { build, type Plugin, type PluginOption, type Rolldown } from 'vite'

/** The first screen of somebody who is signed in, besides the entry: its page, and the words of the shell in French. */
const page = /(start|today)\.page\.tsx$/
const words = /locales.fr.(common|problems|shell|today|validation)\.json$/
const limit = 200_000

/**
 * Ids of the modules that the first screen needs; its words are fetched by language. Which parts of a library these are is
 * known only once everything is put together: hence a build of its own, neither minified nor written.
 */
export async function modulesOfFirstScreen(plugins: readonly PluginOption[]): Promise<ReadonlySet<string>> {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [...plugins],
    build: { write: false, minify: false, target: 'es2022', copyPublicDir: false },
  })
  const files = (Array.isArray(made) ? made : [made]).flatMap((one) => ('output' in one ? one.output : []))
  const ids = chunksOfFirstScreen(files).flatMap(({ moduleIds }) => moduleIds)
  return new Set(ids.filter((id) => !words.test(id)))
}

/** Prints what the first screen loads before it shows: bytes of JavaScript after gzip. */
export function tellFirstScreen(): Plugin {
  return {
    name: 'interra-first-screen',
    generateBundle(_options, bundle) {
      const sizes = chunksOfFirstScreen(Object.values(bundle)).map(({ code }) => gzipSync(code).length)
      const sum = sizes.reduce((total, size) => total + size, 0)
      const told = `first screen: ${(sum / 1000).toFixed(0)} kB of JavaScript after gzip (at most ${limit / 1000})`
      if (sum > limit) this.warn(told)
      else this.info(told)
    },
  }
}

/** The entry, the first page and its words, with all they import. */
function chunksOfFirstScreen(
  files: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[],
): readonly Rolldown.OutputChunk[] {
  const chunks = files.filter((file) => file.type === 'chunk')
  const found = new Set(
    chunks.filter(({ isEntry, moduleIds }) => isEntry || moduleIds.some((id) => page.test(id) || words.test(id))),
  )
  for (const chunk of found)
    for (const name of chunk.imports) {
      const imported = chunks.find(({ fileName }) => fileName === name)
      if (imported) found.add(imported)
    }
  return [...found]
}
