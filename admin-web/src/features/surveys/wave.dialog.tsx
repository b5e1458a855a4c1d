import { instrumentCodes, programmes, waveKinds, type InstrumentCode, type WaveKind } from '@interra/contracts'
import { Chip, Group, Input, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleWaves } from './survey-words.ts'

interface Values extends Record<string, unknown> {
  kind: WaveKind
  programme: string
  instruments: string[]
  opensOn: string
  closesOn: string
}
/** About ten answers, five minutes (domain reference 3.4). */
const core: readonly InstrumentCode[] = [
  'ucla3',
  'trust1',
  'fr_ease',
  'self_conf',
  'belong_city',
  'new_ties',
  'lasting_tie',
]

interface WaveDialogProps {
  siteId: string
  opened: boolean
  close: () => void
}

export function WaveDialog({ siteId, opened, close }: WaveDialogProps) {
  const { t } = useTranslation('surveys')
  return (
    <Dialog opened={opened} close={close} title={t('add')} size="lg">
      <WaveForm siteId={siteId} close={close} />
    </Dialog>
  )
}

function WaveForm({ siteId, close }: Omit<WaveDialogProps, 'opened'>) {
  const { t } = useTranslation(['surveys', 'common'])
  const today = useDates().now().date
  const known = useQuery(query('listInstruments'))
  const offered = instrumentCodes.filter(
    (code) => known.data?.items.find((one) => one.code === code)?.offered !== false,
  )
  const initial: Values = { kind: 't0', programme: '', instruments: [...core], opensOn: today, closesOn: later(today) }
  const form = useActForm('openSurveyWave', {
    initial,
    toBody: ({ programme, instruments, ...values }) => ({
      ...values,
      siteId,
      programme: programme === '' ? null : programme,
      // asked in the order of the list, however they were chosen
      instruments: instrumentCodes.filter((code) => instruments.includes(code)),
    }),
    stale: staleWaves,
    onDone: () => {
      say(t('surveys:done.added'))
      close()
    },
  })
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      <NativeSelect
        {...form.field('kind', t('surveys:fields.kind'))}
        description={t(`surveys:kindHelp.${form.values.kind}`)}
        data={waveKinds.map((value) => ({ value, label: t(`surveys:kinds.${value}`) }))}
      />
      <NativeSelect
        {...form.field('programme', t('surveys:fields.programme'))}
        data={[
          { value: '', label: t('surveys:programmes.all') },
          ...programmes.map((value) => ({ value, label: t(`surveys:programmes.${value}`) })),
        ]}
      />
      <Input.Wrapper label={t('surveys:fields.instruments')} description={t('surveys:fields.instrumentsHelp')}>
        <Chip.Group multiple value={form.values.instruments} onChange={(chosen) => form.set('instruments', chosen)}>
          <Group gap="xs" mt="xs">
            {offered.map((code) => (
              <Chip key={code} value={code}>
                {t(`surveys:instruments.${code}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <Group grow>
        <TextInput {...form.field('opensOn', t('surveys:fields.opensOn'))} type="date" />
        <TextInput {...form.field('closesOn', t('surveys:fields.closesOn'))} type="date" />
      </Group>
    </ActForm>
  )
}

function later(day: string): string {
  const at = new Date(`${day}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + 28)
  return at.toISOString().slice(0, 10)
}
