import { interestKinds, type Interest, type Person } from '@interra/contracts'
import { Button, CloseButton, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../lib/choices.ts'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { offerUndo } from '../../ui/undo-bar.tsx'
import { InterestDialog } from './interest.dialog.tsx'
import { stalePerson } from './people.queries.ts'
import css from './person.module.css'

/** What somebody can pass on, loves and wishes for. */
export function Interests({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const can = useCan()
  const [adding, setAdding] = useState(false)
  const mayAdd = person.status === 'active' && can('addInterest', person.siteId)
  const { interests } = person
  return (
    <Panel
      anchor="interests"
      title={t('interest.title')}
      aside={
        mayAdd && (
          <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => setAdding(true)}>
            {t('interest.record')}
          </Button>
        )
      }
    >
      {interests === undefined && <Text>{t('masked')}</Text>}
      {interests?.length === 0 && <Text>{t('interest.none')}</Text>}
      {interestKinds.map((kind) => {
        const ofKind = interests?.filter((one) => one.kind === kind) ?? []
        if (ofKind.length === 0) return null
        return (
          <Stack key={kind} gap={4}>
            <Text size="sm" c="dimmed">
              {t(`interest.short.${kind}`)}
            </Text>
            <ul className={css['list']}>
              {ofKind.map((interest) => (
                <One key={interest.id} interest={interest} personId={person.id} mayRemove={mayAdd} />
              ))}
            </ul>
          </Stack>
        )
      })}
      {mayAdd && <InterestDialog person={person} opened={adding} close={() => setAdding(false)} />}
    </Panel>
  )
}

function One({ interest, personId, mayRemove }: { interest: Interest; personId: string; mayRemove: boolean }) {
  const { t } = useTranslation('people')
  const labelOf = useLabel()
  const add = useAct('addInterest', { stale: stalePerson })
  const { id, kind, label, category } = interest
  const remove = useAct('removeInterest', {
    stale: stalePerson,
    done: () =>
      offerUndo(t('interest.removed', { label }), () =>
        add.mutate({ params: { personId }, body: { kind, label, categoryId: category?.id ?? null } }),
      ),
  })
  return (
    <li className={css['row']}>
      <Group gap="xs">
        <Text fw={600}>{label}</Text>
        {category && (
          <Text size="sm" c="dimmed">
            {labelOf(category.labels)}
          </Text>
        )}
      </Group>
      {mayRemove && (
        <CloseButton
          size="lg"
          aria-label={t('interest.remove', { label })}
          disabled={remove.isPending}
          onClick={() => remove.mutate({ params: { personId, interestId: id } })}
        />
      )}
    </li>
  )
}
