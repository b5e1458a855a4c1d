import { Button, Stack } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useCan, useSite } from '../../lib/session.ts'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import { Icon } from '../../ui/icons.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { useHint } from './candidates.tsx'
import { fullName } from './names.tsx'
import { candidates } from './people.queries.ts'
import { PeopleFilter } from './people-filter.tsx'
import { PeopleTable } from './people-table.tsx'

const route = getRouteApi('/in/people')

/** Everybody, by name; who speaks what, who can pass on what. Filters stand in the address, names never do. */
export function PeoplePage() {
  const { t } = useTranslation('people')
  const search = route.useSearch()
  const { language, level, kind, category, interest } = search
  const { site } = useSite()
  const can = useCan()
  const list = useInfiniteQuery(
    pages('listPeople', {
      query: {
        ...(site ? { siteId: site.id } : {}),
        ...(language ? { language } : {}),
        ...(language && level ? { level } : {}),
        ...(kind ? { kind } : {}),
        ...(category ? { categoryId: category } : {}),
        ...(interest ? { interest } : {}),
      },
    }),
  )
  const add = can('registerPerson', site?.id) && (
    <ButtonLink to="/people/new" leftSection={<Icon name="plus" size={18} />}>
      {t('add')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} action={add} />
      <Stack>
        <FindPerson />
        <PeopleFilter siteId={site?.id ?? ''} />
        <Await query={list} empty={<Nobody filtered={Object.values(search).some((one) => one !== undefined)} />}>
          {(people) => <PeopleTable people={people} more={list} />}
        </Await>
      </Stack>
    </>
  )
}

/** The shortest way to somebody's file. */
function FindPerson() {
  const { t } = useTranslation('people')
  const client = useQueryClient()
  const navigate = route.useNavigate()
  const hint = useHint()
  return (
    <SearchSelect
      label={t('find')}
      description={t('findHint')}
      name="people"
      find={async (text) => {
        if (text.length < 2) return []
        const people = await client.fetchQuery(candidates(text))
        return people.map((one) => ({ value: one.id, label: fullName(one), hint: hint(one) }))
      }}
      value={null}
      onChange={(found) => {
        if (found) void navigate({ to: '/people/$personId', params: { personId: found.value }, search: {} })
      }}
    />
  )
}

function Nobody({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation('people')
  const navigate = route.useNavigate()
  const action = filtered ? (
    <Button variant="light" onClick={() => void navigate({ search: {} })}>
      {t('empty.showAll')}
    </Button>
  ) : (
    <ButtonLink to="/people/new" variant="light">
      {t('add')}
    </ButtonLink>
  )
  return (
    <EmptyState icon="people" action={action}>
      {filtered ? t('empty.filtered') : t('empty.all')}
    </EmptyState>
  )
}
