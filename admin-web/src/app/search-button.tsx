import { Kbd, UnstyledButton } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { loadWords } from '../lib/i18n.ts'
import { useCan } from '../lib/session.ts'
import { Icon } from '../ui/icons.tsx'
import { useNavigation } from './navigation.ts'
import css from './search-button.module.css'

// Fetched, with its words, when first asked for.
const Palette = lazy(async () => {
  const [{ Palette: loaded }] = await Promise.all([import('../features/search/palette.tsx'), loadWords(['search'])])
  return { default: loaded }
})

/** Opens the search over everything: the button, Ctrl-K anywhere, `/` outside of fields. */
export function SearchButton() {
  const { t } = useTranslation('shell')
  const may = useCan()('search')
  const entries = useNavigation()
  const [state, setState] = useState<'never' | 'open' | 'closed'>('never')
  const open = () => may && setState('open')
  useHotkeys([['mod+K', open]], [])
  useHotkeys([['/', open]])
  if (!may) return null
  const pages = entries.map(({ page, icon, to }) => ({ label: t(`pages.${page}`), icon, to }))
  return (
    <>
      <UnstyledButton className={css['button'] ?? ''} onClick={open} aria-keyshortcuts="Control+K">
        <Icon name="search" />
        <span className={css['words']}>{t('search')}</span>
        <Kbd className={css['key'] ?? ''} aria-hidden>
          {t('searchKey')}
        </Kbd>
      </UnstyledButton>
      <Suspense>
        {state !== 'never' && <Palette pages={pages} opened={state === 'open'} close={() => setState('closed')} />}
      </Suspense>
    </>
  )
}
