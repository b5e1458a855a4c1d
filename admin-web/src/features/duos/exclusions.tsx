import { exclusionReasons, type Exclusion } from '@interra/contracts'
import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useSeams, type PersonOfDuo, type Picked } from '../../lib/seams.ts'
import { useCan } from '../../lib/session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import css from '../../ui/line-list.module.css'
import { staleDuos } from './duos.queries.ts'

/** With whom somebody is never proposed a duo: for the team only, neither of the two ever hears of it. */
export function Exclusions({ person }: { person: PersonOfDuo }) {
  const { t } = useTranslation('duos')
  const can = useCan()
  const [adding, setAdding] = useState(false)
  const { data } = useQuery(query('listExclusions', { params: { personId: person.id } }))
  if (!data) return null
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="sm">
        <Text fw={600}>{t('exclusions.title')}</Text>
        {can('excludePair', person.siteId) && (
          <Button size="compact-sm" h={40} variant="subtle" onClick={() => setAdding(true)}>
            {t('exclusions.add')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {data.items.length === 0 ? t('exclusions.none') : t('exclusions.hint')}
      </Text>
      <ul className={css['list']}>
        {data.items.map((exclusion) => (
          <Line key={exclusion.id} personId={person.id} exclusion={exclusion} />
        ))}
      </ul>
      <Dialog opened={adding} close={() => setAdding(false)} title={t('exclusions.add')}>
        {adding && <ExcludeForm personId={person.id} close={() => setAdding(false)} />}
      </Dialog>
    </Stack>
  )
}

const stale = ['listExclusions', ...staleDuos] as const

function Line({ personId, exclusion: { id, other, reason, note } }: { personId: string; exclusion: Exclusion }) {
  const { t } = useTranslation('duos')
  const lift = useAct('liftExclusion', { stale, done: () => say(t('exclusions.lifted')) })
  return (
    <li className={css['line']}>
      <Text>{[other.name, reason && t(`exclusions.reasons.${reason}`), note].filter(Boolean).join(' · ')}</Text>
      <Button
        size="compact-sm"
        h={40}
        variant="subtle"
        loading={lift.isPending}
        onClick={() => lift.mutate({ params: { personId, exclusionId: id } })}
      >
        {t('exclusions.lift')}
      </Button>
    </li>
  )
}

function ExcludeForm({ personId, close }: { personId: string; close: () => void }) {
  const { t } = useTranslation(['duos', 'common'])
  const { PersonPicker } = useSeams()
  const [other, setOther] = useState<Picked | null>(null)
  const form = useActForm('excludePair', {
    initial: { otherId: '', reason: 'wish', note: '' },
    input: { params: { personId } },
    stale,
    onDone: close,
  })
  const { error } = form.field('otherId', t('exclusions.other'))
  return (
    <ActForm form={form} submit={t('exclusions.submit')} cancel={close} guard={false}>
      <PersonPicker
        label={t('exclusions.other')}
        value={other}
        error={error}
        onChange={(picked) => {
          setOther(picked)
          form.set('otherId', picked?.personId ?? '')
        }}
      />
      <NativeSelect
        {...form.field('reason', t('exclusions.reason'))}
        data={exclusionReasons.map((value) => ({ value, label: t(`exclusions.reasons.${value}`) }))}
      />
      <TextInput {...form.field('note', t('exclusions.note'))} />
    </ActForm>
  )
}
