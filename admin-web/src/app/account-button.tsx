import { UnstyledButton } from '@mantine/core'
import { lazy, Suspense, useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../lib/session.ts'
import css from './account-menu.module.css'

const AccountMenu = lazy(() => import('./account-menu.tsx').then((module) => ({ default: module.AccountMenu })))

/** The initials that open the account menu; the menu itself is fetched at the first touch. */
export function AccountButton() {
  const [asked, setAsked] = useState(false)
  if (!asked) return <Initials onClick={() => setAsked(true)} />
  return (
    <Suspense fallback={<Initials />}>
      <AccountMenu target={<Initials />} />
    </Suspense>
  )
}

function Initials(props: { onClick?: () => void; ref?: Ref<HTMLButtonElement> }) {
  const { t } = useTranslation('shell')
  const { name } = useSession().account
  return (
    <UnstyledButton
      className={css['target'] ?? ''}
      aria-label={t('accountMenu', { name })}
      aria-haspopup="menu"
      {...props}
    >
      <span className={css['initials']} data-initials={initialsOf(name)} />
    </UnstyledButton>
  )
}

/** First letters of the first and last words of a name. */
function initialsOf(name: string): string {
  const words = name.match(/\p{L}+/gu) ?? []
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]]
  return ends.map((word) => (word ?? '').charAt(0).toLocaleUpperCase()).join('')
}
