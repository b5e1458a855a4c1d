import type { Duo, Side } from '@interra/contracts'
import { ActionIcon, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Icon } from '../../ui/icons.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleDuos } from './duos.queries.ts'

interface AcceptedOnProps {
  duo: Duo
  side: Side
}

/** Somebody said yes on another day than today: the first meeting may lie from that day on. */
export function AcceptedOn({ duo, side }: AcceptedOnProps) {
  const { t } = useTranslation('duos')
  const [opened, setOpened] = useState(false)
  const title = t('members.acceptedOn', { name: duo[side].person.name ?? '' })
  return (
    <>
      <ActionIcon size={40} variant="light" aria-label={title} onClick={() => setOpened(true)}>
        <Icon name="calendar" size={18} />
      </ActionIcon>
      <Dialog opened={opened} close={() => setOpened(false)} title={title}>
        <DayForm duo={duo} side={side} close={() => setOpened(false)} />
      </Dialog>
    </>
  )
}

function DayForm({ duo, side, close }: AcceptedOnProps & { close: () => void }) {
  const { t } = useTranslation(['duos', 'common'])
  const today = useDates().now().date
  const form = useActForm('acceptDuo', {
    initial: { on: today },
    input: { params: { duoId: duo.id }, ifMatch: duo.version },
    toBody: ({ on }) => ({ side, on }),
    stale: staleDuos,
    onDone: () => {
      say(t('members.noted'))
      close()
    },
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} guard={false}>
      <TextInput {...form.field('on', t('fields.on'))} type="date" max={today} data-autofocus />
    </ActForm>
  )
}
