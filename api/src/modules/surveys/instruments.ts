import { Instrument, type InstrumentCode } from '@interra/contracts'
import { Value } from 'typebox/value'
import belongCity from './instruments/belong-city.json' with { type: 'json' }
import belongInterra from './instruments/belong-interra.json' with { type: 'json' }
import frEase from './instruments/fr-ease.json' with { type: 'json' }
import gse6 from './instruments/gse6.json' with { type: 'json' }
import helpful from './instruments/helpful.json' with { type: 'json' }
import lastingTie from './instruments/lasting-tie.json' with { type: 'json' }
import lonely1 from './instruments/lonely1.json' with { type: 'json' }
import lsnsFriends from './instruments/lsns-friends.json' with { type: 'json' }
import newTies from './instruments/new-ties.json' with { type: 'json' }
import selfConf from './instruments/self-conf.json' with { type: 'json' }
import trust1 from './instruments/trust1.json' with { type: 'json' }
import ucla3 from './instruments/ucla3.json' with { type: 'json' }
import valued from './instruments/valued.json' with { type: 'json' }
import warmth from './instruments/warmth.json' with { type: 'json' }

const files: readonly unknown[] = [
  ucla3,
  lonely1,
  lsnsFriends,
  trust1,
  gse6,
  frEase,
  selfConf,
  belongCity,
  belongInterra,
  warmth,
  valued,
  newTies,
  lastingTie,
  helpful,
]

/** Every instrument with its words, in the order in which people are asked. Throws at start when a file is not well formed. */
export const instruments: readonly Instrument[] = files.map((file) => Value.Parse(Instrument, file))

const byCode = new Map(instruments.map((one) => [one.code, one]))
export function instrumentOf(code: InstrumentCode): Instrument {
  const found = byCode.get(code)
  if (!found) throw new Error(`no file of the instrument ${code}`)
  return found
}
