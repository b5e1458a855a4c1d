import type { BorrowedMethod } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Panel } from '../../ui/panel.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { AdaptMethodDialog, JudgeMethodDialog } from './method.dialog.tsx'

/** Borrowed tools, what was made of each, and what came of it. */
export function Methods() {
  const { t } = useTranslation('experts')
  const { site } = useSite()
  const list = useInfiniteQuery(pages('listMethods', { query: site ? { siteId: site.id } : {} }))
  return (
    <Await query={list} empty={<EmptyState icon="bulb">{t('empty.methods')}</EmptyState>}>
      {(methods) => (
        <Stack>
          {methods.map((method) => (
            <OneMethod key={method.id} method={method} />
          ))}
          {list.hasNextPage && (
            <Group justify="center">
              <Button variant="default" onClick={() => void list.fetchNextPage()}>
                {t('more')}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </Await>
  )
}

const tones = { keep: 'good', adapt: 'warn', drop: 'neutral' } as const

function OneMethod({ method }: { method: BorrowedMethod }) {
  const { t } = useTranslation('experts')
  const dates = useDates()
  const can = useCan()
  const [open, setOpen] = useState<string | null>(null)
  const close = () => setOpen(null)
  const judged = method.versions.find(({ id }) => id === open) ?? null
  return (
    <Panel
      title={method.name}
      aside={
        can('adaptMethod', method.siteId) && (
          <Button
            variant="light"
            aria-label={t('method.adaptNamed', { name: method.name })}
            onClick={() => setOpen('adapt')}
          >
            {t('method.adapt')}
          </Button>
        )
      }
    >
      <Text c="dimmed">{t('method.from', { from: method.borrowedFrom })}</Text>
      {method.about !== null && <Text>{method.about}</Text>}
      {method.versions.map((version) => (
        <Group key={version.id} justify="space-between" align="flex-start">
          <Stack gap={4} flex={1} miw="14rem" align="flex-start">
            <Text fw={600}>
              {t('method.version', { number: version.number, day: dates.day(version.usedFrom, 'short') })}
            </Text>
            {version.changed !== null && <Text size="sm">{t('method.changed', { changed: version.changed })}</Text>}
            {version.why !== null && <Text size="sm">{t('method.why', { why: version.why })}</Text>}
            <StatusBadge tone={version.verdict === null ? 'neutral' : tones[version.verdict]}>
              {version.verdict === null ? t('method.untold') : t(`verdicts.${version.verdict}`)}
            </StatusBadge>
            {version.finding !== null && <Text size="sm">{version.finding}</Text>}
          </Stack>
          {can('judgeMethod', method.siteId) && (
            <Button
              variant="default"
              h={40}
              aria-label={t('method.judgeNamed', { name: method.name, number: version.number })}
              onClick={() => setOpen(version.id)}
            >
              {t('method.judge')}
            </Button>
          )}
        </Group>
      ))}
      <AdaptMethodDialog method={method} opened={open === 'adapt'} close={close} />
      <JudgeMethodDialog method={method} version={judged} close={close} />
    </Panel>
  )
}
