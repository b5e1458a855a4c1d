import { call } from './query.ts'

/** Partners whose name begins or sounds like what is typed, for an input that searches. */
export async function findPartners(text: string): Promise<{ value: string; label: string }[]> {
  if (text.replaceAll(' ', '').length < 2) return []
  const { items } = await call('search', { body: { text } })
  return items.flatMap(({ entity, id, title }) => (entity === 'partner' && title ? [{ value: id, label: title }] : []))
}
