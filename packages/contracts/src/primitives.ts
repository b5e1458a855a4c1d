import Type, { type Static, type TProperties, type TSchema } from 'typebox'

/** An object that refuses unknown members. `title` names it in OpenAPI; two different schemas never share one. */
export function closed<T extends TProperties>(title: string, properties: T, options: { description?: string } = {}) {
  return Type.Object(properties, { title, additionalProperties: false, ...options })
}

export const Uuid = Type.String({ format: 'uuid', description: 'UUID version 7' })
/** `YYYY-MM-DD`, a day of the local calendar. Years 1900 to 2199. */
export const LocalDate = Type.String({ format: 'date', pattern: '^(19|20|21)\\d\\d-', description: 'YYYY-MM-DD' })
/** Municipality, as Statbel numbers it. */
export const Nis = Type.String({ pattern: '^\\d{5}$', description: 'NIS code' })
/** `HH:MM`, wall time of the site. */
export const LocalTime = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'HH:MM, wall time of the site',
})
/** RFC 3339 with offset, e.g. `2026-11-22T18:30:00Z`. */
export const Instant = Type.String({
  format: 'date-time',
  pattern: '^(19|20|21)\\d\\d-',
  description: 'RFC 3339 instant',
})
export const Email = Type.String({ format: 'email', maxLength: 254 })
/** BCP 47, as the person writes it: `fr`, `ar`, `ti`, `kmr`. */
export const LanguageTag = Type.String({ pattern: '^[a-z]{2,3}$', description: 'ISO 639 language code' })
export const Locale = Type.Enum(['fr', 'en', 'nl', 'ar'])
/** What is written freely is told by these two from codes, ids and numbers: see `holdsFreeText`. */
export const linePattern = '^[^\\u0000-\\u001F\\u007F]*$'
export const textPattern = '^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]*$'
/** A line somebody typed: trimmed, no control characters (so no NUL reaches the database). */
export function line(maxLength = 120, minLength = 1) {
  return Type.String({ minLength, maxLength, pattern: linePattern })
}
/** Several lines: as `line`, with tabs and line breaks. */
export function text(maxLength = 4000, minLength = 0) {
  return Type.String({ minLength, maxLength, pattern: textPattern })
}
/** A telephone number as it is said. Eleven digits of it are no national register number: it is no free text. */
export const Phone = Type.String({ pattern: '^[^\\u0000-\\u001F\\u007F]{1,40}$', description: 'telephone number' })
export const Reason = line(300)
/** Row version, also the ETag. */
export const Version = Type.Integer({ minimum: 1 })
export const Minutes = Type.Integer({ minimum: 0, maximum: 1440 })
export function nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()])
}

/** Labels in the languages that staff read; others fall back to French. */
export const Labels = closed('Labels', { fr: line(80), en: line(80) })
export type Labels = Static<typeof Labels>

/** A page of a list: `next` is the opaque cursor of the following page, null at the end; also in `Link`. */
export function pageOf<T extends TSchema>(title: string, item: T) {
  return closed(title, { items: Type.Array(item), next: nullable(Type.String()) })
}
/** Members of every list's query. */
export const paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50 when absent' })),
  after: Type.Optional(
    Type.String({ minLength: 1, maxLength: 400, pattern: '^[A-Za-z0-9_-]+$', description: 'cursor from `next`' }),
  ),
}

/** `{ personId }` and the like: the members of a path. */
export function idParam<K extends string>(...names: K[]) {
  return Type.Object(Object.fromEntries(names.map((name) => [name, Uuid])) as Record<K, typeof Uuid>, {
    additionalProperties: false,
  })
}
