import { CloseButton, Modal, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useId, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icons.tsx'
import { usePaletteItems, type PaletteItem, type PalettePage } from './palette-items.ts'
import css from './palette.module.css'
import { found } from './search.queries.ts'

interface PaletteProps {
  /** The pages of this person's menu. */
  pages: readonly PalettePage[]
  opened: boolean
  close: () => void
}

/** Everything by a few letters: members, workshops, places, pages, and what one often does. Keyboard alone is enough. */
export function Palette({ pages, opened, close }: PaletteProps) {
  const { t } = useTranslation('search')
  return (
    <Modal.Root opened={opened} onClose={close} size="40rem" yOffset="8vh" padding={0}>
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content aria-label={t('title')} radius="lg">
        <Modal.Body p={0}>
          <Finder pages={pages} close={close} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Finder({ pages, close }: Omit<PaletteProps, 'opened'>) {
  const { t } = useTranslation(['search', 'common'])
  const list = useId()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 150)
  const search = useQuery(found(asked))
  const items = usePaletteItems(text, text.trim() === '' ? [] : (search.data ?? []), pages)
  const [at, setAt] = useState(0)
  const active = Math.min(at, items.length - 1)
  const open = (item: PaletteItem | undefined) => {
    if (!item) return
    close()
    item.open()
  }
  const move = (event: KeyboardEvent) => {
    const next = stepOf(event.key, active, items.length)
    if (next === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (next === undefined) open(items[active])
    else setAt(next)
  }
  const idOf = (index: number) => `${list}-${index}`
  return (
    <>
      <TextInput
        size="lg"
        variant="unstyled"
        className={css['field'] ?? ''}
        role="combobox"
        aria-label={t('open')}
        aria-expanded
        aria-controls={list}
        aria-autocomplete="list"
        {...(items.length > 0 ? { 'aria-activedescendant': idOf(active) } : {})}
        placeholder={t('placeholder')}
        leftSection={<Icon name="search" />}
        rightSection={<CloseButton size="lg" aria-label={t('common:close')} onClick={close} />}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          setAt(0)
        }}
        onKeyDown={move}
        autoComplete="off"
        maxLength={80}
        data-autofocus
      />
      <Items id={list} idOf={idOf} items={items} active={active} open={open} />
      <Text role="status" size="sm" c="dimmed" className={css['status'] ?? ''} data-keys={items.length > 0}>
        {statusOf()}
      </Text>
    </>
  )

  function statusOf(): string {
    const settled = asked === text.trim() && !search.isFetching
    if (search.isError && settled) return t('failed')
    if (items.length > 0) return t('keys')
    if (text.replace(/\s/g, '').length < 2) return t('typeMore')
    return settled ? t('nothing') : ''
  }
}

/** Where a key leads to, round and round; undefined when it does not move. */
function stepOf(key: string, active: number, count: number): number | undefined {
  if (count === 0) return undefined
  if (key === 'ArrowDown') return (active + 1) % count
  return key === 'ArrowUp' ? (active - 1 + count) % count : undefined
}

interface ItemsProps {
  id: string
  idOf: (index: number) => string
  items: readonly PaletteItem[]
  active: number
  open: (item: PaletteItem) => void
}

function Items({ id, idOf, items, active, open }: ItemsProps) {
  const { t } = useTranslation('search')
  const groups = [...new Set(items.map(({ group }) => group))]
  return (
    <div id={id} role="listbox" aria-label={t('results')} className={css['list']}>
      {groups.map((group) => (
        <div key={group} role="group" aria-label={t(group)}>
          <Text size="sm" c="dimmed" className={css['group'] ?? ''} aria-hidden>
            {t(group)}
          </Text>
          {items.map((item, index) =>
            item.group === group ? (
              <Option key={item.key} id={idOf(index)} item={item} active={index === active} open={open} />
            ) : null,
          )}
        </div>
      ))}
    </div>
  )
}

interface OptionProps {
  id: string
  item: PaletteItem
  active: boolean
  open: (item: PaletteItem) => void
}

function Option({ id, item, active, open }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={css['option']}
      ref={(node) => {
        if (active) node?.scrollIntoView({ block: 'nearest' })
      }}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => open(item)}
      onKeyDown={(event) => event.key === 'Enter' && open(item)}
    >
      <Icon name={item.icon} />
      <bdi className={css['label']}>{item.label}</bdi>
      {item.hint !== '' && <span className={css['hint']}>{item.hint}</span>}
    </div>
  )
}
