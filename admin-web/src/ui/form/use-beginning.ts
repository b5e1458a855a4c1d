import type { UseFormReturnType } from '@mantine/form'
import { useEffect, useEffectEvent, useState } from 'react'

interface Beginning<V> {
  readonly initial: V
  /** The version that saving replaces. */
  readonly version: number | undefined
  /** Saves over what stands there now: somebody has been told that it changed. */
  readonly giveUp: () => void
}

export const versionOf = (input: object | undefined): number | undefined =>
  input && 'ifMatch' in input && typeof input.ifMatch === 'number' ? input.ifMatch : undefined

/**
 * What was on screen when somebody began to write. A record that is read again under the form is taken over as long as
 * nothing is written (or `held`); later, its newer version would hide what a colleague saved in the meantime.
 */
export function useBeginning<V extends Record<string, unknown>>(
  form: UseFormReturnType<V>,
  initial: V,
  version: number | undefined,
  held: boolean,
): Beginning<V> {
  const [began, setBegan] = useState({ initial, version })
  const [told, setTold] = useState<number>()
  const follows = version !== began.version && !held && !form.isDirty()
  const follow = useEffectEvent(() => {
    form.setValues(initial)
    form.resetDirty(initial)
    setBegan({ initial, version })
  })
  useEffect(() => {
    if (follows) follow()
  }, [follows, version])
  return {
    initial: began.initial,
    version: told === began.version ? version : began.version,
    giveUp: () => setTold(began.version),
  }
}
