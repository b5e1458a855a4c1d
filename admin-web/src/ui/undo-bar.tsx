import { Button, CloseButton, Group, Paper, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signal } from '../lib/signal.ts'
import { Icon } from './icons.tsx'
import css from './undo-bar.module.css'

interface Offer {
  readonly message: string
  readonly undo?: () => void
}
const patience = 8_000
const offer = signal<Offer | null>(null)

/** Says what was done and offers to take it back for 8 seconds. The next message replaces it. */
export function offerUndo(message: string, undo: () => void): void {
  offer.set({ message, undo })
}

/** Says what was done. */
export function say(message: string): void {
  offer.set({ message })
}

/** The place where those words appear; once, in the shell. Waits while one points at it or has the focus in it. */
export function UndoBar() {
  const { t } = useTranslation()
  const current = offer.use()
  const [held, setHeld] = useState(false)
  const dismiss = () => {
    setHeld(false)
    offer.set(null)
  }
  const takeBack = () => {
    current?.undo?.()
    dismiss()
  }
  useCountdown(current, held, dismiss)
  useHotkeys([['mod+Z', () => current?.undo && takeBack()]])
  return (
    <section aria-label={t('messages')} className={css['place']}>
      <div role="status" className={css['voice']}>
        {current && (
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
              <Text className={css['words'] ?? ''}>{current.message}</Text>
              {current.undo && (
                <Button className={css['undo'] ?? ''} variant="subtle" aria-keyshortcuts="Control+Z" onClick={takeBack}>
                  {t('undo')}
                </Button>
              )}
              <CloseButton aria-label={t('close')} className={css['close'] ?? ''} onClick={dismiss} />
            </Group>
          </Paper>
        )}
      </div>
    </section>
  )
}

/** Calls `done` once `patience` has passed for this offer, not counting the time it was held. */
function useCountdown(current: Offer | null, held: boolean, done: () => void): void {
  const left = useRef(patience)
  const finish = useRef(done)
  finish.current = done
  useEffect(() => {
    left.current = patience
  }, [current])
  useEffect(() => {
    if (current === null || held) return undefined
    const since = Date.now()
    const timer = setTimeout(() => finish.current(), left.current)
    return () => {
      clearTimeout(timer)
      left.current = Math.max(1_500, left.current - (Date.now() - since))
    }
  }, [current, held])
}
