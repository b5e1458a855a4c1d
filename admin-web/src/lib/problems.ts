import { ApiProblem, isBrokenRule, problems, type ProblemCode } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import type french from '../locales/fr/problems.json'
import { isOffline } from './api.ts'

/** A refused member of a body: where (JSON pointer), what (a schema keyword or a problem code), and its figures. */
export interface FieldProblem {
  readonly pointer: string
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
}

// A code of the catalogue without its words is a type error here.
type Worded = { [C in ProblemCode]: C extends keyof typeof french ? true : C }[ProblemCode]
const allWorded: Worded extends true ? true : Worded = true
void allWorded

/** Schema keywords with words of their own in `validation.json`; the others say "not valid". */
const keywords = [
  'required',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'enum',
  'password',
] as const
const formats = ['email', 'date', 'date-time', 'uuid'] as const
const isOneOf = <T extends string>(list: readonly T[], value: unknown): value is T => list.some((one) => one === value)
export const isProblemCode = (code: string): code is ProblemCode => code in problems

/** What failed, as a problem: anything that is not one is a fault of ours. */
export function problemOf(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem('internal')
}

/** Whether it may go another time: no network, or a service that is not there or has too much to do. */
export function mayPass(error: unknown): boolean {
  const { status } = problemOf(error)
  return isOffline(error) || status >= 500 || status === 408 || status === 429
}

/** Problems in the user's words: of a whole request and of one member. */
export function useProblemWords() {
  const { t } = useTranslation(['problems', 'validation'])
  return {
    title: (problem: ApiProblem) => (isOffline(problem) ? t('problems:offline') : t(`problems:${problem.code}`)),
    field: ({ code, params }: FieldProblem) => {
      const { rule } = params
      if (isBrokenRule(rule)) return t(`problems:rules.${rule}`, params)
      if (isProblemCode(code)) return t(`problems:${code}`)
      const format = params['format']
      if (code === 'format' && isOneOf(formats, format)) return t(`validation:${format}`)
      if (!isOneOf(keywords, code)) return t('validation:invalid')
      return t(`validation:${code}`, { limit: params['limit'] ?? '' })
    },
  }
}
