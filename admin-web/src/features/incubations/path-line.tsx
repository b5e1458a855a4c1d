import { actsFrom, machineOf, type Machine, type PathAct, type PathItem } from '@interra/contracts'
import { ActionIcon, Group, Menu, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import css from '../../ui/line-list.module.css'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { pathTones, severityWords } from './incubation-words.ts'
import type { PathOpened } from './path-dialogs.tsx'

interface PathLineProps {
  item: PathItem
  act: ((opened: PathOpened) => void) | null
}

/** One thing of a path: what it is, since when, by whom, how much it hindered over time. */
export function PathLine({ item, act }: PathLineProps) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const { title, details, dimension, owner, dueOn, status, statusReason, openedOn, closedOn, by, reviews } = item
  const facts = [
    dimension && t(`dimensions.${dimension}`),
    owner?.name,
    dueOn && closedOn === null && t('path.due', { day: dates.day(dueOn, 'digits') }),
    act && item.shared && t('path.shared'),
  ].filter(Boolean)
  const rated = reviews.map(({ severity, reviewedOn }) =>
    t('path.review', {
      severity: t(`severities.${severityWords[severity] ?? 's0'}`),
      day: dates.day(reviewedOn, 'digits'),
    }),
  )
  const written = t('path.line', { by: by ?? t('fields.nobody'), day: dates.day(openedOn, 'digits') })
  const closed = closedOn && t('path.closed', { day: dates.day(closedOn, 'digits') })
  return (
    <li className={css['line']}>
      <Stack gap={2} flex={1} miw="12rem">
        <Text fw={600} td={status === 'abandoned' ? 'line-through' : undefined}>
          {title}
        </Text>
        {facts.length > 0 && <Text size="sm">{facts.join(' · ')}</Text>}
        {details && <Text size="sm">{details}</Text>}
        {rated.length > 0 && <Text size="sm">{t('path.reviews', { list: rated.join(' → ') })}</Text>}
        {statusReason && <Text size="sm">{statusReason}</Text>}
        <Text size="sm" c="dimmed">
          {[written, closed].filter(Boolean).join(' · ')}
        </Text>
      </Stack>
      <Group gap="xs">
        {(item.kind !== 'strength' || status !== 'open') && (
          <StatusBadge tone={pathTones[status]}>{t(`pathStates.${status}`)}</StatusBadge>
        )}
        {act && <Acts item={item} act={act} />}
      </Group>
    </li>
  )
}

function Acts({ item, act }: { item: PathItem; act: (opened: PathOpened) => void }) {
  const { t } = useTranslation('incubations')
  const machine: Machine = machineOf(item.kind)
  const possible = actsFrom(machine, item.status) as PathAct[]
  const rated = item.kind === 'need' || item.kind === 'blocker'
  const ratable = rated && item.status !== 'abandoned'
  if (possible.length === 0 && !ratable) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={40} aria-label={t('path.acts', { title: item.title })}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {ratable && <Menu.Item onClick={() => act({ rate: item })}>{t('path.rate')}</Menu.Item>}
        {possible.map((one) => (
          <Menu.Item key={one} onClick={() => act({ move: item, act: one })}>
            {t(`pathActs.${one}`)}
          </Menu.Item>
        ))}
        {item.closedOn === null && <Menu.Item onClick={() => act({ change: item })}>{t('path.edit')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}
