import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOffline } from '../../lib/network.ts'
import { useUnsent } from '../../lib/outbox.ts'
import { useSession } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { keptSheets, type KeptSheet } from './kept-sheets.ts'
import { unsettledCount, waitingCount } from './queue.ts'
import css from './sheet.module.css'

/** The sheets that open without network, the one last used first; with network, those that need a look. */
export function KeptSheets() {
  const { t } = useTranslation('attendance')
  const offline = useOffline()
  const all = useKeptSheets()
  const sheets = all?.filter(({ kept }) => unsettledCount(kept) > 0 || (offline && kept.sheet?.closedAt === null))
  if (!sheets || (sheets.length === 0 && !offline)) return null
  return (
    <Stack component="section" gap="sm" mb="xl">
      <Title order={2}>{t('kept.title')}</Title>
      {sheets.length === 0 && <Text>{t('kept.none')}</Text>}
      <ul className={css['kept']}>
        {sheets.map((one) => (
          <KeptCard key={one.sessionId} one={one} />
        ))}
      </ul>
    </Stack>
  )
}

function KeptCard({ one: { sessionId, kept } }: { one: KeptSheet }) {
  const { t } = useTranslation('attendance')
  const dates = useDates()
  const waiting = waitingCount(kept)
  const { sheet, refused } = kept
  return (
    <Card component="li" padding="md" data-kept={sessionId}>
      <Group justify="space-between" gap="sm">
        <Stack gap={4} align="flex-start">
          <Text fw={600}>{sheet?.workshopTitle ?? t('title')}</Text>
          {sheet && (
            <Text size="sm" c="dimmed">
              {t('when', { day: dates.day(sheet.startsOn, 'full'), from: sheet.startsTime, to: sheet.endsTime })}
            </Text>
          )}
          {waiting > 0 && (
            <StatusBadge tone="warn" icon="clock">
              {t('sync.waiting', { count: waiting })}
            </StatusBadge>
          )}
          {refused.length > 0 && <StatusBadge tone="bad">{t('kept.refused', { count: refused.length })}</StatusBadge>}
        </Stack>
        <Button
          h={48}
          leftSection={<Icon name="clipboard" size={18} />}
          renderRoot={(props) => <Link to="/sessions/$sessionId/sheet" params={{ sessionId }} {...props} />}
        >
          {t('kept.open')}
        </Button>
      </Group>
    </Card>
  )
}

/** What this phone keeps for who is signed in, the last used first; undefined until it was read. */
function useKeptSheets(): readonly KeptSheet[] | undefined {
  const accountId = useSession().account.id
  const unsent = useUnsent()
  const [sheets, setSheets] = useState<readonly KeptSheet[]>()
  useEffect(() => {
    void keptSheets(accountId).then((all) =>
      setSheets(all.toSorted((a, b) => (a.kept.keptAt < b.kept.keptAt ? 1 : -1))),
    )
  }, [accountId, unsent])
  return sheets
}
