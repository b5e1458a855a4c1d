import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import css from './facts.module.css'

export interface Fact {
  readonly label: string
  readonly value: ReactNode
}

/** What is known of a record: a label and its value, each pair on its line. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={css['facts']}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
