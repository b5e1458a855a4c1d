import type { PersonCandidate } from '@interra/contracts'
import { Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notice.tsx'
import { Candidates } from './candidates.tsx'
import type { FormPart } from './file-values.ts'
import { lookalikes } from './people.queries.ts'

/** Who looks like the person described so far, a breath after the last letter. `personId`: somebody who is changed. */
export function useAlike({ values }: FormPart, siteId: string, personId?: string): readonly PersonCandidate[] {
  const { givenName, familyName, ownScriptName, birth, email, phone } = values
  const about = personId === undefined ? { siteId } : { siteId, personId }
  const [said] = useDebouncedValue({ ...about, givenName, familyName, ownScriptName, birth, email, phone }, 350)
  return useQuery(lookalikes(said)).data ?? []
}

interface AlikeProps {
  form: FormPart
  people: readonly PersonCandidate[]
  use: (person: PersonCandidate) => void
}

/** Either it is one of them, or one says why it is not. */
export function Alike({ form, people, use }: AlikeProps) {
  const { t } = useTranslation('people')
  return (
    <Notice tone="warn" role="status" title={t('new.alike')}>
      <Stack gap="sm">
        <Text>{t('new.alikeText')}</Text>
        <Candidates people={people} use={use} />
        <TextInput
          {...form.field('reason', t('new.notSame'))}
          description={t('new.notSameHint')}
          autoComplete="off"
          maxLength={300}
        />
      </Stack>
    </Notice>
  )
}
