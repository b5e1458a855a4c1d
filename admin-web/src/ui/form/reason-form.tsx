import { Textarea } from '@mantine/core'
import type { ActName, AnswerOf, InputOf, ReadName } from '../../lib/query.ts'
import { ActForm } from './act-form.tsx'
import { useActForm } from './use-act-form.ts'

interface ReasonFormProps<N extends ActName> {
  /** An operation whose body is a reason, needed or not. */
  act: N
  input: Omit<InputOf<N>, 'body' | 'idempotencyKey'>
  stale: readonly ReadName[]
  label: string
  description?: string
  submit: string
  close: () => void
  onDone?: (answer: AnswerOf<N>) => void
  /** The member of the body; `reason` as a rule. */
  member?: 'reason' | 'note'
}

/** Why: one text, and the act. */
export function ReasonForm<N extends ActName>(props: ReasonFormProps<N>) {
  const { act, input, stale, label, description, submit, close, onDone, member = 'reason' } = props
  const form = useActForm(act, {
    initial: { [member]: '' },
    input,
    stale,
    onDone: (answer) => {
      close()
      onDone?.(answer)
    },
  })
  return (
    <ActForm form={form} submit={submit} cancel={close} guard={false}>
      <Textarea {...form.field(member, label)} description={description} data-autofocus />
    </ActForm>
  )
}
