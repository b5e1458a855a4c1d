import type { Coworking, Incubation } from '@interra/contracts'
import { Button, Group, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { staleCoworking } from './incubation-words.ts'

/** The right to the shared rooms, and the days used. */
export function CoworkingTab({ incubation }: { incubation: Incubation }) {
  const coworking = useQuery(query('getCoworking', { params: { incubationId: incubation.id } }))
  return <Await query={coworking}>{(found) => <Whole incubation={incubation} coworking={found} />}</Await>
}

function Whole({ incubation, coworking: { right, days } }: { incubation: Incubation; coworking: Coworking }) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const [giving, setGiving] = useState(false)
  const note = useAct('noteCoworkingDay', { stale: staleCoworking })
  const { id: incubationId, today } = incubation
  const open = right !== null && right.startsOn <= today && today <= right.endsOn && !days.includes(today)
  const between =
    right && t('list.between', { from: dates.day(right.startsOn, 'digits'), to: dates.day(right.endsOn, 'digits') })
  return (
    <Panel
      title={t('coworking.title')}
      aside={
        <Group>
          {open && (
            <Button
              loading={note.isPending}
              onClick={() => note.mutate({ params: { incubationId }, body: { on: today, present: true } })}
            >
              {t('coworking.today')}
            </Button>
          )}
          <Button variant="default" onClick={() => setGiving(true)}>
            {t('coworking.give')}
          </Button>
        </Group>
      }
    >
      <Facts facts={[{ label: t('coworking.right'), value: between ?? t('coworking.none') }]} />
      <Text fw={600}>{t('coworking.days')}</Text>
      <Text>{days.length === 0 ? t('coworking.noDays') : days.map((day) => dates.day(day, 'digits')).join(', ')}</Text>
      <Dialog opened={giving} close={() => setGiving(false)} title={t('coworking.give')}>
        <RightForm incubation={incubation} close={() => setGiving(false)} />
      </Dialog>
    </Panel>
  )
}

function RightForm({ incubation, close }: { incubation: Incubation; close: () => void }) {
  const { t } = useTranslation(['incubations', 'common'])
  const { id: incubationId, startsOn, endsOn } = incubation
  const form = useActForm('setCoworkingRight', {
    initial: { startsOn, endsOn },
    input: { params: { incubationId } },
    stale: staleCoworking,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <TextInput type="date" {...form.field('startsOn', t('coworking.from'))} min={startsOn} max={endsOn} />
      <TextInput type="date" {...form.field('endsOn', t('coworking.to'))} min={startsOn} max={endsOn} />
    </ActForm>
  )
}
