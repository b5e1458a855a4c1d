import type { Workshop } from '@interra/contracts'
import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Panel } from '../../ui/panel.tsx'
import { AutonomyDialog } from './autonomy.dialog.tsx'
import { AutonomyBadge } from './workshop-badges.tsx'
import css from '../../ui/line-list.module.css'

/** How far the hosts are on their own, and how they got there: the team fades out. */
export function Autonomy({ workshop }: { workshop: Workshop }) {
  const { t } = useTranslation('workshops')
  const can = useCan()
  const dates = useDates()
  const [setting, setSetting] = useState(false)
  const mayChange = workshop.status !== 'ended' && can('setAutonomy', workshop.siteId)
  return (
    <Panel
      title={t('autonomyTitle')}
      aside={
        mayChange && (
          <Button variant="light" aria-label={t('autonomySet')} onClick={() => setSetting(true)}>
            {t('change')}
          </Button>
        )
      }
    >
      <Text c="dimmed">{t(`autonomyHints.${workshop.autonomy}`)}</Text>
      <ol className={css['list']}>
        {workshop.autonomyHistory.map((change) => (
          <li key={`${change.fromOn} ${change.level}`} className={css['line']}>
            <div>
              <AutonomyBadge level={change.level} />
              {change.reason && <Text size="sm">{change.reason}</Text>}
            </div>
            <Text size="sm" c="dimmed">
              {t('sinceDay', { day: dates.day(change.fromOn) })}
            </Text>
          </li>
        ))}
      </ol>
      <AutonomyDialog workshop={workshop} opened={setting} close={() => setSetting(false)} />
    </Panel>
  )
}
