import { Button, CloseButton, Group, Paper, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { signal } from '../lib/signal.ts'
import { Icon } from './icons.tsx'
import css from './undo-bar.module.css'

interface Offer {
  readonly id: string
  readonly message: string
  readonly undo?: () => void
}
/** Milliseconds that an offer stands, not counting the time one points at it; and that it has left at least after that. */
const patience = 8_000
const atLeast = 1_500
const offer = signal<Offer | null>(null)
/** A line that the page keeps free for those words. */
const line = signal<HTMLElement | null>(null)

/** Says what was done and offers to take it back for 8 seconds. The next message replaces it. */
export function offerUndo(message: string, undo: () => void): void {
  offer.set({ id: crypto.randomUUID(), message, undo })
}

/** Says what was done. */
export function say(message: string): void {
  offer.set({ id: crypto.randomUUID(), message })
}

/** The place where those words appear; once, in the shell. Over the page, or in the line that it keeps free. */
export function UndoBar() {
  const { t } = useTranslation()
  const current = offer.use()
  const kept = line.use()
  const place = (
    <section aria-label={t('messages')} className={css[kept ? 'inLine' : 'place']}>
      <div role="status" className={css['voice']}>
        {current && <Bar key={current.id} current={current} />}
      </div>
    </section>
  )
  return kept ? createPortal(place, kept) : place
}

/** A line of its own for those words, so that they cover nothing. `children`: what stands there meanwhile. */
export function UndoLine({ children }: { children: ReactNode }) {
  const free = offer.use() === null
  return (
    <div className={css['line']}>
      <div ref={line.set} className={css['whole']} />
      {free && children}
    </div>
  )
}

/** Waits while one points at it or has the focus in it. */
function Bar({ current }: { current: Offer }) {
  const { t } = useTranslation()
  const [held, setHeld] = useState(false)
  const { undo } = current
  const dismiss = () => offer.set(null)
  const takeBack = () => {
    undo?.()
    dismiss()
  }
  useCountdown(held, dismiss)
  useHotkeys(undo ? [['mod+Z', takeBack]] : [])
  return (
    <Paper
      className={css['bar']}
      shadow="lg"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Group wrap="nowrap" gap="sm">
        <Icon name="check" className={css['icon']} />
        <Text className={css['words'] ?? ''} title={current.message}>
          {current.message}
        </Text>
        {undo && (
          <Button
            className={css['undo'] ?? ''}
            variant="subtle"
            aria-keyshortcuts="Control+Z"
            aria-label={t('undo')}
            onClick={takeBack}
          >
            {t('undoShort')}
          </Button>
        )}
        <CloseButton aria-label={t('close')} className={css['close'] ?? ''} onClick={dismiss} />
      </Group>
    </Paper>
  )
}

function useCountdown(held: boolean, done: () => void): void {
  const left = useRef(patience)
  const finish = useEffectEvent(done)
  useEffect(() => {
    if (held) return undefined
    const since = Date.now()
    const timer = setTimeout(() => finish(), left.current)
    return () => {
      clearTimeout(timer)
      left.current = Math.max(atLeast, left.current - (Date.now() - since))
    }
  }, [held])
}
