import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InputOf, ReadName } from '../../lib/query.ts'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'

type Reasoned = 'moveIncubation' | 'movePathItem' | 'removeEnterprise'
interface WhyFormProps<N extends Reasoned> {
  act: N
  input: Omit<InputOf<N>, 'body' | 'idempotencyKey'>
  /** Members of the body beside the reason. */
  extra?: Readonly<Record<string, unknown>>
  stale: readonly ReadName[]
  submit: string
  close: () => void
  onDone?: () => void
}

/** An act that needs its why. */
export function WhyForm<N extends Reasoned>({ act, input, extra, stale, submit, close, onDone }: WhyFormProps<N>) {
  const { t } = useTranslation('incubations')
  const form = useActForm(act, {
    initial: { reason: '' },
    input,
    toBody: (values) => ({ ...extra, ...values }),
    stale,
    onDone: () => {
      close()
      onDone?.()
    },
  })
  return (
    <ActForm form={form} submit={submit} cancel={close} guard={false}>
      <Textarea {...form.field('reason', t('reason'))} data-autofocus />
    </ActForm>
  )
}
