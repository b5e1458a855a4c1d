import type { LoggerOptions } from 'pino'
import { DatabaseFailure } from './db/failures.ts'

/** The members that may be written. Whatever else a call passes is left out, so nothing personal gets in by accident. */
const members = new Set([
  'requestId',
  'method',
  'route',
  'status',
  'ms',
  'actorId',
  'problem',
  'reason',
  'operation',
  'job',
  'attempt',
  'address',
  'signal',
  'err',
])

/** JSON lines: time, level, message (a constant) and the members above. No bodies, no query strings, no names. */
export function logOptions(level: string): LoggerOptions {
  return {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: {
      level: (label) => ({ level: label }),
      log: (line) => Object.fromEntries(Object.entries(line).filter(([name]) => members.has(name))),
    },
    serializers: { err: describeError },
  }
}

/**
 * Class, code and stack of an error, and of its cause. Messages may quote values (a database's always do), so only the
 * frames of the stack are kept; a DatabaseFailure's message is free of values and is kept.
 */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const code: unknown = Reflect.get(error, 'code')
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(error instanceof DatabaseFailure ? { message: error.message } : {}),
    stack: framesOf(error.stack),
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  }
}

function framesOf(stack = ''): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join('\n')
}
