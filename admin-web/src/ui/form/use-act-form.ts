import { ApiProblem } from '@interra/contracts'
import { useForm, type UseFormReturnType } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { problemOf, useProblemWords, type FieldProblem } from '../../lib/problems.ts'
import { refresh, useAct, type ActName, type AnswerOf, type InputOf, type ReadName } from '../../lib/query.ts'
import { merge, type Clash } from './merge.ts'
import { pathOf } from './pointers.ts'
import { useBeginning, versionOf } from './use-beginning.ts'

export interface FieldError {
  readonly field: string
  readonly label: string
  readonly words: string
}
/** The record as it stands now, in the shape of the form. */
export interface Present<V> {
  readonly values: V
  readonly version: number
}
interface Options<N extends ActName, V> {
  initial: V
  /** What the operation needs beside its body: path members, `ifMatch`. */
  input?: Omit<InputOf<N>, 'body' | 'idempotencyKey'>
  /**
   * The body from the values, when it is not simply the values; `before` are those that it changes. Empty texts become null
   * or are left out by themselves.
   */
  toBody?: (values: V, before: V) => unknown
  /** A broken member of the body -> the field that shows it, when the names differ. */
  fieldOf?: (path: string) => string
  stale: readonly ReadName[]
  onDone?: (answer: AnswerOf<N>, values: V) => void
  /** Reads the record again when somebody else changed it; without it the refusal is only said. */
  reread?: () => Promise<Present<V>>
}
export interface Conflict<V> extends Present<V> {
  readonly theirs: V
  readonly clashes: readonly Clash[]
}
export interface ActForm<V extends Record<string, unknown>> {
  readonly form: UseFormReturnType<V>
  readonly values: V
  /** `<TextInput {...form.field('name', t('name'))} />`: label, value, error; the label also names it in summaries. */
  field: (path: string, label: string, type?: 'checkbox') => FieldProps
  /** Sets one member by its path. */
  set: (path: string, value: unknown) => void
  submit: () => void
  busy: boolean
  dirty: boolean
  errors: readonly FieldError[]
  problem: ApiProblem | null
  conflict: Conflict<V> | null
  labelOf: (field: string) => string
  /** Ends a conflict: with the values to save over what stands there now, or with nothing to go back to the form. */
  settle: (values: V | null) => void
}
// What Mantine's inputs take; its own type is `any` here.
type FieldProps = ReturnType<UseFormReturnType<Record<string, unknown>>['getInputProps']> & { label: string }

/** A form over one operation of the contract: checked with its schema, refused members shown at their fields. */
export function useActForm<N extends ActName, V extends Record<string, unknown>>(
  name: N,
  options: Options<N, V>,
): ActForm<V> {
  const client = useQueryClient()
  const form = useForm<V>({ initialValues: options.initial })
  const act = useAct(name, { stale: options.stale, quiet: true })
  const labels = useRef(new Map<string, string>())
  const refusals = useRefusals(form, labels.current, options.fieldOf)
  const [conflict, setConflict] = useState<Conflict<V> | null>(null)
  const [checking, setChecking] = useState(false)
  const began = useBeginning(form, options.initial, versionOf(options.input), checking || conflict !== null)

  const refuse = async (error: unknown, values: V) => {
    const problem = problemOf(error)
    // The shell asks to sign in again, over this form.
    if (problem.code === 'not-signed-in') return
    if (problem.code === 'version-outdated' && options.reread) {
      const present = await options.reread()
      const { merged, clashes } = merge(began.initial, values, present.values)
      return setConflict({ values: merged, version: present.version, theirs: present.values, clashes })
    }
    if (problem.code === 'version-outdated') {
      await refresh(client, options.stale)
      began.giveUp()
    }
    refusals.show(problem)
  }
  const send = async (values: V, version = began.version, before = began.initial) => {
    setChecking(true)
    refusals.clear()
    try {
      const body = await checkedBody(name, options.toBody?.(values, before) ?? values)
      const ifMatch = version === undefined ? {} : { ifMatch: version }
      const answer = await act.mutateAsync({ ...options.input, ...ifMatch, body } as unknown as InputOf<N>)
      form.resetDirty(values)
      options.onDone?.(answer, values)
    } catch (error) {
      await refuse(error, values).catch((reason: unknown) => refusals.show(problemOf(reason)))
    } finally {
      setChecking(false)
    }
  }
  const settle = (values: V | null) => {
    const over = conflict
    setConflict(null)
    if (values === null) return
    form.setValues(values)
    void send(values, over?.version, over?.theirs)
  }
  return {
    form,
    values: form.values,
    field: (path, label, type) => {
      labels.current.set(path, label)
      return { ...(form.getInputProps(path, type ? { type } : {}) as FieldProps), label }
    },
    set: (path, value) => form.setFieldValue(path, value as never),
    submit: () => void send(form.values),
    busy: checking || act.isPending,
    dirty: form.isDirty(),
    errors: refusals.errors,
    problem: refusals.problem,
    conflict,
    labelOf: (field) => labels.current.get(field) ?? field,
    settle,
  }
}

/** The body, trimmed and checked; throws what the server would answer. Schemas are fetched here, with the first form. */
async function checkedBody(name: ActName, values: unknown): Promise<unknown> {
  const { bodyFrom, bodyProblems, bodySchema } = await import('../../lib/contract-body.ts')
  const schema = bodySchema(name)
  const body = bodyFrom(schema, values)
  const found = bodyProblems(schema, body)
  if (found.length > 0)
    throw new ApiProblem('validation-failed', { errors: found.map((one) => ({ ...one, message: '' })) })
  return body
}

/** What was refused, put at its fields and kept for the summary. */
function useRefusals<V extends Record<string, unknown>>(
  form: UseFormReturnType<V>,
  labels: ReadonlyMap<string, string>,
  fieldOf: (path: string) => string = (path) => path,
) {
  const words = useProblemWords()
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const clear = () => {
    setErrors([])
    setProblem(null)
    form.clearErrors()
  }
  const show = (refusal: ApiProblem) => {
    const found = (refusal.extra.errors ?? []).map((error): FieldError => {
      const field = fieldOf(pathOf(error.pointer))
      const detail: FieldProblem = { pointer: error.pointer, code: error.code, params: error.params ?? {} }
      return { field, label: nearest(labels, field), words: words.field(detail) }
    })
    // Labels stand in the order in which the fields were drawn.
    const order = [...labels.keys()]
    found.sort((one, other) => order.indexOf(one.field) - order.indexOf(other.field))
    form.setErrors(Object.fromEntries(found.map(({ field, words: said }) => [field, said])))
    setErrors(found)
    setProblem(found.length > 0 ? null : refusal)
  }
  return { errors, problem, clear, show }
}

/** The label of a field, or of the field it is part of: `grants.0.role` is told as `grants`. */
function nearest(labels: ReadonlyMap<string, string>, field: string): string {
  const parts = field.split('.')
  for (let length = parts.length; length > 0; length--) {
    const label = labels.get(parts.slice(0, length).join('.'))
    if (label !== undefined) return label
  }
  return field
}
