import { openingOutcomes, type CircleOpening, type Incubation } from '@interra/contracts'
import { ActionIcon, Button, Group, Menu, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import css from '../../ui/line-list.module.css'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { offerUndo } from '../../ui/undo-bar.tsx'
import { openingTones, staleOpenings } from './incubation-words.ts'
import { AddOpeningForm, ChangeOpeningForm } from './opening-forms.tsx'

/** Doors that the circle opened from its address books, and what came of them. */
export function Openings({ incubation }: { incubation: Incubation }) {
  const { t } = useTranslation('incubations')
  const can = useCan()
  const [adding, setAdding] = useState(false)
  const [changing, setChanging] = useState<CircleOpening | null>(null)
  const { id: incubationId, siteId, circle, whole, today } = incubation
  const openings = useQuery(query('listOpenings', { params: { incubationId } }))
  return (
    <Panel
      title={t('openings.title')}
      aside={
        can('addOpening', siteId) &&
        circle.some(({ startsOn }) => startsOn <= today) && (
          <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => setAdding(true)}>
            {t('openings.add')}
          </Button>
        )
      }
    >
      {!whole && <Text c="dimmed">{t('openings.ownOnly')}</Text>}
      <Await
        query={openings}
        isEmpty={({ items }) => items.length === 0}
        empty={<Text c="dimmed">{t('openings.empty')}</Text>}
      >
        {({ items, counts }) => (
          <>
            <Text>
              {counts
                .map(({ outcome, count }) =>
                  t('openings.count', { outcome: t(`openingOutcomes.${outcome}`), number: count }),
                )
                .join(' · ')}
            </Text>
            <ul className={css['list']} aria-label={t('openings.title')}>
              {items.map((opening) => (
                <Line
                  key={opening.id}
                  incubationId={incubationId}
                  opening={opening}
                  change={() => setChanging(opening)}
                />
              ))}
            </ul>
          </>
        )}
      </Await>
      <Dialog opened={adding} close={() => setAdding(false)} title={t('openings.add')}>
        <AddOpeningForm incubation={incubation} close={() => setAdding(false)} />
      </Dialog>
      <Dialog
        opened={changing !== null}
        close={() => setChanging(null)}
        title={changing && t('openings.editOf', { toWhom: changing.toWhom })}
      >
        {changing && <ChangeOpeningForm incubation={incubation} opening={changing} close={() => setChanging(null)} />}
      </Dialog>
    </Panel>
  )
}

interface LineProps {
  incubationId: string
  opening: CircleOpening
  change: () => void
}

function Line({ incubationId, opening, change }: LineProps) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const { person, role, toWhom, forWhat, openedOn, outcome } = opening
  const name = person.name ?? t('hidden')
  return (
    <li className={css['line']}>
      <Stack gap={2} flex={1} miw="12rem">
        <Text fw={600}>{toWhom}</Text>
        <Text size="sm">{forWhat}</Text>
        <Text size="sm" c="dimmed">
          {t('openings.line', { name, role: t(`circleRoles.${role}`), day: dates.day(openedOn, 'digits') })}
        </Text>
      </Stack>
      <Group gap="xs">
        <StatusBadge tone={openingTones[outcome]}>{t(`openingOutcomes.${outcome}`)}</StatusBadge>
        <Acts incubationId={incubationId} opening={opening} change={change} />
      </Group>
    </li>
  )
}

/** What came of it in one tap; a correction; out again what was a mistake. */
function Acts({ incubationId, opening, change }: LineProps) {
  const { t } = useTranslation('incubations')
  const params = { incubationId, openingId: opening.id }
  const { version: ifMatch, outcome: before, circleMemberId, toWhom = '', forWhat = '', openedOn } = opening
  const set = useAct('changeOpening', { stale: staleOpenings })
  const add = useAct('addOpening', { stale: staleOpenings })
  const remove = useAct('removeOpening', {
    stale: staleOpenings,
    done: () =>
      offerUndo(t('openings.removed', { toWhom }), () =>
        add.mutate({
          params: { incubationId },
          body: { circleMemberId, toWhom, forWhat, openedOn, outcome: before },
        }),
      ),
  })
  const say = (outcome: CircleOpening['outcome']) =>
    set.mutate(
      { params, ifMatch, body: { outcome } },
      {
        onSuccess: ({ version }) =>
          offerUndo(t('openings.said'), () => set.mutate({ params, ifMatch: version, body: { outcome: before } })),
      },
    )
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={40} aria-label={t('openings.actsOf', { toWhom })}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {openingOutcomes
          .filter((one) => one !== before)
          .map((one) => (
            <Menu.Item key={one} onClick={() => say(one)}>
              {t(`openingOutcomes.${one}`)}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Item onClick={change}>{t('openings.edit')}</Menu.Item>
        <Menu.Item onClick={() => remove.mutate({ params, ifMatch })}>{t('openings.remove')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
