import type { CandidacyRow } from '@interra/contracts'
import { Select, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleDuos } from './duos.queries.ts'
import { useProposed } from './use-proposed.ts'

interface ByFeelProps {
  newcomers: readonly CandidacyRow[]
  locals: readonly CandidacyRow[]
  /** Who is chosen on the board, to begin with. */
  chosen: CandidacyRow | null
  opened: boolean
  close: () => void
}

/** Any two of the pool, because somebody who knows them thinks so. Why is kept beside the duo. */
export function ByFeelDialog(props: ByFeelProps) {
  const { t } = useTranslation('duos')
  return (
    <Dialog opened={props.opened} close={props.close} title={t('byFeel.open')}>
      {props.opened && <ByFeelForm {...props} />}
    </Dialog>
  )
}

function ByFeelForm({ newcomers, locals, chosen, close }: ByFeelProps) {
  const { t } = useTranslation('duos')
  const proposed = useProposed()
  const form = useActForm('proposeDuo', {
    initial: {
      newcomerId: chosen?.side === 'newcomer' ? chosen.id : '',
      localId: chosen?.side === 'local' ? chosen.id : '',
      reason: '',
    },
    toBody: (values) => ({ ...values, origin: 'by_feel' }),
    stale: staleDuos,
    onDone: (duo) => {
      proposed(duo)
      close()
    },
  })
  return (
    <ActForm form={form} submit={t('propose')} cancel={close} guard={false}>
      <Text>{t('byFeel.lead')}</Text>
      <Select {...form.field('newcomerId', t('sides.newcomer'))} data={choices(newcomers)} searchable />
      <Select {...form.field('localId', t('sides.local'))} data={choices(locals)} searchable />
      <TextInput {...form.field('reason', t('byFeel.reason'))} description={t('byFeel.reasonHint')} />
    </ActForm>
  )
}

const choices = (people: readonly CandidacyRow[]) =>
  people.map(({ id, person }) => ({ value: id, label: person.name ?? id }))
