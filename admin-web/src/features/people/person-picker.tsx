import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonPickerProps } from '../../lib/seams.ts'
import { useCan } from '../../lib/session.ts'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import { useHint } from './candidates.tsx'
import { fullName } from './names.tsx'
import { NewPersonDialog } from './new-person.dialog.tsx'
import { candidates } from './people.queries.ts'

/** Picks a member by a few letters, or registers one on the way. The app gives it to other features (`lib/seams.ts`). */
export function PersonPicker({ value, onChange, ...input }: PersonPickerProps) {
  const { t } = useTranslation('people')
  const client = useQueryClient()
  const hint = useHint()
  const can = useCan()
  const [creating, setCreating] = useState<string | null>(null)
  const find = async (text: string) => {
    const people = await client.fetchQuery(candidates(text))
    return people.map((one) => ({ value: one.id, label: fullName(one), hint: hint(one) }))
  }
  const create = { label: (name: string) => t('picker.create', { name }), start: setCreating }
  return (
    <>
      <SearchSelect
        {...input}
        name="people"
        find={find}
        value={value && { value: value.personId, label: value.name }}
        onChange={(found) => onChange(found && { personId: found.value, name: found.label })}
        {...(can('registerPerson') ? { create } : {})}
      />
      {creating !== null && (
        <NewPersonDialog
          typed={creating}
          close={() => setCreating(null)}
          onDone={(person) => onChange({ personId: person.id, name: fullName(person) })}
        />
      )}
    </>
  )
}
