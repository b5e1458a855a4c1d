import { TextInput, type TextInputProps } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'

interface SearchWordsProps extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** The words that are looked for at first. */
  value: string | undefined
  /** A breath after the last letter: the words, or nothing. */
  search: (words: string | undefined) => void
}

/** A field whose words filter a list. */
export function SearchWords({ value, search, ...input }: SearchWordsProps) {
  const [typed, setTyped] = useState(value ?? '')
  const look = useDebouncedCallback((words: string) => search(words.trim() || undefined), 250)
  return (
    <TextInput
      {...input}
      type="search"
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        look(currentTarget.value)
      }}
    />
  )
}
