import { incubationEnds, type Incubation } from '@interra/contracts'
import { Button, Text, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Panel } from '../../ui/panel.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleIncubation } from './incubation-words.ts'

/** Whoever reads the whole file writes how it ended, once it has. */
function useMayWrite({ siteId, stage, whole }: Incubation): boolean {
  const can = useCan()
  return whole && incubationEnds.includes(stage) && can('writeClosingReview', siteId)
}

/** The next step of an incubation that is over, as long as nobody wrote its review. */
export function ClosingButton({ incubation }: { incubation: Incubation }) {
  const { t } = useTranslation('incubations')
  const mayWrite = useMayWrite(incubation)
  const [writing, setWriting] = useState(false)
  if (!mayWrite || incubation.closing !== null) return null
  return (
    <>
      <Button onClick={() => setWriting(true)}>{t('closing.write')}</Button>
      <ClosingDialog incubation={incubation} opened={writing} close={() => setWriting(false)} />
    </>
  )
}

/** How it ended, if it did and somebody wrote it. */
export function ClosingPanel({ incubation }: { incubation: Incubation }) {
  const { t } = useTranslation('incubations')
  const mayWrite = useMayWrite(incubation)
  const [writing, setWriting] = useState(false)
  const { closing } = incubation
  if (!closing) return null
  return (
    <Panel
      title={t('closing.title')}
      aside={
        mayWrite && (
          <Button variant="default" onClick={() => setWriting(true)}>
            {t('closing.change')}
          </Button>
        )
      }
    >
      <Written closing={closing} />
      <ClosingDialog incubation={incubation} opened={writing} close={() => setWriting(false)} />
    </Panel>
  )
}

function Written({ closing }: { closing: NonNullable<Incubation['closing']> }) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const { reached, remains, advice, reviewedOn, by } = closing
  const said = [
    { label: t('closing.reached'), value: reached },
    { label: t('closing.remains'), value: remains },
    { label: t('closing.advice'), value: advice },
  ]
  return (
    <>
      <Facts
        facts={said.flatMap(({ label, value }) =>
          value === null ? [] : [{ label, value: <Text style={{ whiteSpace: 'pre-line' }}>{value}</Text> }],
        )}
      />
      <Text size="sm" c="dimmed">
        {t('path.line', { by: by ?? t('fields.nobody'), day: dates.day(reviewedOn, 'digits') })}
      </Text>
    </>
  )
}

const valuesOf = ({ closing, today }: Incubation) => ({
  reached: closing?.reached ?? '',
  remains: closing?.remains ?? '',
  advice: closing?.advice ?? '',
  reviewedOn: closing?.reviewedOn ?? today,
})

function ClosingDialog({ opened, ...props }: FormProps & { opened: boolean }) {
  const { t } = useTranslation('incubations')
  return (
    <Dialog opened={opened} close={props.close} title={t('closing.title')}>
      <ClosingForm {...props} />
    </Dialog>
  )
}

interface FormProps {
  incubation: Incubation
  close: () => void
}
function ClosingForm({ incubation, close }: FormProps) {
  const { t } = useTranslation(['incubations', 'common'])
  const client = useQueryClient()
  const params = { incubationId: incubation.id }
  const form = useActForm('writeClosingReview', {
    initial: valuesOf(incubation),
    input: { params, ifMatch: incubation.version },
    stale: staleIncubation,
    reread: async () => {
      const present = await client.fetchQuery({ ...query('getIncubation', { params }), staleTime: 0 })
      return { values: valuesOf(present), version: present.version }
    },
    onDone: () => {
      close()
      say(t('closing.done'))
    },
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <Text size="sm">{t('closing.hint')}</Text>
      <Textarea {...form.field('reached', t('closing.reached'))} autosize minRows={2} data-autofocus />
      <Textarea {...form.field('remains', t('closing.remains'))} autosize minRows={2} />
      <Textarea {...form.field('advice', t('closing.advice'))} autosize minRows={2} />
      <TextInput
        type="date"
        {...form.field('reviewedOn', t('closing.on'))}
        min={incubation.startsOn}
        max={incubation.today}
      />
    </ActForm>
  )
}
