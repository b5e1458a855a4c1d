import { juryCriteria, type JuryRound } from '@interra/contracts'
import { Button, NumberInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Panel } from '../../ui/panel.tsx'
import { staleRounds } from './application-words.ts'

/** The weights that hold, and what those before gave. */
export function WeightsPanel({ round }: { round: JuryRound }) {
  const { t, i18n } = useTranslation('applications')
  const dates = useDates()
  const can = useCan()
  const [changing, setChanging] = useState(false)
  const sheet = round.sheets.at(-1)
  if (!sheet) return null
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 })
  const nameOf = (id: string) => round.dossiers.find(({ applicationId }) => applicationId === id)?.number ?? 0
  return (
    <Panel
      title={t('weights.title', { number: sheet.number })}
      aside={
        can('setJuryWeights', round.siteId) &&
        round.status !== 'closed' && (
          <Button variant="light" onClick={() => setChanging(true)}>
            {t('weights.change')}
          </Button>
        )
      }
    >
      <Facts facts={juryCriteria.map((one) => ({ label: t(`criteria.${one}.name`), value: sheet.weights[one] }))} />
      {round.sheets.slice(0, -1).map(({ number: at, createdAt, kept }) => (
        <Stack key={at} gap={2}>
          <Text size="sm" fw={600}>
            {t('weights.before', { number: at, day: dates.dayOf(createdAt, 'short') })}
          </Text>
          {(kept ?? []).map(({ applicationId, total }) => (
            <Text key={applicationId} size="sm">
              {t('weights.kept', { dossier: nameOf(applicationId), total: number.format(total) })}
            </Text>
          ))}
        </Stack>
      ))}
      <Dialog opened={changing} close={() => setChanging(false)} title={t('weights.change')}>
        <ChangeForm round={round} initial={{ ...sheet.weights }} close={() => setChanging(false)} />
      </Dialog>
    </Panel>
  )
}

interface ChangeProps {
  round: JuryRound
  initial: Record<string, number | string>
  close: () => void
}

function ChangeForm({ round: { id: roundId, version }, initial, close }: ChangeProps) {
  const { t } = useTranslation(['applications', 'common'])
  const form = useActForm('setJuryWeights', {
    initial,
    input: { params: { roundId }, ifMatch: version },
    stale: staleRounds,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <Text size="sm">{t('applications:weights.hint')}</Text>
      {juryCriteria.map((one) => (
        <NumberInput
          key={one}
          {...form.field(one, t(`applications:criteria.${one}.name`))}
          min={0}
          max={100}
          allowDecimal={false}
        />
      ))}
    </ActForm>
  )
}
