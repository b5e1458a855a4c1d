import type { Carry } from '@interra/contracts'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useSite } from '../../lib/session.ts'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'

/** How much more the team can take on this month, and the step that holds it back. */
export function CarryCard() {
  const { t } = useTranslation('figures')
  const { site } = useSite()
  const carry = useQuery(query('getCarry', { query: site ? { site: site.id } : {} }))
  return (
    <Panel title={t('carry.title')}>
      <Await query={carry}>
        {({ kinds }) => (
          <Facts facts={kinds.map((kind) => ({ label: t(`carry.${kind.kind}`), value: <Room kind={kind} /> }))} />
        )}
      </Await>
      <Text size="sm" c="dimmed">
        {t('carry.hint')}
      </Text>
    </Panel>
  )
}

function Room({ kind: { tightest, more, withHalfTime, steps } }: { kind: Carry['kinds'][number] }) {
  const { t } = useTranslation('figures')
  const inHand = Math.max(0, ...steps.map((step) => step.inHand))
  if (tightest === null || more === null) return <Text c="dimmed">{t('carry.unknown')}</Text>
  const step = t(`carry.steps.${tightest}`, { defaultValue: tightest })
  return (
    <>
      <Text fw={600}>{t('carry.more', { count: more, step })}</Text>
      <Text size="sm">{t('carry.helped', { inHand, withHalfTime: withHalfTime ?? more })}</Text>
    </>
  )
}
