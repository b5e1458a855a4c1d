import type { ReactNode, Ref } from 'react'
import { Icon, type IconName } from './icons.tsx'
import css from './notice.module.css'
import type { Tone } from './palette.ts'

interface NoticeProps {
  tone?: Tone
  icon?: IconName
  title?: ReactNode
  /** `alert` interrupts a reader of the screen, `status` waits, `note` says nothing by itself. */
  role?: 'alert' | 'status' | 'note'
  children?: ReactNode
  ref?: Ref<HTMLDivElement>
  tabIndex?: number
}
const icons: Record<Tone, IconName> = {
  neutral: 'info',
  info: 'info',
  good: 'check',
  warn: 'warn',
  bad: 'warn',
  accent: 'spark',
}

/** A few words set apart from the page, in the tone of what they say. */
export function Notice({ tone = 'neutral', icon, title, role = 'note', children, ref, tabIndex }: NoticeProps) {
  return (
    <div ref={ref} role={role} tabIndex={tabIndex} className={css['notice']} data-tone={tone}>
      <Icon name={icon ?? icons[tone]} />
      <div className={css['words']}>
        {title !== undefined && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  )
}
