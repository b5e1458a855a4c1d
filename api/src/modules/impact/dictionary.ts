import { indicators, type Dictionary, type Indicator, type IndicatorEntry } from '@interra/contracts'

/** The registry as it is told: screens and scripts read the same. */
export function dictionary(): Dictionary {
  return { items: indicators.map(entryOf) }
}

function entryOf({ parameters = {}, breaks = [], parts, by, ...rest }: Indicator): IndicatorEntry {
  const { partKind: _, sensitive: __, tellsFirsts: ___, ...told } = rest
  return { ...told, parts: [...parts], by: [...by], parameters, breaks: [...breaks] }
}
