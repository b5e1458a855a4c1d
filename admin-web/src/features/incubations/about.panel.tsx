import type { Incubation } from '@interra/contracts'
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ChangeForm } from './start.dialog.tsx'

/** Dates, charter, language support, stages, and who is around today. */
export function About({ incubation }: { incubation: Incubation }) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const can = useCan()
  const [changing, setChanging] = useState(false)
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
    <Panel
      title={t('about.title')}
      aside={
        can('changeIncubation', incubation.siteId) && (
          <Button variant="default" onClick={() => setChanging(true)}>
            {t('about.change')}
          </Button>
        )
      }
    >
      <Facts facts={facts} />
      <Dialog opened={changing} close={() => setChanging(false)} title={t('about.changeTitle')}>
        <ChangeForm incubation={incubation} close={() => setChanging(false)} />
      </Dialog>
    </Panel>
  )
}
