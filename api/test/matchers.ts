import { ApiProblem, type ProblemCode } from '@interra/contracts'
import type { MatcherContext } from 'expect'

declare module 'expect' {
  interface Matchers<R> {
    /**
     * The call was refused with this code, e.g. `await expect(client.x()).rejects.toHaveProblem('conditions-unmet')`;
     * `params` are those that the refusal must carry, others may be there.
     */
    toHaveProblem(code: ProblemCode, params?: Readonly<Record<string, unknown>>): R
  }
}

export function toHaveProblem(
  this: MatcherContext,
  received: unknown,
  code: ProblemCode,
  params: Readonly<Record<string, unknown>> = {},
) {
  const found = received instanceof ApiProblem ? received : undefined
  const carried = found?.extra.params ?? {}
  const pass =
    found?.code === code &&
    Object.entries(params).every(([name, value]) => this.equals(carried[name], value, this.customTesters))
  const seen = found ? `${found.code} ${this.utils.printReceived(found.extra)}` : this.utils.printReceived(received)
  return {
    pass,
    message: () =>
      `expected ${pass ? 'another refusal than' : 'the refusal'} ${code} ${this.utils.printExpected(params)}, got ${seen}`,
  }
}
