import { Chip, Group, SegmentedControl } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icons.tsx'
import { SearchWords } from '../../ui/search-words.tsx'
import { filterNames, type ProposalFilter } from './proposal-words.ts'

const route = getRouteApi('/in/proposals')

/** What is shown, whose, and how: each choice in the address. */
export function ProposalsFilter() {
  const { t } = useTranslation('proposals')
  const { show = 'open', owner, layout } = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (chosen: string | string[]) => {
    const found = filterNames.find((one) => one === chosen) ?? 'open'
    void navigate({ search: (old) => ({ ...old, show: orNothing(found) }), replace: true })
  }
  return (
    <Group justify="space-between" gap="sm">
      <Group gap="xs" role="group" aria-label={t('filter.label')}>
        <Chip.Group value={show} onChange={choose}>
          {filterNames.map((one) => (
            <Chip key={one} value={one} size="md" variant="outline">
              {t(`filter.${one}`)}
            </Chip>
          ))}
        </Chip.Group>
        <Chip
          size="md"
          variant="outline"
          checked={owner === 'me'}
          onChange={(mine) =>
            void navigate({ search: (old) => ({ ...old, owner: mine ? 'me' : undefined }), replace: true })
          }
        >
          {t('filter.mine')}
        </Chip>
      </Group>
      <Group gap="sm">
        <SearchText />
        {show === 'open' && (
          <SegmentedControl
            aria-label={t('layout.label')}
            value={layout ?? 'list'}
            data={[
              { value: 'list', label: t('layout.list') },
              { value: 'board', label: t('layout.board') },
            ]}
            onChange={(chosen) =>
              void navigate({
                search: (old) => ({ ...old, layout: chosen === 'board' ? 'board' : undefined }),
                replace: true,
              })
            }
          />
        )}
      </Group>
    </Group>
  )
}

const orNothing = (show: ProposalFilter) => (show === 'open' ? undefined : show)

function SearchText() {
  const { t } = useTranslation('proposals')
  const { text } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <SearchWords
      aria-label={t('filter.text')}
      placeholder={t('filter.text')}
      leftSection={<Icon name="search" size={18} />}
      value={text}
      search={(words) => void navigate({ search: (old) => ({ ...old, text: words }), replace: true })}
    />
  )
}
