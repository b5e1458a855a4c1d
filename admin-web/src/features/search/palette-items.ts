import type { SearchHit } from '@interra/contracts'
import { useNavigate, type LinkProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { onSignOut, useCan, useSite } from '../../lib/session.ts'
import { signal } from '../../lib/signal.ts'
import type { IconName } from '../../ui/icons.tsx'

export interface PalettePage {
  readonly label: string
  readonly icon: IconName
  readonly to: NonNullable<LinkProps['to']>
}
export interface PaletteItem {
  readonly key: string
  readonly group: 'results' | 'recent' | 'actions' | 'pages'
  readonly label: string
  readonly hint: string
  readonly icon: IconName
  readonly open: () => void
}

/** What was opened from here lately: kept in memory only, for it holds names. */
const recents = signal<readonly SearchHit[]>([])
const keptRecents = 6
onSignOut(() => recents.set([]))

const icons = { person: 'user', workshop: 'spark', venue: 'place', partner: 'people' } as const

/** What the palette offers for a text: records first, then what one can do, then pages. */
export function usePaletteItems(
  text: string,
  hits: readonly SearchHit[],
  pages: readonly PalettePage[],
): readonly PaletteItem[] {
  const { t } = useTranslation('search')
  const navigate = useNavigate()
  const can = useCan()
  const { site } = useSite()
  const lately = recents.use()
  const wanted = folded(text.trim())

  const record =
    (group: 'results' | 'recent') =>
    (hit: SearchHit): PaletteItem => ({
      key: `${group} ${hit.id}`,
      group,
      label: hit.name ?? hit.title ?? '',
      hint: [hit.ownScriptName ?? '', hit.birthYear ? String(hit.birthYear) : '', t(`entities.${hit.entity}`)]
        .filter(Boolean)
        .join(' · '),
      icon: icons[hit.entity],
      open: () => {
        recents.set([hit, ...lately.filter(({ id }) => id !== hit.id)].slice(0, keptRecents))
        void openRecord(hit)
      },
    })
  const openRecord = ({ entity, id }: SearchHit) => {
    if (entity === 'person') return navigate({ to: '/people/$personId', params: { personId: id }, search: {} })
    if (entity === 'venue') return navigate({ to: '/venues/$venueId', params: { venueId: id } })
    if (entity === 'partner') return navigate({ to: '/partners/$partnerId', params: { partnerId: id } })
    return navigate({ to: '/workshops/$workshopId', params: { workshopId: id }, search: {} })
  }
  const actions: PaletteItem[] = can('registerPerson', site?.id)
    ? [
        {
          key: 'add person',
          group: 'actions',
          label: t('addPerson'),
          hint: '',
          icon: 'plus',
          open: () => void navigate({ to: '/people/new' }),
        },
      ]
    : []
  const places = pages.map(({ label, icon, to }): PaletteItem => ({
    key: `page ${to}`,
    group: 'pages',
    label,
    hint: '',
    icon,
    open: () => void navigate({ to }),
  }))
  const records = wanted === '' ? lately.map(record('recent')) : hits.map(record('results'))
  return [...records, ...[...actions, ...places].filter(({ label }) => folded(label).includes(wanted))]
}

/** Without accents and capitals. */
export const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
