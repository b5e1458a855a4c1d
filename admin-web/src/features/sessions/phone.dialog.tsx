import type { Registration } from '@interra/contracts'
import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { nameOf } from '../../lib/person-name.ts'
import { query } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import type { Told } from './told.ts'
import css from '../../ui/row-list.module.css'

/** After a change: who has no e-mail and must hear it otherwise. */
export function PhoneDialog({ told, close }: { told: Told | null; close: () => void }) {
  const { t } = useTranslation('sessions')
  const opened = told !== null && told.toPhone.length > 0
  return (
    <Dialog opened={opened} close={close} title={t('told.title')}>
      {opened && (
        <Stack>
          <Text>
            {told.messages > 0 && `${t('told.mails', { count: told.messages })} `}
            {t('told.lead')}
          </Text>
          <People sessionIds={told.toPhone.map(({ sessionId }) => sessionId)} />
          <Group justify="flex-end">
            <Button onClick={close}>{t('told.done')}</Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  )
}

function People({ sessionIds }: { sessionIds: readonly string[] }) {
  const { t } = useTranslation('sessions')
  const lists = useQueries({
    queries: sessionIds.map((sessionId) =>
      query('listRegistrations', { params: { sessionId }, query: { toPhone: true, limit: 200 } }),
    ),
  })
  const people = new Map<string, Registration['person']>()
  for (const { data } of lists) for (const { person } of data?.items ?? []) people.set(person.id, person)
  return (
    <ul className={css['rows']}>
      {[...people.values()].map((person) => (
        <li key={person.id}>
          <span className={css['who']}>{nameOf(person)}</span>
          {person.phone ? <Anchor href={`tel:${person.phone}`}>{person.phone}</Anchor> : t('told.noPhone')}
        </li>
      ))}
    </ul>
  )
}
