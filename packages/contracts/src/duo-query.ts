import Type from 'typebox'
import { duoMachine } from './duo.ts'
import { personal } from './personal-data.ts'
import { closed, line, paging, Uuid } from './primitives.ts'

/** Which duos a list shows. */
export const DuoQuery = closed('DuoQuery', {
  ...paging,
  siteId: Type.Optional(Uuid),
  status: Type.Optional(Type.Array(Type.Enum([...duoMachine.states]), { maxItems: duoMachine.states.length })),
  alert: personal('C5', Type.Boolean({ description: 'only those that need a call' })),
  silent: Type.Optional(Type.Boolean({ description: 'active, and nobody met for longer than the policy allows' })),
  personId: Type.Optional(Uuid),
  text: Type.Optional(line(100)),
})
