import type { EmployerNeed, Match } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../lib/choices.ts'
import { query, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { TextLink } from '../../ui/links.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleEmployers, useSpoken } from './employer-words.ts'
import css from '../../ui/line-list.module.css'

/** Members who fit, each with the reasons; what is not known is said. */
export function Matches({ need }: { need: EmployerNeed }) {
  const { t } = useTranslation('employers')
  const matches = useQuery(query('listMatches', { params: { employerNeedId: need.id } }))
  return (
    <Panel title={t('matches.title')}>
      <Text c="dimmed">{t('matches.hint')}</Text>
      <Await query={matches} empty={<Text c="dimmed">{t('matches.nobody')}</Text>}>
        {({ items }) => (
          <ul className={css['list']}>
            {items.map((match) => (
              <MatchLine key={match.person.personId} match={match} need={need} />
            ))}
          </ul>
        )}
      </Await>
    </Panel>
  )
}

function MatchLine({ match, need }: { match: Match; need: EmployerNeed }) {
  const { t } = useTranslation('employers')
  const label = useLabel()
  const spoken = useSpoken()
  const can = useCan()
  const navigate = useNavigate()
  const propose = useAct('proposeIntroduction', {
    stale: staleEmployers,
    done: ({ id }) => {
      say(t('done.proposed'))
      void navigate({ to: '/introductions/$introductionId', params: { introductionId: id } })
    },
  })
  const { person, fits, wish, skills = [], languages = [] } = match
  const name = person.name ?? t('hidden')
  const reasons = [
    ...skills.map(({ labels }) => t('matches.skill', { skill: label(labels) })),
    ...languages.map(({ language, needed, known }) =>
      known === null
        ? t('matches.languageUnknown', { needed: spoken({ language, level: needed }) })
        : t('matches.language', { known: spoken({ language, level: known }), needed: t(`levels.${needed}`) }),
    ),
    t(wish === 'yes' ? 'matches.wishes' : 'matches.notAsked'),
  ]
  return (
    <li className={css['line']}>
      <Stack gap={4} flex={1} miw="14rem" align="flex-start">
        <TextLink to="/people/$personId" params={{ personId: person.personId }} fw={600}>
          {name}
        </TextLink>
        <Text size="sm">{reasons.join(' · ')}</Text>
        <StatusBadge tone={fits ? 'good' : 'warn'}>{t(fits ? 'matches.fits' : 'matches.toAsk')}</StatusBadge>
      </Stack>
      {can('proposeIntroduction', need.siteId) && (
        <Group>
          <Button
            variant="light"
            h={40}
            loading={propose.isPending}
            aria-label={t('matches.proposeNamed', { name })}
            onClick={() => propose.mutate({ params: { employerNeedId: need.id }, body: { personId: person.personId } })}
          >
            {t('matches.propose')}
          </Button>
        </Group>
      )}
    </li>
  )
}
