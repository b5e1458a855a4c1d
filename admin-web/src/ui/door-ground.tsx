import { Anchor, Card, Container, Group } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'
import type { DoorLocale } from '../lib/door-language.ts'
import css from './door-ground.module.css'

interface DoorGroundProps<L extends DoorLocale> {
  /** Of the window, in the language that is read. */
  title: string
  brand: string
  /** What the choice of languages is called, and each of them by its own name. */
  language: string
  nameOf: (locale: L) => string
  offered: readonly L[]
  locale: DoorLocale
  choose: (locale: L) => void
  children: ReactNode
}

/** What a page stands on that a link opens for people without an account: our mark, the languages, one card. */
export function DoorGround<L extends DoorLocale>(props: DoorGroundProps<L>) {
  const { title, brand, language, nameOf, offered, locale, choose, children } = props
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <div className={css['ground']}>
      <Container component="main" size={640} w="100%" py="lg">
        <img src="/icon.svg" alt={brand} width={48} height={48} className={css['mark']} />
        <Group justify="center" mb="md" gap="md" component="nav" aria-label={language}>
          {offered.map((one) => (
            <Anchor
              key={one}
              component="button"
              type="button"
              lang={one}
              className={css['language'] ?? ''}
              aria-current={one === locale}
              onClick={() => choose(one)}
            >
              {nameOf(one)}
            </Anchor>
          ))}
        </Group>
        <Card padding="lg" shadow="sm" style={{ overflow: 'visible' }}>
          {children}
        </Card>
      </Container>
    </div>
  )
}
