import type { PersonCandidate } from '@interra/contracts'
import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { Candidates } from './candidates.tsx'
import { candidates } from './people.queries.ts'
import { RegisterForm } from './register-form.tsx'
import { prefillFrom } from './typed.ts'

const route = getRouteApi('/in/people/new')

/** First who it may be already, then, and only then, a new file. What is typed stays out of the address. */
export function NewPersonPage() {
  const { t } = useTranslation('people')
  const navigate = route.useNavigate()
  const [text, setText] = useState('')
  const [creating, setCreating] = useState(false)
  const open = (personId: string) => void navigate({ to: '/people/$personId', params: { personId }, search: {} })
  const crumb = (
    <TextLink key="people" to="/people">
      {t('title')}
    </TextLink>
  )
  return (
    <>
      <PageHeader
        title={creating ? t('new.formTitle') : t('new.title')}
        lead={creating ? t('new.formLead') : t('new.lead')}
        crumbs={[crumb]}
      />
      <Stack maw="48rem">
        {creating ? (
          <>
            <Button
              variant="subtle"
              leftSection={<Icon name="back" size={18} />}
              onClick={() => setCreating(false)}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('new.back')}
            </Button>
            <Panel title={t('person.identity')}>
              <RegisterForm
                start={prefillFrom(text)}
                cancel={() => setCreating(false)}
                onKnown={({ id }) => open(id)}
                onDone={({ id }) => {
                  say(t('new.done'))
                  open(id)
                }}
              />
            </Panel>
          </>
        ) : (
          <SearchFirst text={text} type={setText} use={({ id }) => open(id)} create={() => setCreating(true)} />
        )}
      </Stack>
    </>
  )
}

interface SearchFirstProps {
  text: string
  type: (text: string) => void
  use: (person: PersonCandidate) => void
  create: () => void
}

function SearchFirst({ text, type, use, create }: SearchFirstProps) {
  const { t } = useTranslation('people')
  const [asked] = useDebouncedValue(text.trim(), 200)
  const search = useQuery(candidates(asked))
  const enough = text.replace(/\s/g, '').length > 1
  const settled = enough && asked === text.trim() && search.isSuccess && !search.isPlaceholderData
  const people = enough ? (search.data ?? []) : []
  return (
    <>
      <TextInput
        type="search"
        size="lg"
        label={t('new.search')}
        leftSection={<Icon name="search" size={20} />}
        value={text}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        autoComplete="off"
        autoFocus
      />
      <Stack role="status" aria-live="polite">
        {search.isError && enough && <ErrorState error={search.error} retry={() => void search.refetch()} />}
        {people.length > 0 && <Candidates people={people} use={use} />}
        {settled && people.length === 0 && <Text>{t('new.nobody')}</Text>}
      </Stack>
      {settled && (
        <Button
          variant={people.length === 0 ? 'filled' : 'default'}
          leftSection={<Icon name="plus" size={18} />}
          onClick={create}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('new.create')}
        </Button>
      )}
    </>
  )
}
