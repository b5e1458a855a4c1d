import type { Person } from '@interra/contracts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useSeams } from '../../lib/seams.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await } from '../../ui/states.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { Arrival } from './arrival.panel.tsx'
import { ChangePersonDialog } from './change-person.dialog.tsx'
import { Consents } from './consents.panel.tsx'
import { GroupBadge } from './group-badge.tsx'
import { Identity } from './identity.panel.tsx'
import { Interests } from './interests.panel.tsx'
import { Languages } from './languages.panel.tsx'
import { Name } from './names.tsx'
import { Situation } from './situation.panel.tsx'
import { Timeline } from './timeline.panel.tsx'

const route = getRouteApi('/in/people/$personId')

/** One member: who they are on the left, what they did on the right. */
export function PersonPage() {
  const { personId } = route.useParams()
  const person = useQuery(query('getPerson', { params: { personId } }))
  return <Await query={person}>{(found) => <Whole key={found.id} person={found} />}</Await>
}

function Whole({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const dates = useDates()
  const can = useCan()
  const { PersonDuo, PersonOutgoing, PersonTrajectory } = useSeams()
  const [changing, setChanging] = useState(false)
  const mayChange = person.status === 'active' && can('changePerson', person.siteId)
  return (
    <>
      <PageHeader
        title={<Name person={person} />}
        documentTitle={t('person.documentTitle')}
        crumbs={[
          <TextLink key="people" to="/people">
            {t('title')}
          </TextLink>,
        ]}
        badge={person.group && <GroupBadge group={person.group} />}
        lead={t('person.since', { day: dates.day(person.memberSince) })}
        action={
          mayChange && (
            <Button leftSection={<Icon name="edit" size={18} />} onClick={() => setChanging(true)}>
              {t('person.change')}
            </Button>
          )
        }
      />
      {person.status === 'merged' && <Merged into={person.mergedIntoId} />}
      <TwoColumns
        work={
          <>
            <Identity person={person} />
            <Languages person={person} />
            <Arrival person={person} />
            <Interests person={person} />
            <Consents person={person} />
            <Situation person={person} />
            {PersonDuo && person.status === 'active' && can('listCandidacies', person.siteId) && (
              <PersonDuo person={person} />
            )}
            {PersonOutgoing && can('listOutgoing', person.siteId) && (
              <PersonOutgoing personId={person.id} siteId={person.siteId} mayAdd={person.status === 'active'} />
            )}
            {PersonTrajectory && can('getTrajectory', person.siteId) && <PersonTrajectory personId={person.id} />}
          </>
        }
        facts={<Timeline personId={person.id} />}
      />
      {mayChange && <ChangePersonDialog person={person} opened={changing} close={() => setChanging(false)} />}
    </>
  )
}

function Merged({ into }: { into: string | null }) {
  const { t } = useTranslation('people')
  return (
    <Notice tone="warn" title={t('merged')}>
      {into !== null && (
        <ButtonLink to="/people/$personId" params={{ personId: into }} variant="default">
          {t('openOther')}
        </ButtonLink>
      )}
    </Notice>
  )
}
