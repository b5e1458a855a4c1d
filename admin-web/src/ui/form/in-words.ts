import type { Choice } from '../../lib/choices.ts'

/** A value of a form in words: the label of what was chosen, the name of who was picked, a dash for nothing. */
export function inWords(value: unknown, choices: readonly Choice[] = []): string {
  if (Array.isArray(value)) return value.map((one) => inWords(one, choices)).join(', ') || '—'
  if (typeof value === 'string' && value !== '') return choices.find((one) => one.value === value)?.label ?? value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'object' || value === null) return '—'
  if ('name' in value) return inWords(value.name)
  return 'label' in value ? inWords(value.label) : '—'
}
