import { autonomyLevels, workshopMachine } from '@interra/contracts'
import { Chip, Group, NativeSelect } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useTerms } from '../../lib/choices.ts'
import { useSite } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { SearchWords } from '../../ui/search-words.tsx'

const route = getRouteApi('/in/workshops')

export function WorkshopsFilter() {
  const { t } = useTranslation('workshops')
  const { state } = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (chosen: string | string[]) =>
    void navigate({
      search: (old) => ({ ...old, state: workshopMachine.states.find((one) => one === chosen) }),
      replace: true,
    })
  return (
    <Group justify="space-between" gap="sm">
      <Group gap="xs" role="group" aria-label={t('filter.label')}>
        <Chip.Group value={state ?? 'all'} onChange={choose}>
          <Chip value="all" size="md" variant="outline">
            {t('filter.all')}
          </Chip>
          {workshopMachine.states.map((one) => (
            <Chip key={one} value={one} size="md" variant="outline">
              {t(`states.${one}`)}
            </Chip>
          ))}
        </Chip.Group>
      </Group>
      <Group gap="sm">
        <Choices />
        <SearchText />
      </Group>
    </Group>
  )
}

function Choices() {
  const { t } = useTranslation('workshops')
  const { autonomy, category } = route.useSearch()
  const navigate = route.useNavigate()
  const { site } = useSite()
  const categories = useTerms(site?.id ?? '', 'workshop_category')
  return (
    <>
      <NativeSelect
        aria-label={t('filter.category')}
        value={category ?? ''}
        data={[{ value: '', label: t('filter.everyCategory') }, ...categories]}
        onChange={({ currentTarget: { value } }) =>
          void navigate({ search: (old) => ({ ...old, category: value === '' ? undefined : value }), replace: true })
        }
      />
      <NativeSelect
        aria-label={t('filter.autonomy')}
        value={autonomy ?? ''}
        data={[
          { value: '', label: t('filter.everyAutonomy') },
          ...autonomyLevels.map((value) => ({ value, label: t(`autonomy.${value}`) })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          void navigate({
            search: (old) => ({ ...old, autonomy: autonomyLevels.find((one) => one === value) }),
            replace: true,
          })
        }
      />
    </>
  )
}

function SearchText() {
  const { t } = useTranslation('workshops')
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
