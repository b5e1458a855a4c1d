import Type, { type Static } from 'typebox'
import { closed, line, Locale, nullable, text } from './primitives.ts'

/** What is measured (domain reference 3.4): questions with a score. */
export const instrumentCodes = [
  'ucla3',
  'lonely1',
  'lsns_friends',
  'trust1',
  'gse6',
  'fr_ease',
  'self_conf',
  'belong_city',
  'belong_interra',
  'warmth',
  'valued',
  'new_ties',
  'lasting_tie',
  'helpful',
] as const
export type InstrumentCode = (typeof instrumentCodes)[number]

/** How a question is answered: by a face, one of a few answers, a step of a scale, a number, yes or no. */
export const questionKinds = ['faces', 'choice', 'scale', 'number', 'yes_no'] as const

/** `published`: a translation that was validated. `reviewed`: read again by somebody. `draft`: not yet. */
export const translationStates = ['published', 'reviewed', 'draft'] as const
export type TranslationState = (typeof translationStates)[number]

/** The words of an instrument in one language: its questions in their order, and words for some or all of its values. */
export const Wording = closed('Wording', {
  language: Locale,
  state: Type.Enum([...translationStates]),
  lead: nullable(text(400)),
  questions: Type.Array(line(300)),
  answers: Type.Array(closed('WordedAnswer', { value: Type.Integer(), text: line(80) })),
})
export type Wording = Static<typeof Wording>

export const Instrument = closed('Instrument', {
  code: Type.Enum([...instrumentCodes]),
  version: Type.Integer({ minimum: 1 }),
  kind: Type.Enum([...questionKinds]),
  items: Type.Array(Type.String({ pattern: '^[a-zA-Z0-9]{1,20}$' }), { minItems: 1 }),
  lowest: Type.Integer({ description: 'of one question' }),
  highest: Type.Integer({ description: 'of one question' }),
  scoring: Type.Enum(['sum']),
  mayMiss: Type.Integer({ minimum: 0, description: 'questions without an answer that the others stand in for' }),
  higherIsBetter: Type.Boolean(),
  licence: line(200),
  source: line(300),
  offered: Type.Boolean({ description: 'false until its owner agreed: nobody is asked' }),
  wordings: Type.Array(Wording),
})
export type Instrument = Static<typeof Instrument>

/** What somebody said who would rather not say: not the same as nothing. */
export const preferNotToSay = 'preferNotToSay'
/** The answers to an instrument, by its items; what is not there was skipped. */
export const ItemAnswers = Type.Record(
  Type.String({ pattern: '^[a-zA-Z0-9]{1,20}$' }),
  Type.Union([Type.Integer({ minimum: 0, maximum: 1000 }), Type.Literal(preferNotToSay)]),
  { additionalProperties: false },
)
export type ItemAnswers = Static<typeof ItemAnswers>
