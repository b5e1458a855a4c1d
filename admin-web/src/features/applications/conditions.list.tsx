import type { AdmissionCondition, Application } from '@interra/contracts'
import { Button, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import css from '../../ui/line-list.module.css'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { staleApplications } from './application-words.ts'

interface ConditionsProps {
  application: Pick<Application, 'id' | 'siteId' | 'incubationId'>
  conditions: readonly AdmissionCondition[]
}

/** What was asked of somebody who was admitted: met or still open, and who noted it. */
export function Conditions({ application: { id, siteId, incubationId }, conditions }: ConditionsProps) {
  const { t } = useTranslation('applications')
  const dates = useDates()
  const can = useCan()
  const [noting, note] = useState<AdmissionCondition | null>(null)
  const reopen = useAct('reopenCondition', { stale: staleApplications })
  return (
    <>
      <ul className={css['list']} aria-label={t('conditions.title')}>
        {conditions.map((one) => (
          <li key={one.id} className={css['line']}>
            <Text flex={1} miw="12rem">
              <bdi>{one.text}</bdi>
            </Text>
            <Group gap="xs">
              <StatusBadge tone={one.metOn === null ? 'warn' : 'good'}>
                {one.metOn === null
                  ? t('conditions.open', { day: dates.day(one.dueOn, 'short') })
                  : t('conditions.met', { day: dates.day(one.metOn, 'short'), name: one.metBy ?? '' })}
              </StatusBadge>
              {one.metOn === null && can('noteConditionMet', siteId) && (
                <Button
                  variant="light"
                  size="compact-md"
                  onClick={() => note(one)}
                  aria-label={`${t('conditions.note')}, ${one.text}`}
                >
                  {t('conditions.note')}
                </Button>
              )}
              {one.metOn !== null && incubationId === null && can('reopenCondition', siteId) && (
                <Button
                  variant="subtle"
                  size="compact-md"
                  loading={reopen.isPending}
                  onClick={() => reopen.mutate({ params: { applicationId: id, conditionId: one.id } })}
                  aria-label={`${t('conditions.reopen')}, ${one.text}`}
                >
                  {t('conditions.reopen')}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
      <Dialog opened={noting !== null} close={() => note(null)} title={noting?.text}>
        {noting && <NoteForm applicationId={id} conditionId={noting.id} close={() => note(null)} />}
      </Dialog>
    </>
  )
}

interface NoteProps {
  applicationId: string
  conditionId: string
  close: () => void
}
function NoteForm({ applicationId, conditionId, close }: NoteProps) {
  const { t } = useTranslation('applications')
  const today = useDates().now().date
  const form = useActForm('noteConditionMet', {
    initial: { metOn: today },
    input: { params: { applicationId, conditionId } },
    stale: staleApplications,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('conditions.note')} cancel={close}>
      <TextInput type="date" {...form.field('metOn', t('conditions.metOn'))} max={today} data-autofocus />
    </ActForm>
  )
}
