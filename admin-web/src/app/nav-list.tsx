import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/icons.tsx'
import css from './nav-list.module.css'
import { groups, useNavigation, type NavEntry } from './navigation.ts'

/** Every page one may open, by group: the left column, and the drawer on a phone. */
export function NavList() {
  const { t } = useTranslation('shell')
  const entries = useNavigation()
  return (
    <div className={css['list']}>
      {groups.map((group) => {
        const inGroup = entries.filter((entry) => entry.group === group)
        if (inGroup.length === 0) return null
        return (
          <section key={group} aria-labelledby={`nav-${group}`}>
            <h2 id={`nav-${group}`} className={css['group']}>
              {t(`groups.${group}`)}
            </h2>
            <ul>
              {inGroup.map((entry) => (
                <li key={entry.page}>
                  <NavItem entry={entry} className={css['link'] ?? ''} />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

/** The four pages at the thumb, and the way to the others where there are any: at the bottom of a phone. */
export function BottomBar({ openMenu, menuOpened }: { openMenu: () => void; menuOpened: boolean }) {
  const { t } = useTranslation('shell')
  const entries = useNavigation()
  const atThumb = entries.filter((entry) => entry.phone).slice(0, 4)
  return (
    <nav aria-label={t('navPhone')} className={css['bar']}>
      {atThumb.map((entry) => (
        <NavItem key={entry.page} entry={entry} className={css['tab'] ?? ''} />
      ))}
      {entries.length > atThumb.length && (
        <button
          type="button"
          className={css['tab']}
          aria-haspopup="dialog"
          aria-expanded={menuOpened}
          onClick={openMenu}
        >
          <Icon name="menu" />
          <span>{t('navMore')}</span>
        </button>
      )}
    </nav>
  )
}

function NavItem({ entry, className }: { entry: NavEntry; className: string }) {
  const { t } = useTranslation('shell')
  return (
    <Link to={entry.to} className={className} activeOptions={{ exact: entry.to === '/' }}>
      <Icon name={entry.icon} />
      <span>{t(`pages.${entry.page}`)}</span>
    </Link>
  )
}
