import type { ReactNode } from 'react'
import type { Tone } from './palette.ts'
import { Icon, type IconName } from './icons.tsx'
import css from './status-badge.module.css'

const usual: Record<Tone, IconName> = {
  neutral: 'minus',
  info: 'info',
  good: 'check',
  warn: 'clock',
  bad: 'stop',
  accent: 'spark',
}

/** A state in a word, with an icon and a tone: the colour never says it alone. */
export function StatusBadge({ tone, icon, children }: { tone: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={css['badge']} data-tone={tone}>
      <Icon name={icon ?? usual[tone]} size={14} strokeWidth={2.6} />
      {children}
    </span>
  )
}
