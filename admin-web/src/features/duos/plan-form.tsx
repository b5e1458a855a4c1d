import {
  matchAims,
  matchFeatures,
  usualThreshold,
  usualWeights,
  type MatchAim,
  type MatchFeature,
} from '@interra/contracts'
import { NumberInput, SegmentedControl, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import css from './duos.module.css'

interface PlanValues extends Record<string, unknown> {
  aim: MatchAim
  weights: Record<MatchFeature, number | string>
  /** Points, not tenths. */
  threshold: number | string
}

/** What a round is after: the aim, what counts how much, and how good a pair must be. */
export function PlanForm({ siteId }: { siteId: string }) {
  const { t } = useTranslation('duos')
  const label = useId()
  const navigate = useNavigate()
  const initial: PlanValues = { aim: 'most_duos', weights: { ...usualWeights }, threshold: usualThreshold / 10 }
  const form = useActForm('startMatchRun', {
    initial,
    toBody: ({ aim, weights, threshold }) => ({
      siteId,
      aim,
      weights: Object.fromEntries(matchFeatures.map((feature) => [feature, Number(weights[feature])])),
      threshold: Math.round(Number(threshold) * 10),
    }),
    stale: ['listMatchRuns'],
    onDone: ({ id }) => void navigate({ to: '/duos/plans/$matchRunId', params: { matchRunId: id } }),
  })
  const { aim, weights } = form.values
  const sum = matchFeatures.reduce((total, feature) => total + Number(weights[feature]), 0)
  const share = (feature: MatchFeature) => (sum === 0 ? 0 : Math.round((100 * Number(weights[feature])) / sum))
  return (
    <ActForm form={form} submit={t('plan.start')} guard={false}>
      <Stack gap={4}>
        <Text id={label} fw={600}>
          {t('plan.aim')}
        </Text>
        <SegmentedControl
          aria-labelledby={label}
          value={aim}
          data={matchAims.map((value) => ({ value, label: t(`aims.${value}`) }))}
          onChange={(chosen) => form.set('aim', matchAims.find((one) => one === chosen) ?? 'most_duos')}
        />
        <Text size="sm" c="dimmed">
          {t(`aimHints.${aim}`)}
        </Text>
      </Stack>
      <Text fw={600}>{t('plan.weights')}</Text>
      <div className={css['weights']}>
        {matchFeatures.map((feature) => (
          <NumberInput
            key={feature}
            {...form.field(`weights.${feature}`, t(`features.${feature}`))}
            description={t('plan.share', { percent: share(feature) })}
            min={0}
            max={100}
            allowDecimal={false}
          />
        ))}
      </div>
      <NumberInput
        {...form.field('threshold', t('plan.threshold'))}
        description={t('plan.thresholdHint')}
        min={0}
        max={100}
        decimalScale={1}
        maw="16rem"
      />
    </ActForm>
  )
}
