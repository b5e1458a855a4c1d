import { Combobox, Group, InputBase, Loader, Stack, Text, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export interface Found {
  readonly value: string
  readonly label: string
  /** What tells two of the same name apart. */
  readonly hint?: string
}
interface SearchSelectProps {
  label: string
  description?: string
  value: Found | null
  onChange: (value: Found | null) => void
  /** Names the search in the cache; the same name and text are asked once. */
  name: string
  find: (text: string) => Promise<readonly Found[]>
  /** Below the results: "create somebody new" with what was typed. */
  create?: { label: (text: string) => string; start: (text: string) => void }
  error?: ReactNode
  required?: boolean
  'data-path'?: string
}
const creating = '\u0000create'

/** A choice among many: what is typed is searched on the server after a breath (200 ms). */
export function SearchSelect({ label, description, value, onChange, name, find, create, ...input }: SearchSelectProps) {
  const { t } = useTranslation()
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [typed, setTyped] = useState<string | null>(null)
  const search = useFound(name, typed ?? '', find)
  const choose = (chosen: string) => {
    combobox.closeDropdown()
    setTyped(null)
    if (chosen === creating) create?.start((typed ?? '').trim())
    else onChange(search.found.find((one) => one.value === chosen) ?? null)
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.Target>
        <InputBase
          {...input}
          label={label}
          description={description}
          size="md"
          autoComplete="off"
          value={typed ?? value?.label ?? ''}
          placeholder={t('searchHint')}
          rightSection={search.busy ? <Loader size="xs" /> : <Combobox.Chevron />}
          rightSectionPointerEvents="none"
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown()
            setTyped(null)
          }}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            if (event.currentTarget.value === '') onChange(null)
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={(typed ?? '').trim() === ''}>
        <Combobox.Options aria-label={label} mah={300} style={{ overflowY: 'auto' }}>
          {search.found.map((one) => (
            <Option key={one.value} one={one} />
          ))}
          {search.none && <Combobox.Empty>{t('nobodyFound')}</Combobox.Empty>}
          {create && search.settled && (
            <Combobox.Option value={creating}>{create.label((typed ?? '').trim())}</Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function Option({ one }: { one: Found }) {
  return (
    <Combobox.Option value={one.value}>
      <Group justify="space-between" wrap="nowrap">
        <Stack gap={0}>
          <Text>{one.label}</Text>
          {one.hint !== undefined && (
            <Text size="sm" c="dimmed">
              {one.hint}
            </Text>
          )}
        </Stack>
      </Group>
    </Combobox.Option>
  )
}

function useFound(name: string, typed: string, find: (text: string) => Promise<readonly Found[]>) {
  const [text] = useDebouncedValue(typed.trim(), 200)
  const search = useQuery({ queryKey: ['found', name, text], queryFn: () => find(text), enabled: text !== '' })
  const settled = search.data !== undefined && text === typed.trim()
  return { found: search.data ?? [], busy: search.isFetching, settled, none: settled && search.data.length === 0 }
}
