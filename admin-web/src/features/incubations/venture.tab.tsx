import { cardRules, formalityRules, rulesCheckedOn, type Incubation, type Venture } from '@interra/contracts'
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Facts } from '../../ui/facts.tsx'
import css from '../../ui/line-list.module.css'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { staleVenture } from './incubation-words.ts'
import { VentureDialogs, type VentureOpened } from './venture-dialogs.tsx'

/** From the idea to an activity: milestones, enterprise, formalities, and what became of it. */
export function VentureTab({ incubation }: { incubation: Incubation }) {
  const venture = useQuery(query('getVenture', { params: { incubationId: incubation.id } }))
  return <Await query={venture}>{(found) => <Whole incubation={incubation} venture={found} />}</Await>
}

interface PartProps {
  venture: Venture
  open: ((opened: VentureOpened) => void) | null
}

function Whole({ incubation, venture }: { incubation: Incubation; venture: Venture }) {
  const can = useCan()
  const [opened, setOpened] = useState<VentureOpened | null>(null)
  const open = incubation.whole && can('setMilestone', venture.siteId) ? setOpened : null
  return (
    <>
      <TwoColumns
        work={
          <>
            <Milestones venture={venture} open={open} />
            <Outcomes venture={venture} open={open} />
          </>
        }
        facts={
          <>
            <EnterprisePanel venture={venture} open={open} />
            <Card venture={venture} open={open} />
            <Formalities incubationId={incubation.id} venture={venture} mayChange={open !== null} />
          </>
        }
      />
      <VentureDialogs incubation={incubation} venture={venture} opened={opened} close={() => setOpened(null)} />
    </>
  )
}

function Milestones({ venture: { milestones = [] }, open }: PartProps) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  return (
    <Panel title={t('venture.milestones')}>
      <ul className={css['list']} aria-label={t('venture.milestones')}>
        {milestones.map((milestone) => {
          const { code, reachedOn, plannedOn, count, evidence } = milestone
          const name = t(`milestones.${code}`)
          return (
            <li key={code} className={css['line']}>
              <Stack gap={2} flex={1} miw="12rem">
                <Text fw={600}>{[name, count].filter(Boolean).join(' · ')}</Text>
                {evidence && <Text size="sm">{evidence}</Text>}
              </Stack>
              <Group gap="xs">
                <StatusBadge tone={reachedOn ? 'good' : 'neutral'}>
                  {reachedOn
                    ? t('venture.reachedOn', { day: dates.day(reachedOn, 'digits') })
                    : plannedOn
                      ? t('venture.plannedOn', { day: dates.day(plannedOn, 'digits') })
                      : t('venture.todo')}
                </StatusBadge>
                {open && (
                  <Button variant="default" aria-label={t('venture.set', { name })} onClick={() => open({ milestone })}>
                    {t('venture.setShort')}
                  </Button>
                )}
              </Group>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

function Outcomes({ venture: { outcomes = [], today }, open }: PartProps) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  return (
    <Panel title={t('venture.outcomes')}>
      {outcomes.length === 0 && <Text c="dimmed">{t('venture.noOutcomes')}</Text>}
      {outcomes.length > 0 && (
        <ul className={css['list']} aria-label={t('venture.outcomes')}>
          {outcomes.map(({ moment, dueOn, situations }) => (
            <li key={moment} className={css['line']}>
              <Stack gap={2} flex={1}>
                <Text fw={600}>{t(`moments.${moment}`)}</Text>
                <Text size="sm" c="dimmed">
                  {situations.length > 0
                    ? situations.map((one) => t(`situations.${one}`)).join(', ')
                    : t('venture.dueOn', { day: dates.day(dueOn, 'digits') })}
                </Text>
              </Stack>
              {open && (moment === 'exit' || dueOn <= today) && (
                <Button
                  variant="default"
                  aria-label={t('venture.noteOutcome', { moment: t(`moments.${moment}`) })}
                  onClick={() => open({ outcome: moment })}
                >
                  {t('venture.setShort')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function EnterprisePanel({ venture: { enterprise, enterpriseRemoved }, open }: PartProps) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const day = (date: string | null) => (date === null ? t('about.notYet') : dates.day(date, 'digits'))
  return (
    <Panel
      title={t('venture.enterprise')}
      aside={
        open && (
          <Button variant="default" onClick={() => open('enterprise')}>
            {t('venture.setEnterprise')}
          </Button>
        )
      }
    >
      {!enterprise && <Text c="dimmed">{t('venture.noEnterprise')}</Text>}
      {enterpriseRemoved && <Text size="sm">{t('venture.removed', { reason: enterpriseRemoved })}</Text>}
      {enterprise && (
        <Facts
          facts={[
            { label: t('venture.number'), value: enterprise.written },
            { label: t('venture.kind'), value: t(`enterpriseKinds.${enterprise.kind}`) },
            { label: t('venture.startedOn'), value: day(enterprise.startedOn) },
            {
              label: t('venture.verifiedOn'),
              value: [day(enterprise.verifiedOn), enterprise.verifiedBy].filter(Boolean).join(', '),
            },
            { label: t('venture.aliveOn'), value: day(enterprise.aliveOn) },
            ...(enterprise.ceasedOn ? [{ label: t('venture.ceasedOn'), value: day(enterprise.ceasedOn) }] : []),
          ]}
        />
      )}
      {enterprise && open && (
        <Group>
          <Button variant="subtle" onClick={() => open('removal')}>
            {t('venture.remove')}
          </Button>
        </Group>
      )}
    </Panel>
  )
}

function Card({ venture: { card }, open }: PartProps) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  if (!card) return null
  const since = card.sinceOn && t('since', { day: dates.day(card.sinceOn, 'digits') })
  return (
    <Panel
      title={t('venture.card')}
      aside={
        open && (
          <Button
            variant="default"
            aria-label={`${t('venture.change')}, ${t('venture.card')}`}
            onClick={() => open('card')}
          >
            {t('venture.change')}
          </Button>
        )
      }
    >
      <Text>{[t(`cardStates.${card.status}`), since].filter(Boolean).join(', ')}</Text>
      <Stack gap={0}>
        <Text fw={600}>{t('venture.cardRule')}</Text>
        {cardRules.map(({ who, needs, source }) => (
          <Text key={who} size="sm">
            {t('venture.cardLine', { who: t(`cardWho.${who}`), needs: t(`cardNeeds.${needs}`) })}
            {source === null && ` · ${t('venture.noSource')}`}
          </Text>
        ))}
        <Source rules={cardRules} />
      </Stack>
    </Panel>
  )
}

/** Where the rules were read; all of them move, so that whoever advises looks again. */
function Source({ rules }: { rules: readonly { source: string | null }[] }) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const sources = [...new Set(rules.flatMap(({ source }) => (source === null ? [] : source.split(', '))))]
  return (
    <Text size="sm" c="dimmed">
      {t('venture.source', { day: dates.day(rulesCheckedOn, 'digits'), source: sources.join(', ') })}
    </Text>
  )
}

interface FormalitiesProps {
  incubationId: string
  venture: Venture
  mayChange: boolean
}

function Formalities({ incubationId, venture: { formalities = [], today, version }, mayChange }: FormalitiesProps) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const set = useAct('setFormality', { stale: staleVenture })
  return (
    <Panel title={t('venture.formalities')}>
      {formalities.map(({ code, doneOn }) => {
        const { from = null, source = null } = formalityRules.find((one) => one.code === code) ?? {}
        const about = [
          doneOn && t('venture.doneOn', { day: dates.day(doneOn, 'digits') }),
          from && t('venture.holdsFrom', { day: dates.day(from, 'digits') }),
          source === null && t('venture.noSource'),
        ].filter(Boolean)
        return (
          <Checkbox
            key={code}
            label={t(`formalities.${code}`)}
            description={about.join(' · ') || undefined}
            checked={doneOn !== null}
            disabled={!mayChange || set.isPending}
            onChange={(event) =>
              set.mutate({
                params: { incubationId, code },
                ifMatch: version,
                body: { doneOn: event.currentTarget.checked ? today : null },
              })
            }
          />
        )
      })}
      <Source rules={formalityRules} />
    </Panel>
  )
}
