import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { inRoot, root } from '../paths.ts'
import { say, seconds } from '../progress.ts'
import { commandOf, copyOf, isIgnored, stagesOf, variablesOf, type Instruction, type Stage } from './dockerfile.ts'

/** What docker would have made, as a folder. */
export interface Image {
  /** Stands for `/`. */
  readonly folder: string
  readonly workdir: string
  readonly env: Readonly<Record<string, string>>
  readonly command: readonly string[]
  readonly healthCommand: readonly string[]
  readonly user: string
}
type Building = { -readonly [Member in keyof Image]: Image[Member] }

/** The files that docker would be given: ours, without what .gitignore and .dockerignore name. */
export function copyContext(to: string): number {
  const dockerignore = readFileSync(inRoot('.dockerignore'), 'utf8')
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((file) => file !== '' && existsSync(inRoot(file)) && !isIgnored(file, dockerignore))
  for (const file of files) cpSync(inRoot(file), path.join(to, file))
  return files.length
}

/**
 * Takes the steps of a Dockerfile without docker: each stage is a folder, with the Node of this machine instead of its
 * base image. Stages that an earlier image has made are used again. A RUN that changes the base image is named and left.
 */
export function buildImage(dockerfile: string, context: string, workplace: string, made: Map<string, Image>): Image {
  say(`\n${dockerfile}`)
  const stages = stagesOf(readFileSync(path.join(context, dockerfile), 'utf8'))
  let image: Image | undefined
  for (const [index, stage] of stages.entries()) {
    const key = stage.name || dockerfile
    const known = made.get(key)
    if (known && stage.name !== '') say(`  ${stage.name}: made already`)
    image = known ?? buildStage(stage, path.join(workplace, `${path.dirname(dockerfile)}-${index}`), context, made)
    made.set(key, image)
  }
  if (!image) throw new Error(`${dockerfile} has no stage`)
  return image
}

function buildStage(stage: Stage, folder: string, context: string, made: ReadonlyMap<string, Image>): Image {
  const base = made.get(stage.from)
  mkdirSync(folder, { recursive: true })
  if (base) execFileSync('cp', ['-a', `${base.folder}/.`, folder])
  const nothing = { workdir: '/', env: {}, command: [], healthCommand: [], user: 'root' }
  const image: Building = { ...nothing, ...base, folder }
  say(`  ${stage.name || 'the image'} (from ${stage.from})`)
  for (const instruction of stage.instructions) {
    const began = performance.now()
    const said = take(instruction, image, context, made)
    say(`    ${said}${instruction.name} ${instruction.text.slice(0, 100)}  ${seconds(performance.now() - began)}`)
  }
  return image
}

/** Answers a word for a step that was not taken. */
function take({ name, text }: Instruction, image: Building, context: string, made: ReadonlyMap<string, Image>): string {
  if (name === 'RUN') return run(text, image)
  if (name === 'COPY') copy(text, image, context, made)
  else if (name === 'WORKDIR') mkdirSync(path.join(image.folder, (image.workdir = text)), { recursive: true })
  else if (name === 'ENV') image.env = { ...image.env, ...variablesOf(text) }
  else if (name === 'USER') image.user = text
  else if (name === 'CMD') image.command = commandOf(text)
  else if (name === 'HEALTHCHECK') image.healthCommand = commandOf(text)
  else if (name !== 'EXPOSE') throw new Error(`${name} is not known here`)
  return ''
}

/** A command with a path from `/` would change this machine. */
const changesTheBase = /(^|\s)\//

function run(text: string, { folder, workdir, env }: Image): string {
  if (changesTheBase.test(text)) return 'not run here: '
  const tools = path.join(folder, 'usr/local')
  mkdirSync(path.join(tools, 'bin'), { recursive: true })
  const { status, stdout, stderr } = spawnSync('sh', ['-c', text], {
    cwd: path.join(folder, workdir),
    // this machine's settings (its way to the registry, its package caches), then the image's
    env: {
      ...process.env,
      PATH: [path.join(tools, 'bin'), process.env['PATH'] ?? ''].join(path.delimiter),
      npm_config_prefix: tools,
      ...env,
    },
    timeout: 300_000,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${text}\n${stdout}${stderr}`)
  return ''
}

/** As docker does it: of a folder its contents, into a folder when the target ends with a slash or exists. */
function copy(text: string, { folder, workdir }: Image, context: string, made: ReadonlyMap<string, Image>): void {
  const { from, sources, target } = copyOf(text)
  const origin = from === undefined ? context : made.get(from)?.folder
  if (origin === undefined) throw new Error(`COPY from ${from}: no such stage`)
  const to = path.join(folder, target.startsWith('/') ? target : path.join(workdir, target))
  for (const source of sources) {
    const file = path.join(origin, source)
    const intoFolder = target.endsWith('/') || sources.length > 1 || target === './'
    if (statSync(file).isDirectory()) {
      mkdirSync(to, { recursive: true })
      execFileSync('cp', ['-a', `${file}/.`, to])
    } else cpSync(file, intoFolder ? path.join(to, path.basename(source)) : to)
  }
}
