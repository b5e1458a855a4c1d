import type { Incubation } from '@interra/contracts'
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'

/** Dates, charter, language support, stages, and who is around today. */
export function About({ incubation }: { incubation: Incubation }) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const { startsOn, endsOn, charterSignedOn, languageSupport, stages, circle, today } = incubation
  const around = circle.filter((one) => one.startsOn <= today && (one.endsOn ?? endsOn) >= today && endsOn >= today)
  const facts = [
    {
      label: t('about.dates'),
      value: t('list.between', { from: dates.day(startsOn, 'digits'), to: dates.day(endsOn, 'digits') }),
    },
    {
      label: t('about.charter'),
      value: charterSignedOn === null ? t('about.notYet') : dates.day(charterSignedOn, 'digits'),
    },
    ...(languageSupport ? [{ label: t('about.language'), value: languageSupport }] : []),
    {
      label: t('about.stages'),
      value: (
        <Stack gap={0}>
          {stages.map(({ stage, sinceOn, reason }, at) => (
            <Text key={`${sinceOn} ${stage} ${String(at)}`}>
              {[t(`stages.${stage}`), dates.day(sinceOn, 'digits'), reason].filter(Boolean).join(' · ')}
            </Text>
          ))}
        </Stack>
      ),
    },
    ...(around.length === 0
      ? []
      : [
          {
            label: t('about.around'),
            value: (
              <Stack gap={0}>
                {around.map((one) => (
                  <Text key={one.id}>
                    <bdi>{one.person.name ?? t('hidden')}</bdi>
                    {` (${[t(`circleRoles.${one.role}`), one.partner?.name].filter(Boolean).join(', ')})`}
                  </Text>
                ))}
              </Stack>
            ),
          },
        ]),
  ]
  return (
    <Panel title={t('about.title')}>
      <Facts facts={facts} />
    </Panel>
  )
}
