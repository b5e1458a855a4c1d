import type { Term } from '@interra/contracts'
import { ActionIcon, Group, Menu, Text } from '@mantine/core'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../lib/choices.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { useMoveTerm, useTermEnd } from './sites.queries.ts'
import css from './sites.module.css'

interface TermRowProps {
  siteId: string
  term: Term
  first: boolean
  last: boolean
  mayChange: boolean
  change: () => void
}

/** A word with its place in the list. */
export function TermRow(props: TermRowProps) {
  const { term, mayChange } = props
  const { i18n } = useTranslation('sites')
  const label = useLabel()
  const other = i18n.language === 'en' ? 'fr' : 'en'
  return (
    <li>
      <div className={css['word']}>
        <Group gap="xs">
          <Text fw={600}>{label(term.labels)}</Text>
          <EndBadge term={term} />
        </Group>
        <Text size="sm" c="dimmed" lang={other}>
          {term.labels[other]}
        </Text>
      </div>
      {mayChange && <Places {...props} />}
      {mayChange && <Actions {...props} />}
    </li>
  )
}

function EndBadge({ term: { endsOn } }: { term: Term }) {
  const { t } = useTranslation('sites')
  const dates = useDates()
  if (endsOn === null) return null
  const day = dates.day(endsOn)
  return endsOn < dates.now().date ? (
    <StatusBadge tone="neutral">{t('lists.ended', { day })}</StatusBadge>
  ) : (
    <StatusBadge tone="warn">{t('lists.ending', { day })}</StatusBadge>
  )
}

function Places({ siteId, term, first, last }: TermRowProps) {
  const { t } = useTranslation('sites')
  const label = useLabel()
  const move = useMoveTerm(siteId)
  const word = label(term.labels)
  const place = (step: -1 | 1, isEnd: boolean) => ({
    size: 44,
    className: css['place'] ?? '',
    'aria-disabled': isEnd,
    ...(isEnd ? { 'data-disabled': true } : {}),
    onClick: ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
      // a row that moves in the page loses the focus: whoever moves it further by keyboard stays on it
      if (!isEnd) move(term, term.position + step, () => requestAnimationFrame(() => currentTarget.focus()))
    },
  })
  return (
    <Group gap={0} wrap="nowrap">
      <ActionIcon {...place(-1, first)} aria-label={t('lists.up', { word })}>
        <Icon name="up" />
      </ActionIcon>
      <ActionIcon {...place(1, last)} aria-label={t('lists.down', { word })}>
        <Icon name="down" />
      </ActionIcon>
    </Group>
  )
}

function Actions({ siteId, term, change }: TermRowProps) {
  const { t } = useTranslation('sites')
  const label = useLabel()
  const today = useDates().now().date
  const { end, bringBack } = useTermEnd(siteId)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={44} aria-label={t('lists.actions', { word: label(term.labels) })}>
          <Icon name="more" strokeWidth={3.2} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="edit" size={18} />} onClick={change}>
          {t('lists.change')}
        </Menu.Item>
        {term.endsOn === null ? (
          <Menu.Item leftSection={<Icon name="stop" size={18} />} onClick={() => end(term, today)}>
            {t('lists.end')}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<Icon name="check" size={18} />} onClick={() => bringBack(term)}>
            {t('lists.back')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
