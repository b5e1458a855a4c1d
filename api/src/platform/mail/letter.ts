import type { Static } from 'typebox'
import type { Locale } from '@interra/contracts'

export type MailLocale = Static<typeof Locale>

/** What a mail says. Plain words: the layout makes text and HTML of it. */
export interface Letter {
  readonly subject: string
  readonly paragraphs: readonly string[]
  readonly action?: { readonly label: string; readonly url: string }
  /** Small print under the action. */
  readonly note?: string
}

/** One kind of message: the members its payload must have, and its words in each language; French stands in for others. */
export interface Template<Needs extends string = string> {
  readonly needs: readonly Needs[]
  readonly words: { readonly fr: Words<Needs> } & { readonly [L in Exclude<MailLocale, 'fr'>]?: Words<Needs> }
}
type Words<Needs extends string> = (payload: Readonly<Record<Needs, string>>) => Letter
export type Templates = Readonly<Record<string, Template>>

/** Returns its argument, with the members of the payload checked against their use. */
export function defineTemplate<const Needs extends string>(template: Template<Needs>): Template<Needs> {
  return template
}

export interface Composed {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Subject, text and HTML of a message. Throws when the kind is unknown or its payload incomplete. */
export function compose(
  templates: Templates,
  kind: string,
  locale: string,
  payload: Record<string, unknown>,
): Composed {
  const template = Object.hasOwn(templates, kind) ? templates[kind] : undefined
  if (!template) throw new Error(`no template for messages of the kind ${kind}`)
  const values: Record<string, string> = {}
  for (const name of template.needs) {
    const value = payload[name]
    if (typeof value !== 'string') throw new Error(`a message of the kind ${kind} lacks ${name}`)
    values[name] = value
  }
  const spoken = isWritten(template, locale) ? locale : 'fr'
  const words = template.words[spoken] ?? template.words.fr
  return layOut(words(values), spoken)
}

function isWritten(template: Template, locale: string): locale is MailLocale {
  return Object.hasOwn(template.words, locale)
}

function layOut(letter: Letter, locale: MailLocale): Composed {
  const { subject, paragraphs, action, note } = letter
  const text = [
    ...paragraphs,
    ...(action ? [`${action.label} :\n${action.url}`] : []),
    ...(note ? [note] : []),
    'Interra',
  ]
  const body = [
    ...paragraphs.map((paragraph) => `<p>${escape(paragraph)}</p>`),
    ...(action ? [`<p><a href="${escape(action.url)}">${escape(action.label)}</a></p>`] : []),
    ...(note ? [`<p><small>${escape(note)}</small></p>`] : []),
    '<p>Interra</p>',
  ]
  const html = `<!doctype html><html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><title>${escape(
    subject,
  )}</title></head><body>${body.join('')}</body></html>`
  // a line break in a subject would begin another header
  return { subject: subject.replace(/\s+/g, ' '), text: `${text.join('\n\n')}\n`, html }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
function escape(words: string): string {
  return words.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
