import type { PersonRow } from '@interra/contracts'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { useDates } from '../../lib/use-dates.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Name } from './names.tsx'

interface PeopleTableProps {
  people: readonly PersonRow[]
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

export function PeopleTable({ people, more }: PeopleTableProps) {
  const { t } = useTranslation('people')
  const dates = useDates()
  const columns: Column<PersonRow>[] = [
    {
      id: 'name',
      header: t('column.name'),
      main: true,
      cell: (person) => (
        <TextLink to="/people/$personId" params={{ personId: person.id }}>
          <Name person={person} />
        </TextLink>
      ),
    },
    { id: 'languages', header: t('column.languages'), cell: (person) => <Spoken person={person} /> },
    { id: 'interests', header: t('column.interests'), cell: (person) => <Interests person={person} /> },
    {
      id: 'since',
      header: t('column.since'),
      wideOnly: true,
      cell: ({ memberSince }) => dates.day(memberSince, 'month'),
    },
  ]
  return <DataTable caption={t('caption')} rows={people} rowKey={({ id }) => id} columns={columns} more={more} />
}

function Spoken({ person }: { person: PersonRow }) {
  const { t } = useTranslation('people')
  const { nameOf } = useLanguages()
  const words = person.languages
    ?.filter(({ level }) => level !== 'A0')
    .map(({ language, level }) => t('spoken', { language: nameOf(language), level: t(`levels.${level}`) }))
  return <Text size="sm">{words?.join(', ')}</Text>
}

function Interests({ person }: { person: PersonRow }) {
  const { t } = useTranslation('people')
  return (
    <>
      {person.interests?.map(({ kind, label }) => (
        <Text key={`${kind} ${label}`} size="sm">
          <Text span c="dimmed">
            {t(`interest.short.${kind}`)}
          </Text>{' '}
          {label}
        </Text>
      ))}
    </>
  )
}
