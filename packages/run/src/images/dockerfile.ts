export interface Instruction {
  /** In capitals: `RUN`. */
  readonly name: string
  /** All that follows, on one line. */
  readonly text: string
}

export interface Stage {
  /** What it begins with: an image, or the name of an earlier stage. */
  readonly from: string
  /** Empty for the last one, which is the image. */
  readonly name: string
  readonly instructions: readonly Instruction[]
}

/** The stages of a Dockerfile, in order: comments gone, continued lines joined. */
export function stagesOf(dockerfile: string): Stage[] {
  const stages: { from: string; name: string; instructions: Instruction[] }[] = []
  const lines = dockerfile
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
  for (const line of lines.split('\n')) {
    const [, name = '', text = ''] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? []
    if (name === 'FROM') {
      const [from = '', , as = ''] = text.split(/\s+/)
      stages.push({ from, name: as, instructions: [] })
    } else stages.at(-1)?.instructions.push({ name, text })
  }
  return stages
}

export interface Copy {
  /** The stage it copies from; undefined for the files of the repository. */
  readonly from: string | undefined
  readonly sources: readonly string[]
  readonly target: string
}

export function copyOf(text: string): Copy {
  const words = text.split(/\s+/)
  const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined
  return { from, target: words.at(-1) ?? '', sources: words.slice(0, -1) }
}

/** `A=1 B=2`. Values with spaces are not used here. */
export function variablesOf(text: string): Record<string, string> {
  return Object.fromEntries(text.split(/\s+/).map((one) => [one.split('=', 1)[0], one.slice(one.indexOf('=') + 1)]))
}

/** `["node", "a.mjs"]`, also behind the options of a HEALTHCHECK. Throws when it is not in this form. */
export function commandOf(text: string): string[] {
  const list: unknown = JSON.parse(text.slice(text.indexOf('[')))
  if (!Array.isArray(list) || !list.every((word) => typeof word === 'string')) throw new Error(`not a command: ${text}`)
  return list
}

/** Whether .dockerignore keeps a file (path from the root) out of the build. Later lines do not bring anything back. */
export function isIgnored(file: string, dockerignore: string): boolean {
  return dockerignore
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .some((line) => patternOf(line).test(file))
}

function patternOf(line: string): RegExp {
  const parts = line.split('/').map((part) => part.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*'))
  const [first, ...rest] = parts
  const begin = first === '[^/]*[^/]*' ? '^(.*/)?' : `^${first}${rest.length > 0 ? '/' : ''}`
  return new RegExp(`${begin}${rest.join('/')}(/|$)`)
}
